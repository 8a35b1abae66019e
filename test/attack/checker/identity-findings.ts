import type { Declared } from "./declared";
import { type Finding, Findings } from "./finding";
import { type Block, blocksIn, type TerraformApp, type Value } from "./terraform-app";
import { clientIdOf, type TokenTarget } from "./token-target";

/** An identity on the allow-lists of a Function App. */
interface AllowedIdentity {
  readonly client: Value;
  readonly principal: Value;
}

/**
 * The allow-lists of a Function App are the identities with which gateways ask for its tokens, and no others; each of
 * them holds the role of its registration, and its policies wait for that (rules 4, 5, 12, 13, 16).
 */
export function identityFindings(
  app: TerraformApp,
  functionApp: Block,
  targets: readonly TokenTarget[],
  declared: Declared,
): Finding[] {
  const findings = new Findings();
  const at = functionApp.address;
  const allowed = allowedIdentities(app, functionApp, findings);
  const used = new Set<AllowedIdentity>();
  const isDeclared = ({ client }: AllowedIdentity): boolean =>
    declared.directCallers?.some((id) => app.value(functionApp.stack, id).key === client.key) ?? false;
  for (const target of targets) {
    const identity = allowed.find((one) => isUsed(app, one, target, allowed, isDeclared));
    if (identity) used.add(identity);
    findings.expect(
      identity !== undefined,
      "allow-list",
      at,
      `the identity of ${target.at}, ${target.clientId ?? "the gateway's own"}, is not on the lists`,
    );
    if (identity) roles(app, functionApp, identity, target, findings);
  }
  for (const identity of allowed.filter((one) => !used.has(one))) {
    const { key } = identity.client;
    if (allowed.findIndex(({ client }) => client.key === key) < allowed.indexOf(identity)) {
      findings.add("allow-list", at, `${key} stands on the lists twice`);
      continue;
    }
    findings.expect(
      isDeclared(identity),
      "allow-list",
      at,
      `${identity.client.key} is on the lists and calls through no gateway`,
    );
  }
  return findings.all;
}

function allowedIdentities(app: TerraformApp, block: Block, findings: Findings): AllowedIdentity[] {
  const at = block.address;
  const [settings] = blocksIn(block.args.auth_settings_v2);
  const [directory = {}] = blocksIn(settings?.active_directory_v2);
  const [clients, principals] = [directory.allowed_applications, directory.allowed_identities].map((list) =>
    Array.isArray(list) ? list.map((raw) => app.value(block.stack, raw)) : [],
  );
  findings.expect(
    clients.length > 0,
    "allow-list",
    at,
    "allowed_applications is empty, which lets others in",
  );
  findings.expect(
    principals.length > 0,
    "allow-list",
    at,
    "allowed_identities is empty, which lets others in",
  );
  findings.expect(clients.length === principals.length, "allow-list", at, "the lists differ in length");
  const identities = clients.flatMap((client, index) =>
    principals[index] ? [{ client, principal: principals[index] }] : [],
  );
  for (const identity of identities) {
    const { client, principal } = identity;
    findings.expect(
      isOne(app, identity),
      "allow-list",
      at,
      `${client.key} and ${principal.key} are not of one identity`,
    );
  }
  return identities;
}

/** Whether a client id and a principal id can be of one identity. */
function isOne(app: TerraformApp, { client, principal }: AllowedIdentity): boolean {
  const [one, other] = [client.attribute, principal.attribute];
  if (client.key === principal.key) return false;
  if (one === undefined || other === undefined)
    return (one === undefined) === (other === undefined) || !isKnown(one ?? other);
  if (one.block.type === "azuread_service_principal") {
    return one.block === other.block || app.argument(one.block, "object_id").key === principal.key;
  }
  return one.block !== other.block
    ? false
    : one.path.replace(/client_id$/, "") === other.path.replace(/principal_id$/, "");
}

function isKnown(attribute: Value["attribute"]): boolean {
  return attribute !== undefined && attribute.block.type !== "terraform_remote_state";
}

/** Whether a token step asks as an identity. */
function isUsed(
  app: TerraformApp,
  identity: AllowedIdentity,
  { clientId, gateway }: TokenTarget,
  all: readonly AllowedIdentity[],
  isDeclared: (identity: AllowedIdentity) => boolean,
): boolean {
  const { client, principal } = identity;
  if (clientId !== undefined) return client.key === clientId;
  const service = [
    ...app.resources("azurerm_api_management"),
    ...app.dataSources("azurerm_api_management"),
  ].find((block) => serviceKey(app, block) === gateway);
  // Of a gateway outside of the stacks nothing is known but that it has one identity of its own.
  if (!service) {
    const known = all.filter((one) => one.client.text !== undefined);
    // One that may call without a gateway may be the gateway's too.
    const [own, ...others] = known.length > 1 ? known.filter((one) => !isDeclared(one)) : known;
    return own === identity && others.length === 0;
  }
  const { attribute } = principal;
  return attribute?.block === service && attribute.path === "identity.0.principal_id";
}

function serviceKey(app: TerraformApp, block: Block): string {
  const key = (name: string) => app.argument(block, name).key;
  return `${key("resource_group_name")}/${key("name")}`.toLowerCase();
}

function roles(
  app: TerraformApp,
  functionApp: Block,
  { principal }: AllowedIdentity,
  { policy }: TokenTarget,
  findings: Findings,
): void {
  const servicePrincipal = servicePrincipalOf(app, clientIdOf(app, functionApp));
  if (!servicePrincipal) return;
  const assignment = app
    .resources("azuread_app_role_assignment")
    .find(
      (block) =>
        app.argument(block, "principal_object_id").key === principal.key &&
        app.argument(block, "resource_object_id").attribute?.block === servicePrincipal,
    );
  findings.expect(
    assignment !== undefined,
    "role",
    policy.address,
    `${principal.key} was not assigned the role`,
  );
  if (!assignment || assignment.stack !== policy.stack) return;
  findings.expect(
    dependsOn(app, policy, assignment, new Set()),
    "role",
    policy.address,
    `it does not wait for ${assignment.address}`,
  );
}

/** The service principal of a new registration; one that is looked up may be somebody else's to assign roles of. */
function servicePrincipalOf(app: TerraformApp, clientId: string): Block | undefined {
  return app
    .resources("azuread_service_principal")
    .find((block) => app.argument(block, "client_id").key === clientId);
}

function dependsOn(app: TerraformApp, block: Block, other: Block, seen: Set<Block>): boolean {
  if (seen.has(block)) return false;
  seen.add(block);
  const text = JSON.stringify({ ...block.args, "//": undefined });
  return block.stack.blocks.some(
    (next) =>
      next !== block &&
      text.includes(`${next.address}`) &&
      new RegExp(`(?<![\\w.-])${next.address.replaceAll(".", "\\.")}(?![\\w-])`).test(text) &&
      (next === other || dependsOn(app, next, other, seen)),
  );
}

/** Whether the identity with which a policy asks for tokens is one that its gateway has. */
export function gatewayIdentityFindings(app: TerraformApp, target: TokenTarget): Finding[] {
  const service = app
    .resources("azurerm_api_management")
    .find((block) => serviceKey(app, block) === target.gateway);
  if (!service) return [];
  const [identity = {}] = blocksIn(service.args.identity);
  const type = String(identity.type);
  if (target.clientId === undefined) {
    return type.includes("SystemAssigned") ? [] : [finding(target, "the gateway has no identity of its own")];
  }
  const clients = blocksIn(identity.identity_ids).map((raw) => {
    const { attribute } = app.value(service.stack, raw);
    return attribute && app.value(attribute.block.stack, `\${${attribute.block.address}.client_id}`).key;
  });
  const isOpaque = clients.some((key) => key === undefined);
  return isOpaque || clients.includes(target.clientId)
    ? []
    : [finding(target, `the gateway does not have the identity ${target.clientId}`)];
}

function finding({ at }: TokenTarget, detail: string): Finding {
  return { kind: "token-step", at, detail };
}
