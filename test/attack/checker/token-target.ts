import type { Declared } from "./declared";
import { type Finding, Findings } from "./finding";
import { functionApps } from "./function-app-findings";
import { type GateSteps, gateSteps } from "./gate-step-findings";
import { type Api, gatewayKey, type Operation } from "./gateway-model";
import { attribute, valueOfText } from "./policy-document";
import type { Step } from "./policy-steps";
import { type Block, blocksIn, type Json, type TerraformApp } from "./terraform-app";

/** To which Function a gateway's token goes, and as whom the gateway asks for it. */
export interface TokenTarget {
  /** Address of the policy. */
  readonly at: string;
  readonly policy: Block;
  /** The Function App; nothing for one outside of the stacks. */
  readonly functionApp?: Block;
  /** Key of the client id of the gateway's identity; nothing for its system-assigned one. */
  readonly clientId?: string;
  readonly gateway: string;
  /** Prefix of the Function's routes, with a leading slash, or empty. */
  readonly prefix: string;
}

/** The targets of an operation, the API's own and that of the operation, and what is wrong with them. */
export function tokenTargets(
  app: TerraformApp,
  api: Api,
  operation: Operation | undefined,
  steps: readonly Step[],
  declared: Declared,
): { readonly targets: TokenTarget[]; readonly findings: Finding[] } {
  const inbound = steps.filter(({ section }) => section === "inbound");
  const findings = new Findings();
  const levels = [
    [api.policy?.block, gateSteps(inbound, "api")],
    [operation?.policy?.block, gateSteps(inbound, "operation")],
  ] as const;
  const targets = levels.flatMap(([policy, gate]) =>
    policy && gate.backend && gate.token ? targetOf(app, api, policy, gate, declared, findings) : [],
  );
  return { targets, findings: findings.all };
}

function targetOf(
  app: TerraformApp,
  api: Api,
  policy: Block,
  { backend, token }: GateSteps,
  declared: Declared,
  findings: Findings,
): TokenTarget[] {
  if (!backend || !token) return [];
  const at = policy.address;
  tokenAttributes(token, findings);
  const block = backendBlock(app, api, backend, findings);
  if (!block) return [];
  const { functionApp, clientId, prefix } = functionOf(app, block, declared, findings);
  const resource = token.element.attributes.get("resource");
  const asked = resource && valueOfText(resource)?.key;
  findings.expect(
    asked !== undefined && asked === clientId,
    "token-step",
    at,
    `the token is for ${asked ?? resource?.text}, and the Function's registration is ${clientId}`,
  );
  const identity = token.element.attributes.get("client-id");
  return [
    {
      at,
      policy,
      functionApp,
      clientId: identity && valueOfText(identity)?.key,
      gateway: api.gateway,
      prefix,
    },
  ];
}

/** A token for the Function alone, in the header, or an error (rule 18). */
function tokenAttributes({ element, at }: Step, findings: Findings): void {
  const names = [...element.attributes.keys()].filter(
    (name) => !/^(?:resource|client-id|ignore-error)$/.test(name),
  );
  findings.expect(names.length === 0, "token-step", at, `it has ${names.join(", ")}`);
  const ignored = attribute(element, "ignore-error");
  findings.expect(ignored === "false", "token-step", at, `ignore-error is ${ignored}`);
}

function backendBlock(
  app: TerraformApp,
  api: Api,
  { element, at }: Step,
  findings: Findings,
): Block | undefined {
  const id = element.attributes.get("backend-id");
  const key = id && valueOfText(id)?.key;
  const block = app
    .resources("azurerm_api_management_backend")
    .find((one) => app.argument(one, "name").key === key && gatewayKey(app, one) === api.gateway);
  const others = [...element.attributes.keys()].filter((name) => name !== "backend-id");
  findings.expect(others.length === 0, "backend", at, `the backend is chosen by ${others.join(", ")}`);
  findings.expect(block !== undefined, "backend", at, `no backend of the stacks is ${id?.text}`);
  return block;
}

interface FunctionOfBackend {
  readonly functionApp?: Block;
  /** Key of the client id of its registration. */
  readonly clientId?: string;
  readonly prefix: string;
}

function functionOf(
  app: TerraformApp,
  block: Block,
  declared: Declared,
  findings: Findings,
): FunctionOfBackend {
  const { address: at, args } = block;
  const raw = String(args.url);
  const [, host = "", prefix = ""] = /^https:\/\/((?:\$\{[^}]*\}|[^/?#@$])*)((?:\/[^?#]*)?)$/.exec(raw) ?? [];
  findings.expect(host !== "", "backend", at, `${raw} is no address of a Function over HTTPS`);
  findings.expect(!/[$%]\{/.test(prefix), "unknown", at, `the prefix ${prefix} is known later`);
  settings(args, at, findings);
  const value = app.value(block.stack, host);
  const { attribute: owner } = value;
  const isHost = owner?.path === "default_hostname" && functionApps(app).includes(owner.block);
  if (owner && isHost) {
    return { functionApp: owner.block, clientId: clientIdOf(app, owner.block), prefix };
  }
  const known = Object.entries(declared.functions ?? {}).find(([name]) => name === (value.text ?? value.key));
  findings.expect(known !== undefined, "backend", at, `${raw} is the host of no Function of the stacks`);
  return { clientId: known && JSON.stringify(known[1]), prefix };
}

/** The Function's certificate is checked, and nothing stands between, or is sent beside the token. */
function settings(args: Readonly<Record<string, Json>>, at: string, findings: Findings): void {
  const [tls = {}] = blocksIn(args.tls);
  for (const name of ["validate_certificate_chain", "validate_certificate_name"]) {
    findings.expect(tls[name] === true, "backend", at, `${name} is ${tls[name]}`);
  }
  for (const name of ["credentials", "proxy", "service_fabric_cluster", "pool", "circuit_breaker_rule"]) {
    const isGiven = blocksIn(args[name]).length > 0 && name !== "circuit_breaker_rule";
    findings.expect(!isGiven, "backend", at, `${name} is given`);
  }
  findings.expect(args.protocol === "http", "backend", at, `the protocol is ${args.protocol}`);
}

/** Key of the client id for which a Function App takes tokens. */
export function clientIdOf(app: TerraformApp, functionApp: Block): string {
  return app.argument(functionApp, "auth_settings_v2.active_directory_v2.client_id").key;
}
