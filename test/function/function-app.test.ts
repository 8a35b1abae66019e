import { TerraformVariable } from "cdktf";
import { FunctionApp } from "../../lib/function/function-app";
import type { FunctionAppProps } from "../../lib/function/function-app-props";
import { FunctionHosting } from "../../lib/function/hosting/function-hosting";
import { FunctionRuntime } from "../../lib/function/runtime/function-runtime";
import { functionAppProps } from "../fixtures/constructs";
import { gatewayIdentity, otherIdentity, registrationIds, tenantId } from "../fixtures/ids";
import { all, messageOf, newStack, only, resourceCount, synthesize } from "../synthesis";

function json(props: Partial<FunctionAppProps> = {}) {
  const stack = newStack();
  new FunctionApp(stack, "function", { ...functionAppProps, ...props });
  return synthesize(stack);
}

const app = (props?: Partial<FunctionAppProps>) => only(json(props), "azurerm_linux_function_app");
const auth = () => app().auth_settings_v2;
const refused = (props: Partial<FunctionAppProps>) => messageOf(() => json(props));

describe("the authentication in front of the Function", () => {
  it("rule 2, T4: takes tokens of one tenant, version 2", () => {
    expect(auth().active_directory_v2.tenant_auth_endpoint).toBe(
      `https://login.microsoftonline.com/${tenantId}/v2.0`,
    );
  });

  it("rule 3, T5: takes tokens for the registration's client id and nothing else", () => {
    expect(auth().active_directory_v2.client_id).toBe(registrationIds.clientId);
    expect(auth().active_directory_v2.allowed_audiences).toEqual([registrationIds.clientId]);
  });

  it("rule 4, T2: takes tokens asked for by the gateway's application alone", () => {
    expect(auth().active_directory_v2.allowed_applications).toEqual([gatewayIdentity.clientId]);
  });

  it("rule 5, T3: takes tokens of the gateway's principal alone", () => {
    expect(auth().active_directory_v2.allowed_identities).toEqual([gatewayIdentity.principalId]);
  });

  it("rules 4 and 5: lists each of several gateways in both lists", () => {
    const { active_directory_v2 } = app({
      allowedIdentities: [gatewayIdentity, otherIdentity],
    }).auth_settings_v2;
    expect(active_directory_v2.allowed_applications).toEqual([
      gatewayIdentity.clientId,
      otherIdentity.clientId,
    ]);
    expect(active_directory_v2.allowed_identities).toEqual([
      gatewayIdentity.principalId,
      otherIdentity.principalId,
    ]);
  });

  it("rules 4 and 5: is not made without a gateway, because empty lists let every application in", () => {
    expect(refused({ allowedIdentities: [] })).toContain("`allowedIdentities` was given as an empty list.");
  });

  it("rule 6, T1: answers 401 to an unauthenticated call, not a redirect", () => {
    expect(auth()).toMatchObject({
      auth_enabled: true,
      require_authentication: true,
      unauthenticated_action: "Return401",
    });
  });

  it("rule 7, T1: has no anonymous path, no configuration file, and no token store", () => {
    expect(auth()).not.toHaveProperty("excluded_paths");
    expect(auth()).not.toHaveProperty("config_file_path");
    expect(auth().runtime_version).toBe("~1");
    expect(auth().login).toEqual({ token_store_enabled: false });
  });

  it("rule 8: has no client secret", () => {
    expect(Object.keys(auth().active_directory_v2).filter((name) => name.includes("secret"))).toEqual([]);
  });

  it("rule 9: is never mixed with the older block", () => {
    expect(app()).not.toHaveProperty("auth_settings");
  });

  it("rule R4: has the login block that azurerm demands", () => {
    expect(auth()).toHaveProperty("login");
  });
});

describe("the Function App", () => {
  it("rule 30, T13: its storage account has no keys, and it is reached by managed identity", () => {
    const synthesized = json();
    const storage = only(synthesized, "azurerm_storage_account");
    expect(storage).toMatchObject({
      shared_access_key_enabled: false,
      default_to_oauth_authentication: true,
      allow_nested_items_to_be_public: false,
      local_user_enabled: false,
      https_traffic_only_enabled: true,
      min_tls_version: "TLS1_2",
    });
    const functionApp = only(synthesized, "azurerm_linux_function_app");
    expect(functionApp.storage_uses_managed_identity).toBe(true);
    expect(functionApp).not.toHaveProperty("storage_account_access_key");
    // Built-in logging would add AzureWebJobsDashboard, a setting with a storage key.
    expect(functionApp.builtin_logging_enabled).toBe(false);
  });

  it("rule 30: its identity owns the blobs of its storage account, and no more", () => {
    const synthesized = json();
    expect(only(synthesized, "azurerm_role_assignment")).toMatchObject({
      role_definition_name: "Storage Blob Data Owner",
      scope: expect.stringMatching(/^\$\{azurerm_storage_account\..+\.id\}$/),
      principal_id: expect.stringMatching(/^\$\{azurerm_linux_function_app\..+principal_id\}$/),
      principal_type: "ServicePrincipal",
    });
  });

  it("rule 30: its identity works with queues and tables when it is told", () => {
    const roles = all(json({ storageQueues: true, storageTables: true }), "azurerm_role_assignment");
    expect(roles.map(({ role_definition_name }) => role_definition_name)).toEqual([
      "Storage Blob Data Owner",
      "Storage Queue Data Contributor",
      "Storage Table Data Contributor",
    ]);
  });

  it("rule 33: has no setting beside its storage arguments", () => {
    expect(app()).not.toHaveProperty("app_settings");
  });

  it("rule 34, T11: takes HTTPS only, TLS 1.2 or newer, and no FTP", () => {
    expect(app().https_only).toBe(true);
    expect(app().site_config).toMatchObject({
      minimum_tls_version: "1.2",
      scm_minimum_tls_version: "1.2",
      ftps_state: "Disabled",
      remote_debugging_enabled: false,
    });
  });

  it("rule 35, T10, T11: has no publishing passwords", () => {
    expect(app()).toMatchObject({
      ftp_publish_basic_authentication_enabled: false,
      webdeploy_publish_basic_authentication_enabled: false,
    });
  });

  it("rule 37: knows no service tag", () => {
    expect(JSON.stringify(app({ deploymentAddresses: ["203.0.113.0/28"] }))).not.toContain("service_tag");
  });

  it("rule 40, T15: is made without code", () => {
    expect(app()).not.toHaveProperty("zip_deploy_file");
  });

  it("T10: its SCM site rejects every address", () => {
    expect(app().site_config).toMatchObject({
      scm_ip_restriction_default_action: "Deny",
      scm_use_main_ip_restriction: false,
      scm_ip_restriction: [],
    });
  });

  it("T10: its SCM site lets in the addresses it is told, and rejects all others", () => {
    const { site_config } = app({ deploymentAddresses: ["203.0.113.0/28", "2001:db8::/32"] });
    expect(site_config.scm_ip_restriction_default_action).toBe("Deny");
    expect(site_config.scm_ip_restriction).toEqual([
      { name: "deployment-1", action: "Allow", ip_address: "203.0.113.0/28", priority: 100 },
      { name: "deployment-2", action: "Allow", ip_address: "2001:db8::/32", priority: 101 },
    ]);
  });

  it("T12: is made without slots", () => {
    expect(Object.keys(json().resource).filter((kind) => kind.includes("slot"))).toEqual([]);
  });

  it.each([
    [FunctionRuntime.node("20"), { node_version: "20" }],
    [FunctionRuntime.python("3.12"), { python_version: "3.12" }],
    [FunctionRuntime.dotnetIsolated("9.0"), { dotnet_version: "9.0", use_dotnet_isolated_runtime: true }],
    [FunctionRuntime.java("17"), { java_version: "17" }],
    [FunctionRuntime.powershell("7.4"), { powershell_core_version: "7.4" }],
    [FunctionRuntime.custom(), { use_custom_runtime: true }],
  ])("runs what it is told: %#", (runtime, stack) => {
    expect(app({ runtime }).site_config.application_stack).toEqual(stack);
  });

  it("runs on the plan it is told, Linux, always on", () => {
    const synthesized = json({ hosting: FunctionHosting.dedicated("P1v3") });
    expect(only(synthesized, "azurerm_service_plan")).toMatchObject({ os_type: "Linux", sku_name: "P1v3" });
    expect(only(synthesized, "azurerm_linux_function_app").site_config.always_on).toBe(true);
  });

  it("rule 21b: settings arrive as they were written", () => {
    expect(app({ appSettings: { TEMPLATE: "Dear ${name}, %{if}" } }).app_settings).toEqual({
      TEMPLATE: "Dear $${name}, %%{if}",
    });
  });
});

describe("a Function App is rejected", () => {
  it.each([
    [
      FunctionRuntime.node("26"),
      'Node.js "26" was given as the runtime. Allowed on a dedicated Linux plan are "24", "22", "20", "18".',
    ],
    [FunctionRuntime.python("2.7"), 'Python "2.7" was given'],
    [FunctionRuntime.dotnetIsolated("6.0"), '.NET (isolated) "6.0" was given'],
    [FunctionRuntime.java("9"), 'Java "9" was given'],
    [FunctionRuntime.powershell("5.1"), 'PowerShell "5.1" was given'],
  ])("with a runtime version that does not exist: %#", (runtime, message) => {
    expect(refused({ runtime })).toContain(message);
  });

  it("with a plan that is not dedicated", () => {
    expect(refused({ hosting: FunctionHosting.dedicated("Y1") })).toContain(
      'The service plan\'s SKU "Y1" was given. The SKUs of a dedicated Linux plan are B1, B2, B3,',
    );
  });

  it.each([
    "AzureWebJobsStorage",
    "AzureWebJobsStorage__accountName",
    "WEBSITE_AUTH_ENABLED",
    "WEBSITE_CONTENTAZUREFILECONNECTIONSTRING",
    "MICROSOFT_PROVIDER_AUTHENTICATION_SECRET",
    "FUNCTIONS_WORKER_RUNTIME",
    "functions_extension_version",
    "APPLICATIONINSIGHTS_CONNECTION_STRING",
  ])("with the app setting %s, which the gate or the host owns", (name) => {
    expect(refused({ appSettings: { [name]: "x" } })).toContain(
      `The app setting \`${name}\` was given. It is not to be set, because`,
    );
  });

  it("with an app setting whose name Linux cannot hold", () => {
    expect(refused({ appSettings: { "A B": "x" } })).toContain('The app setting "A B" was given.');
  });

  it.each(["/api", "api/", "a b", "a//b", "..", "Admin"])("with the route prefix %j", (routePrefix) => {
    expect(refused({ routePrefix })).toContain(`The route prefix ${JSON.stringify(routePrefix)} was given.`);
  });

  it.each(["203.0.113.7", "203.0.113.0/33", "everywhere", "2001:db8::/129", "1.2.3.4/8/8"])(
    "with the deployment address %j",
    (address) => {
      expect(refused({ deploymentAddresses: [address] })).toContain(
        `The deployment address ${JSON.stringify(address)} was given. Allowed are ranges in CIDR notation`,
      );
    },
  );

  it("and leaves nothing half made", () => {
    const stack = newStack();
    messageOf(() => new FunctionApp(stack, "function", { ...functionAppProps, name: "-" }));
    expect(resourceCount(synthesize(stack))).toBe(0);
  });
});

it("references pass every check that cannot be done yet", () => {
  const stack = newStack();
  const value = new TerraformVariable(stack, "value", {}).stringValue;
  new FunctionApp(stack, "function", {
    ...functionAppProps,
    name: value,
    servicePlanName: value,
    storageAccountName: value,
    runtime: FunctionRuntime.node(value),
    hosting: FunctionHosting.dedicated(value),
    routePrefix: value,
    deploymentAddresses: [value],
    appSettings: { A: value },
  });
  expect(only(synthesize(stack), "azurerm_service_plan").sku_name).toBe("${var.value}");
});
