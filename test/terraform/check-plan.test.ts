import { checkPlan } from "./plan-check";

describe("the check of a plan's JSON refuses a Function App that", () => {
  const cases: [string, Change, string][] = [
    [
      "lets callers in without a token",
      auth({ require_authentication: false }),
      "lets a caller in without a token",
    ],
    [
      "sends callers to a login page",
      auth({ unauthenticated_action: "RedirectToLoginPage" }),
      "does not answer 401",
    ],
    ["has anonymous paths", auth({ excluded_paths: ["/health"] }), "has paths without authentication"],
    [
      "takes its gate from the package",
      auth({ config_file_path: "auth.json" }),
      "from a file in the deployed package",
    ],
    ["names no application", entra({ allowed_applications: null }), "accepts tokens of any application"],
    ["names no principal", entra({ allowed_identities: [] }), "accepts tokens of any principal"],
    [
      "trusts every tenant",
      entra({ tenant_auth_endpoint: "https://login.microsoftonline.com/common/v2.0" }),
      "accepts other tenants' tokens",
    ],
    ["answers over plain HTTP", app({ https_only: false }), "answers over plain HTTP"],
    [
      "takes a publishing password",
      app({ webdeploy_publish_basic_authentication_enabled: true }),
      "can be deployed to with a password",
    ],
  ];

  it.each(cases)("%s", (_name, after, problem) => {
    expect(check("azurerm_linux_function_app", ["update"], after)).toContain(problem);
  });
});

describe("the check of a plan's JSON", () => {
  it("accepts a closed gate", () => {
    expect(check("azurerm_linux_function_app", ["create"], app({}))).toBe(
      "The gate is closed in this plan.\n",
    );
  });

  it("takes members that are known after apply for members", () => {
    const after = entra({ allowed_identities: null, allowed_applications: [] });
    const lists = { allowed_identities: true, allowed_applications: [true] };
    const unknown = { auth_settings_v2: [{ active_directory_v2: [lists] }] };
    expect(check("azurerm_linux_function_app", ["create"], after, unknown)).toContain("The gate is closed");
  });

  it("refuses to replace the gateway's identity", () => {
    const said = check("azurerm_user_assigned_identity", ["delete", "create"], {});
    expect(said).toContain("azurerm_user_assigned_identity.it is destroyed or replaced");
  });

  it("refuses a service principal that issues tokens to everyone, and a client secret", () => {
    expect(check("azuread_service_principal", ["update"], {})).toContain(
      "app_role_assignment_required is not true",
    );
    expect(check("azuread_application_password", ["create"], {})).toContain("is a client secret");
  });
});

type Change = { [name: string]: unknown };

function app(change: Change): Change {
  const closed = { https_only: true, webdeploy_publish_basic_authentication_enabled: false };
  return { ...auth({}), ...closed, ...change };
}

function auth(change: Change, entraChange: Change = {}): Change {
  const entraBlock = {
    tenant_auth_endpoint: "https://login.microsoftonline.com/11111111-2222-4333-8444-555555555555/v2.0",
    allowed_applications: ["gateway"],
    allowed_identities: ["gateway"],
    ...entraChange,
  };
  const block = { auth_enabled: true, require_authentication: true, unauthenticated_action: "Return401" };
  return {
    auth_settings_v2: [{ ...block, active_directory_v2: [entraBlock], ...change }],
    https_only: true,
    webdeploy_publish_basic_authentication_enabled: false,
  };
}

function entra(change: Change): Change {
  return auth({}, change);
}

function check(type: string, actions: string[], after: Change, unknown: Change = {}): string {
  const change = { actions, after, after_unknown: unknown };
  const plan = { resource_changes: [{ address: `${type}.it`, mode: "managed", type, change }] };
  return checkPlan(JSON.stringify(plan)).output;
}
