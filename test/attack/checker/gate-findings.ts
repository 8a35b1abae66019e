import { cacheFindings, callerFindings, limitFindings } from "./caller-findings";
import { claimFindings } from "./claim-findings";
import type { Declared } from "./declared";
import { deploymentFindings } from "./deployment-findings";
import type { Finding } from "./finding";
import { functionAppFindings, functionApps } from "./function-app-findings";
import { gateStepFindings } from "./gate-step-findings";
import { gatewayFindings } from "./gateway-findings";
import { type Api, gatewayKey, gatewayModel, type Operation } from "./gateway-model";
import { gatewayIdentityFindings, identityFindings } from "./identity-findings";
import { ownershipFindings } from "./ownership-findings";
import { policyFormFindings } from "./policy-form-findings";
import { stepsOf } from "./policy-steps";
import { registrationFindings } from "./registration-findings";
import { overlapFindings, routeFindings } from "./route-findings";
import { type Block, type Json, TerraformApp } from "./terraform-app";
import { terraformTextFindings } from "./terraform-text-findings";
import { terraformValueFindings } from "./terraform-value-findings";
import { tokenExitFindings } from "./token-exit-findings";
import { type TokenTarget, tokenTargets } from "./token-target";

/**
 * Whether the gate of an app is whole, decided from what Terraform is given and from nothing else.
 *
 * @param stacks the Terraform JSON of its stacks, by their names
 * @returns what is wrong; nothing when the gate is whole
 */
export function gateFindings(stacks: Readonly<Record<string, Json>>, declared: Declared = {}): Finding[] {
  const app = new TerraformApp(stacks);
  const model = gatewayModel(app);
  const hosts = functionApps(app);
  const routes = model.apis.map((api) => apiFindings(app, api, declared));
  const targets = routes.flatMap((route) => route.targets);
  return distinct([
    ...app.stacks.flatMap((stack) => terraformTextFindings(stack, declared.canaries ?? [])),
    ...hosts.flatMap((host) => functionAppFindings(app, host, declared)),
    ...hosts.flatMap((host) => identityFindings(app, host, targetsOf(app, host, targets), declared)),
    ...deploymentFindings(app),
    ...registrationFindings(app, hosts),
    ...model.findings,
    ...model.policies.flatMap(policyFormFindings),
    ...model.policies.flatMap(terraformValueFindings),
    ...routes.flatMap(({ findings }) => findings),
    ...targets.flatMap((target) => gatewayIdentityFindings(app, target)),
    ...overlapFindings(model.apis),
    ...gatewayFindings(app),
    ...ownershipFindings(app),
  ]);
}

interface ApiFindings {
  readonly findings: readonly Finding[];
  readonly targets: readonly TokenTarget[];
}

function apiFindings(app: TerraformApp, api: Api, declared: Declared): ApiFindings {
  if (!api.policy) {
    return {
      findings: [{ kind: "authentication", at: api.block.address, detail: "it has no policy" }],
      targets: [],
    };
  }
  const policies = new Set(api.operations.map(({ policy }) => policy));
  const groups = [...policies].map((policy) =>
    api.operations.filter((operation) => operation.policy === policy),
  );
  const each = (groups.length > 0 ? groups : [[]]).map((operations) =>
    operationsFindings(app, api, operations, declared),
  );
  return {
    findings: [...callerFindings(api, declared), ...each.flatMap(({ findings }) => findings)],
    targets: each.flatMap(({ targets }) => targets),
  };
}

/** Of operations that share a policy, or have none. */
function operationsFindings(
  app: TerraformApp,
  api: Api,
  operations: readonly Operation[],
  declared: Declared,
): ApiFindings {
  const [first] = operations;
  const steps = stepsOf(api, first);
  const { targets, findings } = tokenTargets(app, api, first, steps, declared);
  const prefix = targets.at(-1)?.prefix ?? "";
  const values = namedValues(app, api);
  const keys = functionKeys(app, api, declared);
  const all = [steps, ...api.products.map((product) => stepsOf(api, first, product))];
  return {
    targets,
    findings: [
      ...findings,
      ...limitFindings(api, steps),
      ...all.flatMap((ofProduct) => [
        ...gateStepFindings(api, first, ofProduct, keys),
        ...tokenExitFindings(ofProduct, values, declared),
        ...claimFindings(ofProduct),
        ...operations.flatMap((operation) => [
          ...cacheFindings(api, operation, ofProduct, declared),
          ...routeFindings(operation, ofProduct, prefix, api.block.address),
        ]),
      ]),
    ],
  };
}

/** Named values of a gateway that hold no expression: secrets of Key Vault, and plain texts. */
function namedValues(app: TerraformApp, api: Api): Set<string> {
  return namedValuesThat(
    app,
    api,
    ({ args }) => args.value_from_key_vault !== undefined || !/@[({]|[$%]\{/.test(String(args.value)),
  );
}

/** Named values of a gateway that are the keys of Functions, which are in Key Vault alone. */
function functionKeys(app: TerraformApp, api: Api, { functionKeys: declared = [] }: Declared): Set<string> {
  return namedValuesThat(app, api, (block) => declared.includes(block.args.value_from_key_vault?.secret_id));
}

function namedValuesThat(app: TerraformApp, { gateway }: Api, fits: (block: Block) => boolean): Set<string> {
  return new Set(
    app
      .resources("azurerm_api_management_named_value")
      .filter((block) => gatewayKey(app, block) === gateway && fits(block))
      .map((block) => app.argument(block, "display_name").text ?? ""),
  );
}

/** Where tokens for a Function App go, those of its slots included. */
function targetsOf(
  app: TerraformApp,
  host: TokenTarget["policy"],
  targets: readonly TokenTarget[],
): TokenTarget[] {
  const owner = app.argument(host, "function_app_id").attribute?.block ?? host;
  return targets.filter(({ functionApp }) => functionApp === host || functionApp === owner);
}

function distinct(findings: readonly Finding[]): Finding[] {
  return [...new Map(findings.map((finding) => [JSON.stringify(finding), finding])).values()];
}
