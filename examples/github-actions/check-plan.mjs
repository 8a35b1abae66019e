// Reads `terraform show -json plan.bin` and refuses a plan that opens the gate in front of a Function.
//   node check-plan.mjs plan.json
import { readFileSync } from "node:fs";
import { argv, exit, stderr, stdout } from "node:process";

const FUNCTION_APP = /^azurerm_(linux|windows)_function_app(_slot)?$|^azurerm_function_app_flex_consumption$/;
const DESTRUCTION_TO_REVIEW = new Set([
  "azuread_application",
  "azurerm_api_management",
  "azurerm_user_assigned_identity",
]);

const plan = JSON.parse(readFileSync(argv[2], "utf8"));
const problems = (plan.resource_changes ?? []).filter(({ mode }) => mode === "managed").flatMap(check);
for (const problem of problems) stderr.write(`${problem}\n`);
if (problems.length === 0) stdout.write("The gate is closed in this plan.\n");
exit(problems.length === 0 ? 0 : 1);

function check({ address, type, change }) {
  const found = [];
  if (change.actions.includes("delete") && DESTRUCTION_TO_REVIEW.has(type)) {
    found.push("is destroyed or replaced: callers lose their identity, gateway or registration");
  }
  if (change.after && FUNCTION_APP.test(type)) found.push(...functionApp(change));
  if (
    change.after &&
    type === "azuread_service_principal" &&
    change.after.app_role_assignment_required !== true
  ) {
    found.push("issues a token to any application of the tenant: app_role_assignment_required is not true");
  }
  if (change.after && type === "azuread_application_password") found.push("is a client secret");
  return found.map((problem) => `${address} ${problem}`);
}

function functionApp({ after, after_unknown: unknown }) {
  const [auth] = after.auth_settings_v2 ?? [];
  const [entra] = auth?.active_directory_v2 ?? [];
  if (!auth || !entra) return ["has no auth_settings_v2 with Entra: everyone may call it"];
  const [unknownAuth] = unknown.auth_settings_v2 ?? [];
  const [unknownEntra] = unknownAuth?.active_directory_v2 ?? [];
  const rules = [
    [auth.auth_enabled === true && auth.require_authentication === true, "lets a caller in without a token"],
    [auth.unauthenticated_action === "Return401", "does not answer 401 to a caller without a token"],
    [(auth.excluded_paths ?? []).length === 0, "has paths without authentication"],
    [auth.config_file_path == null, "takes its authentication from a file in the deployed package"],
    [listed(entra, unknownEntra, "allowed_applications"), "accepts tokens of any application"],
    [listed(entra, unknownEntra, "allowed_identities"), "accepts tokens of any principal"],
    [
      /\/(common|organizations)\//.test(entra.tenant_auth_endpoint ?? "") === false,
      "accepts other tenants' tokens",
    ],
    [after.https_only === true || "https_only" in after === false, "answers over plain HTTP"],
    [after.webdeploy_publish_basic_authentication_enabled === false, "can be deployed to with a password"],
  ];
  return rules.filter(([holds]) => !holds).map(([, problem]) => problem);
}

// A list whose members are known after apply is a list; one that is absent lets everyone in.
function listed(values, unknown, name) {
  return (values[name] ?? []).length > 0 || unknown?.[name] === true || (unknown?.[name] ?? []).length > 0;
}
