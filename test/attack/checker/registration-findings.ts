import { type Finding, Findings } from "./finding";
import { type Block, blocksIn, type TerraformApp } from "./terraform-app";
import { clientIdOf } from "./token-target";

/** Resources that give an application a way to prove itself; the gate needs none (rule 8). */
const credentials =
  /^azuread_(?:application|service_principal)_(?:password|certificate|token_signing_certificate|federated_identity_credential|flexible_federated_identity_credential)$/;

/** Arguments of an application with which somebody could sign in through it, or change its tokens. */
const forbiddenArguments = [
  "password",
  "web",
  "single_page_application",
  "public_client",
  "required_resource_access",
  "identifier_uris",
  "optional_claims",
  "fallback_public_client_enabled",
  "oauth2_post_response_required",
];

/** Registrations issue version 2 tokens, to identities with an assigned role alone, and have no credential. */
export function registrationFindings(app: TerraformApp, functionApps: readonly Block[]): Finding[] {
  const findings = new Findings();
  for (const { address } of app.resources(credentials))
    findings.add("credential", address, "it is a credential");
  for (const block of app.resources("azuread_application")) application(block, findings);
  for (const block of app.resources("azuread_service_principal")) {
    const required = block.args.app_role_assignment_required;
    findings.expect(required === true, "role", block.address, `app_role_assignment_required is ${required}`);
  }
  for (const functionApp of functionApps) ownRegistration(app, functionApp, findings);
  return findings.all;
}

function application(block: Block, findings: Findings): void {
  const { address: at, args } = block;
  const expect = (condition: boolean, detail: string) =>
    findings.expect(condition, "registration", at, detail);
  const [api = {}] = blocksIn(args.api);
  expect(
    api.requested_access_token_version === 2,
    `tokens are of version ${api.requested_access_token_version}`,
  );
  expect(blocksIn(api.oauth2_permission_scope).length === 0, "it has a scope");
  expect(blocksIn(api.known_client_applications).length === 0, "it knows client applications");
  expect(args.sign_in_audience === "AzureADMyOrg", `sign_in_audience is ${args.sign_in_audience}`);
  for (const name of forbiddenArguments) {
    const kind = name === "password" ? "credential" : "registration";
    findings.expect(isAbsent(args[name]), kind, at, `${name} is given`);
  }
  for (const role of blocksIn(args.app_role)) {
    const types = JSON.stringify(role.allowed_member_types);
    expect(types === '["Application"]', `the role ${role.value} is for ${types}`);
  }
  const ignored = blocksIn(blocksIn(args.lifecycle)[0]?.ignore_changes);
  expect(
    ignored.every((name) => String(name) === "identifier_uris"),
    `changes of ${ignored.join(", ")} are ignored`,
  );
}

function isAbsent(value: unknown): boolean {
  return (
    value === undefined || value === null || value === false || (Array.isArray(value) && value.length === 0)
  );
}

/** A registration that is looked up is checked by every plan. */
function ownRegistration(app: TerraformApp, functionApp: Block, findings: Findings): void {
  const clientId = app.argument(functionApp, "auth_settings_v2.active_directory_v2.client_id");
  const owner = clientId.attribute?.block;
  const at = functionApp.address;
  if (owner?.type === "azuread_application" && !owner.isData) {
    const principals = app
      .resources("azuread_service_principal")
      .filter((block) => app.argument(block, "client_id").key === clientIdOf(app, functionApp));
    findings.expect(principals.length === 1, "role", at, "its registration has not one service principal");
  } else if (owner?.isData) {
    const principal = app
      .dataSources("azuread_service_principal")
      .find((block) => app.argument(block, "client_id").key === clientId.key);
    const checks = [owner, principal].flatMap((block) =>
      blocksIn(blocksIn(block?.args.lifecycle)[0]?.postcondition),
    );
    const conditions = checks.map(({ condition }) => String(condition)).join();
    for (const name of ["requested_access_token_version == 2", "app_role_assignment_required"]) {
      findings.expect(conditions.includes(name), "registration", at, `no plan checks ${name}`);
    }
  }
}
