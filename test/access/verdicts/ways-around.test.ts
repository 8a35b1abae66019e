import { reviewAccess } from "../../../lib/access/review";
import { type Arguments, closedStack, inbound, policy } from "../closed-stack";
import { firstPlan } from "../stack-input";
import { verdictOf } from "../verdict-of";

type Change = (resources: Arguments, data: Arguments) => void;

const app = "azurerm_linux_function_app.orders";

function entrance(id: string, change: Change = () => {}): Record<string, string> {
  return verdictOf(reviewAccess(firstPlan(closedStack(change))), id);
}

const orders =
  (change: (site: Arguments) => void): Change =>
  (resources) =>
    change(resources.azurerm_linux_function_app.orders);

/** A generic resource that configures the Function too. */
const alsoBy =
  (type: string, values: object = { parent_id: "${azurerm_linux_function_app.orders.id}" }): Change =>
  (resources) => {
    resources.azapi_update_resource = { other: { type: `Microsoft.Web/${type}@2022-09-01`, ...values } };
  };

describe("what another resource configures of a site", () => {
  const password = (door: "scm" | "ftp", change: Change) =>
    entrance(`${door}:${app}`, change)["publishing-password"];
  const unknown = /^unknown: azapi_update_resource.other configures the site too/;
  const closed: Change = (resources) => {
    const site = resources.azurerm_linux_function_app.orders;
    site.public_network_access_enabled = false;
    delete site.auth_settings_v2;
  };
  const both =
    (other: Change): Change =>
    (resources, data) => {
      closed(resources, data);
      other(resources, data);
    };

  it.each<[string, Change]>([
    ["the site itself", alsoBy("sites", { resource_id: "${azurerm_linux_function_app.orders.id}" })],
    [
      "its configuration",
      alsoBy("sites/config", { resource_id: `${"${azurerm_linux_function_app.orders.id}"}/config/web` }),
    ],
    ["a configuration without a name", alsoBy("sites/config")],
  ])("is everything where it writes %s: the network, SCM and FTP are not known", (_, other) => {
    expect(entrance(`host:${app}`, both(other)).internet).toMatch(unknown);
    expect(password("scm", other)).toMatch(unknown);
    expect(password("ftp", other)).toMatch(unknown);
  });

  it("is only the publishing password where it allows that", () => {
    const other = alsoBy("sites/basicPublishingCredentialsPolicies");
    const reachable: Change = (resources, data) => {
      delete resources.azurerm_linux_function_app.orders.site_config.scm_ip_restriction_default_action;
      other(resources, data);
    };
    expect(password("scm", reachable)).toMatch(unknown);
    expect(entrance(`host:${app}`, both(other)).internet).toMatch(/^refused 403/);
  });

  it("is not the network where it writes the authentication", () => {
    const other = alsoBy("sites/config", {
      name: "authsettingsV2",
      parent_id: "${azurerm_linux_function_app.orders.id}",
    });
    expect(entrance(`host:${app}`, both(other)).internet).toMatch(/^refused 403/);
    expect(password("scm", other)).toMatch(/^refused 403/);
  });
});

describe("what the provider reads back", () => {
  it("is an empty text for what is not set, which decides nothing", () => {
    const rule = {
      ip_address: "192.0.2.1/32",
      service_tag: "",
      virtual_network_subnet_id: "",
      action: "Allow",
    };
    const read =
      (values: object): Change =>
      (resources) => {
        const site = resources.azurerm_linux_function_app.orders;
        Object.assign(site.auth_settings_v2, values);
        site.site_config.ip_restriction_default_action = "Deny";
        site.site_config.ip_restriction = [{ ...rule, ...values }];
        Object.assign(resources.azurerm_api_management_api.orders, values);
      };
    const state = reviewAccess(
      firstPlan(closedStack(read({ config_file_path: "", version: "", service_tag: "" }))),
    );
    const plan = reviewAccess(
      firstPlan(closedStack(read({ service_tag: undefined, virtual_network_subnet_id: undefined }))),
    );
    expect(state.verdicts).toEqual(plan.verdicts);
    expect(state.entrances).toEqual(plan.entrances);
  });
});

describe("the network of a host", () => {
  const internet = (change: Change) => entrance(`host:${app}`, change).internet;
  const open = "refused 401 App Service Authentication: a token is required";

  it("keeps the internet out without public access, and nobody who is inside", () => {
    const change = orders((site) => (site.public_network_access_enabled = false));
    expect(internet(change)).toBe("refused 403 Network: public_network_access_enabled");
    expect(entrance(`host:${app}`, change).network).toBe(open);
  });

  it("alone keeps the internet out where there is no gate, and the inside gets in", () => {
    const change = orders((site) => {
      site.public_network_access_enabled = false;
      delete site.auth_settings_v2;
    });
    expect(entrance(`host:${app}`, change)).toMatchObject({
      internet: "refused 403 Network: public_network_access_enabled",
      network: "reaches as nobody (anonymous)",
      "tenant-application": "reaches as nobody (anonymous)",
    });
  });

  const restricted = (rules: Arguments) =>
    orders((site) => {
      delete site.auth_settings_v2;
      site.site_config.ip_restriction_default_action = "Deny";
      site.site_config.ip_restriction = rules;
    });

  it.each<[string, object[]]>([
    ["no rule", []],
    ["a narrow range", [{ ip_address: "192.0.2.0/24" }]],
    ["a subnet", [{ virtual_network_subnet_id: "${azurerm_subnet.x.id}" }]],
    ["a rule that denies", [{ action: "Deny", ip_address: "0.0.0.0/0" }]],
    ["a narrow range, which may be denied too", [{ action: "${lookup(x)}", ip_address: "192.0.2.1/32" }]],
  ])("keeps the internet out with %s", (_, rules) => {
    expect(internet(restricted(rules))).toBe("refused 403 Network: ip_restriction");
  });

  it.each<[string, object[]]>([
    ["a service tag, which everyone can rent", [{ service_tag: "AzureCloud" }]],
    ["the service tag of API Management", [{ service_tag: "ApiManagement" }]],
    ["every address", [{ ip_address: "0.0.0.0/0" }]],
    ["a half of all addresses", [{ ip_address: "0.0.0.0/1" }]],
    ["every address of IPv6", [{ ip_address: "::/0" }]],
  ])("is not counted on with %s", (_, rules) => {
    expect(internet(restricted(rules))).toBe("reaches as nobody (anonymous)");
  });

  it.each<[string, Arguments]>([
    ["an address", [{ ip_address: "${lookup(x)}" }]],
    ["a service tag", [{ service_tag: "${lookup(x)}" }]],
    ["whether every address is allowed or denied", [{ action: "${lookup(x)}", ip_address: "0.0.0.0/0" }]],
    ["a rule", ["${lookup(x)}"]],
    ["every rule", "${lookup(x)}"],
  ])("is not decided where it is not known: %s", (_, rules) => {
    expect(internet(restricted(rules))).toBe("unknown: whom ip_restriction lets in is not known");
  });

  it("allows by default", () => {
    const change = orders((site) => {
      delete site.auth_settings_v2;
      site.site_config.ip_restriction = [{ ip_address: "192.0.2.0/24" }];
    });
    expect(internet(change)).toBe("reaches as nobody (anonymous)");
  });

  it("denies with a rule for every address", () => {
    const denying = (address: string) =>
      orders((site) => {
        delete site.auth_settings_v2;
        site.site_config.ip_restriction = [{ action: "Deny", ip_address: address }];
      });
    expect(internet(denying("Any"))).toBe("refused 403 Network: ip_restriction");
    // Addresses of IPv6 are left.
    expect(internet(denying("0.0.0.0/0"))).toMatch(/^unknown/);
  });

  it.each([
    ["public access", (site: Arguments) => (site.public_network_access_enabled = "${lookup(x)}")],
    ["its default", (site: Arguments) => (site.site_config.ip_restriction_default_action = "${lookup(x)}")],
    ["its rules", (site: Arguments) => (site.site_config.ip_restriction = "${lookup(x)}")],
  ])("is not known while %s is not", (_, change) => {
    const open = orders((site) => {
      delete site.auth_settings_v2;
      change(site);
    });
    expect(internet(open)).toMatch(/^unknown/);
  });
});

describe("the SCM site", () => {
  it("takes no password that is turned off, and no address", () => {
    expect(entrance(`scm:${app}`)).toEqual({
      internet: "refused 403 Network: scm_ip_restriction",
      network: "refused 401 SCM: sign-in",
      "publishing-password": "refused 403 Network: scm_ip_restriction",
    });
  });

  const open = (change: (site: Arguments) => void) =>
    entrance(
      `scm:${app}`,
      orders((site) => {
        delete site.site_config.scm_ip_restriction_default_action;
        change(site);
      }),
    )["publishing-password"];

  it.each<[string, (site: Arguments) => void, string]>([
    ["turned off", () => {}, "refused 401 Publishing: webdeploy_publish_basic_authentication_enabled"],
    [
      "left out, which is on",
      (site) => delete site.webdeploy_publish_basic_authentication_enabled,
      "reaches as the publishing profile",
    ],
    [
      "turned on",
      (site) => (site.webdeploy_publish_basic_authentication_enabled = true),
      "reaches as the publishing profile",
    ],
    [
      "not known",
      (site) => (site.webdeploy_publish_basic_authentication_enabled = "${lookup(x)}"),
      "unknown: webdeploy_publish_basic_authentication_enabled is known after apply",
    ],
  ])("decides by basic authentication that is %s", (_, change, verdict) => {
    expect(open(change)).toBe(verdict);
  });

  it("takes a password from an address that is listed", () => {
    const change = orders((site) => {
      site.site_config.scm_ip_restriction = [{ ip_address: "192.0.2.0/24" }];
      site.webdeploy_publish_basic_authentication_enabled = true;
    });
    expect(entrance(`scm:${app}`, change)).toMatchObject({
      internet: "refused 403 Network: scm_ip_restriction",
      "publishing-password": "reaches as the publishing profile",
    });
  });

  it("takes a password through a private endpoint, which no restriction sees", () => {
    const password = orders((site) => (site.webdeploy_publish_basic_authentication_enabled = true));
    const isPrivate = orders((site) => {
      site.webdeploy_publish_basic_authentication_enabled = true;
      site.public_network_access_enabled = false;
    });
    const withEndpoint: typeof password = (resources, data) => {
      password(resources, data);
      resources.azurerm_private_endpoint = { orders: { name: "pe-orders" } };
    };
    const verdict = (change: typeof password) => entrance(`scm:${app}`, change)["publishing-password"];
    expect(verdict(password)).toBe("refused 403 Network: scm_ip_restriction");
    expect(verdict(isPrivate)).toBe("reaches as the publishing profile");
    expect(verdict(withEndpoint)).toBe("reaches as the publishing profile");
  });

  it("has the restrictions of the host where it says so", () => {
    const change = orders((site) => (site.site_config.scm_use_main_ip_restriction = true));
    expect(entrance(`scm:${app}`, change).internet).toBe("refused 401 SCM: sign-in");
    const unclear = orders((site) => (site.site_config.scm_use_main_ip_restriction = "${lookup(x)}"));
    // It asks for a sign-in in any case.
    expect(entrance(`scm:${app}`, unclear).internet).toBe("refused 401 SCM: sign-in");
  });
});

describe("FTP", () => {
  const password = (change: (site: Arguments) => void) =>
    entrance(`ftp:${app}`, orders(change))["publishing-password"];

  it.each<[string, (site: Arguments) => void, string]>([
    ["off", () => {}, "refused no connection FTP: ftps_state"],
    [
      "left out, which is off",
      (site) => delete site.site_config.ftps_state,
      "refused no connection FTP: ftps_state",
    ],
    [
      "on without the password",
      (site) => (site.site_config.ftps_state = "FtpsOnly"),
      "refused 401 Publishing: ftp_publish_basic_authentication_enabled",
    ],
    [
      "on with the password",
      (site) => {
        site.site_config.ftps_state = "AllAllowed";
        delete site.ftp_publish_basic_authentication_enabled;
      },
      "reaches as the publishing profile",
    ],
  ])("is decided where it is %s", (_, change, verdict) => {
    expect(password(change)).toBe(verdict);
  });

  it("is on by default in the resource of before", () => {
    const change: Change = (resources) => {
      resources.azurerm_function_app = { old: { name: "func-old" } };
    };
    expect(entrance("ftp:azurerm_function_app.old", change)["publishing-password"]).toBe(
      "reaches as the publishing profile",
    );
    expect(entrance("host:azurerm_function_app.old", change).internet).toBe("reaches as nobody (anonymous)");
  });

  it("does not exist on Flex Consumption", () => {
    const change: Change = (resources) => {
      resources.azurerm_function_app_flex_consumption = { flex: { name: "func-flex" } };
    };
    expect(entrance("ftp:azurerm_function_app_flex_consumption.flex", change).internet).toBe(
      "refused no connection FTP: ftps_state",
    );
  });
});

describe("keys", () => {
  const storage = "key:azurerm_storage_account.host:azurerm_linux_function_app.orders";

  it.each<[string, unknown, string]>([
    ["turned off", false, "refused 403 Storage: shared_access_key_enabled"],
    ["left out, which is on", undefined, "reaches as the host, with its code and keys"],
    ["not known", "${lookup(x)}", "unknown: shared_access_key_enabled of storders is not known"],
  ])("of a storage account that are %s", (_, value, verdict) => {
    const change: Change = (resources) =>
      (resources.azurerm_storage_account.host.shared_access_key_enabled = value);
    expect(entrance(storage, change)).toEqual({ "storage-key:storders": verdict });
  });

  it("of a storage account of another stack are not decided", () => {
    const change: Change = (resources) => delete resources.azurerm_storage_account;
    expect(entrance(`key:${app}:${app}`, change)).toEqual({
      "storage-key:storders":
        "unknown: whether the storage account storders accepts keys is not decided in this stack",
    });
  });

  it("of a storage account whose name Terraform completes", () => {
    const name = "storders${terraform_data.suffix.output}";
    const report = reviewAccess(
      firstPlan(
        closedStack((resources) => {
          resources.azurerm_storage_account.host.name = name;
          resources.azurerm_linux_function_app.orders.storage_account_name = name;
        }),
      ),
    );
    expect(report.callers.find(({ kind }) => kind === "storage-key")?.label).toBe(
      "a holder of a key of storders…",
    );
    expect(Object.values(verdictOf(report, storage))).toEqual([
      "refused 403 Storage: shared_access_key_enabled",
    ]);
  });

  it("of a storage account that Flex Consumption names by its endpoint", () => {
    const change: Change = (resources) => {
      resources.azurerm_function_app_flex_consumption = {
        flex: {
          name: "func-flex",
          storage_container_endpoint: "${azurerm_storage_account.host.primary_blob_endpoint}code",
        },
      };
      resources.azurerm_storage_account.host.shared_access_key_enabled = true;
    };
    expect(
      entrance("key:azurerm_storage_account.host:azurerm_function_app_flex_consumption.flex", change),
    ).toEqual({
      "storage-key:storders": "reaches as the host, with its code and keys",
    });
  });

  it("of an application that the gate lets in are the application", () => {
    const change: Change = (resources) => {
      const { allowed_applications, allowed_identities } =
        resources.azurerm_linux_function_app.orders.auth_settings_v2.active_directory_v2;
      resources.azuread_application.job = { display_name: "job" };
      resources.azuread_service_principal.job = { client_id: "${azuread_application.job.client_id}" };
      resources.azuread_app_role_assignment.job = {
        principal_object_id: "${azuread_service_principal.job.object_id}",
        resource_object_id: "${azuread_service_principal.orders.object_id}",
      };
      allowed_applications.push("${azuread_application.job.client_id}");
      allowed_identities.push("${azuread_service_principal.job.object_id}");
      resources.azuread_application_password = { job: { application_id: "${azuread_application.job.id}" } };
    };
    expect(entrance(`key:azuread_application_password.job:${app}`, change)).toEqual({
      "client-secret:azuread_application.job": "reaches as application job",
    });
  });

  it("of an application stay the application's once ids are texts, and may be any application's where none has the id", () => {
    const change =
      (application_id: string): Change =>
      (resources) => {
        resources.azuread_application.orders.id = "/applications/1a";
        resources.azuread_application_password = { key: { application_id } };
      };
    const key = `key:azuread_application_password.key:${app}`;
    expect(entrance(key, change("/applications/1A"))).toEqual({
      "client-secret:azuread_application.orders": "refused no token Entra: app_role_assignment_required",
    });
    expect(entrance(key, change("/applications/2b"))).toEqual({
      "client-secret:azuread_application_password.key":
        "unknown: of which application azuread_application_password.key is a credential is not known",
    });
  });

  it("of the registration itself open nothing", () => {
    const change: Change = (resources) => {
      resources.azuread_service_principal_password = {
        own: { service_principal_id: "${azuread_service_principal.orders.id}" },
      };
    };
    expect(entrance(`key:azuread_service_principal_password.own:${app}`, change)).toEqual({
      "client-secret:azuread_application.orders": "refused no token Entra: app_role_assignment_required",
    });
  });

  it("of the Functions host open nothing behind the gate, and everything without it", () => {
    const change: Change = (_resources, data) => {
      data.azurerm_function_app_host_keys = { keys: { name: "func-orders", resource_group_name: "rg" } };
    };
    const id = `key:data.azurerm_function_app_host_keys.keys:${app}`;
    expect(entrance(id, change)).toEqual({
      "function-key": "refused 401 App Service Authentication: a token is required",
    });
    const open: Change = (resources, data) => {
      change(resources, data);
      delete resources.azurerm_linux_function_app.orders.auth_settings_v2;
    };
    expect(entrance(id, open)).toEqual({ "function-key": "reaches as nobody (anonymous)" });
  });

  it("of a subscription open what its scope leads to", () => {
    const change =
      (scope: object): Change =>
      (resources) => {
        resources.azurerm_api_management_api.orders.subscription_required = true;
        resources.azurerm_api_management_api_policy.orders.xml_content = policy(
          inbound.replace(/<validate[\s\S]*<\/validate-azure-ad-token>/, ""),
        );
        resources.azurerm_api_management_subscription = {
          s: { display_name: "s", api_management_name: "apim-shop", state: "active", ...scope },
        };
      };
    const id = `key:azurerm_api_management_subscription.s:${app}`;
    expect(entrance(id, change({}))).toEqual({ "subscription-key": "reaches as identity id-gateway" });
    expect(entrance(id, change({ api_id: "${azurerm_api_management_api.orders.id}" }))).toEqual({
      "subscription-key": "reaches as identity id-gateway",
    });
    expect(entrance(id, change({ api_id: "/subscriptions/x/apis/other" }))).toEqual({});
    expect(entrance(id, change({ product_id: "/subscriptions/x/products/other" }))).toEqual({});
    const inactive = { "subscription-key": "refused 401 API Management: state" };
    expect(entrance(id, change({ state: "suspended" }))).toEqual(inactive);
    expect(entrance(id, change({ state: undefined }))).toEqual(inactive);
    expect(entrance(id, change({ state: "${lower(x)}" }))).toEqual({
      "subscription-key": "unknown: whether the subscription is active is not known",
    });
  });
});

describe("becoming the gateway", () => {
  const identity = "azurerm_user_assigned_identity.gateway";
  const id = `gateway-token:${app}:${identity}`;
  const asGateway = /^reaches as identity id-gateway, through/;

  it("is open to who may assign a user-assigned identity, and to who may write policies", () => {
    const verdicts = entrance(id);
    expect(Object.keys(verdicts)).toEqual(["identity-operator", "policy-writer"]);
    expect(verdicts["identity-operator"]).toMatch(asGateway);
    expect(verdicts["policy-writer"]).toMatch(asGateway);
  });

  it("is closed to them with a system-assigned identity", () => {
    const change: Change = (resources, data) => {
      resources.azurerm_api_management.gateway.identity = { type: "SystemAssigned" };
      data.azuread_service_principal = {
        gateway: { object_id: "${azurerm_api_management.gateway.identity[0].principal_id}" },
      };
      const list = resources.azurerm_linux_function_app.orders.auth_settings_v2.active_directory_v2;
      list.allowed_applications = ["${data.azuread_service_principal.gateway.client_id}"];
      list.allowed_identities = ["${azurerm_api_management.gateway.identity[0].principal_id}"];
      resources.azuread_app_role_assignment.gateway.principal_object_id =
        "${azurerm_api_management.gateway.identity[0].principal_id}";
      resources.azurerm_api_management_api_policy.orders.xml_content = policy(
        inbound.replace(/client-id="\$[^"]*"/, ""),
      );
    };
    const verdicts = entrance(`gateway-token:${app}:azurerm_api_management.gateway`, change);
    expect(verdicts["identity-operator"]).toBe("refused no token Managed identity: system-assigned");
    expect(verdicts["policy-writer"]).toMatch(/^reaches/);
    expect(entrance(`host:${app}`, change)["gateway-identity:azurerm_api_management.gateway"]).toBe(
      "reaches as system-assigned identity of apim-shop",
    );
  });

  it("is open to what else has the identity", () => {
    const change: Change = (resources) => {
      resources.azurerm_linux_virtual_machine = {
        build: { name: "vm", identity: { type: "UserAssigned", identity_ids: [`\${${identity}.id}`] } },
      };
    };
    expect(entrance(id, change)["identity-operator:azurerm_linux_virtual_machine.build"]).toMatch(asGateway);
  });

  it("is open to a workload with a federated credential", () => {
    const change: Change = (resources) => {
      resources.azurerm_federated_identity_credential = {
        ci: {
          parent_id: `\${${identity}.id}`,
          subject: "repo:contoso/x:ref:refs/heads/main",
          issuer: "https://token.actions.githubusercontent.com",
        },
      };
    };
    const federated = "identity-operator:azurerm_federated_identity_credential.ci";
    expect(entrance(id, change)[federated]).toMatch(asGateway);
    const afterApply: Change = (resources, data) => {
      change(resources, data);
      resources.azurerm_user_assigned_identity.gateway.id = "/subscriptions/s/id-gateway";
      resources.azurerm_federated_identity_credential.ci.parent_id = "/subscriptions/s/ID-gateway";
    };
    expect(entrance(id, afterApply)[federated]).toMatch(asGateway);
  });

  const role =
    (scope: string, name: object): Change =>
    (resources) => {
      resources.azurerm_resource_group = { rg: { name: "rg" }, other: { name: "rg-other" } };
      resources.azurerm_role_assignment = {
        r: { scope, principal_id: "aaaaaaaa-2222-4333-8444-555555555555", ...name },
      };
    };

  it.each<[string, string, object]>([
    ["on the identity", `\${${identity}.id}`, { role_definition_name: "Managed Identity Operator" }],
    ["on its group", "${azurerm_resource_group.rg.id}", { role_definition_name: "Contributor" }],
    ["on its group by id", "/subscriptions/x/resourceGroups/RG", { role_definition_name: "Owner" }],
    [
      "on the subscription",
      "${data.azurerm_subscription.current.id}",
      { role_definition_name: "Contributor" },
    ],
    [
      "on the subscription by id",
      "/subscriptions/00000000-0000-0000-0000-000000000000",
      { role_definition_name: "Owner" },
    ],
    [
      "by the id of the role",
      `\${${identity}.id}`,
      {
        role_definition_id:
          "/providers/Microsoft.Authorization/roleDefinitions/f1a07417-d97a-45cb-824c-7a7467783830",
      },
    ],
  ])("is open to whom a role is given %s", (_, scope, name) => {
    expect(entrance(id, role(scope, name))["identity-operator:azurerm_role_assignment.r"]).toMatch(asGateway);
  });

  it.each<[string, string, object]>([
    ["that may only read", `\${${identity}.id}`, { role_definition_name: "Reader" }],
    ["on something else", "${azurerm_storage_account.host.id}", { role_definition_name: "Contributor" }],
    ["on another group", "${azurerm_resource_group.other.id}", { role_definition_name: "Contributor" }],
  ])("is not open to whom a role is given %s", (_, scope, name) => {
    expect(entrance(id, role(scope, name))).not.toHaveProperty([
      "identity-operator:azurerm_role_assignment.r",
    ]);
  });

  it("is open to whom a role on the gateway lets write policies", () => {
    const change = role("${azurerm_api_management.gateway.id}", {
      role_definition_name: "API Management Service Contributor",
    });
    expect(entrance(id, change)["policy-writer:azurerm_role_assignment.r"]).toMatch(asGateway);
  });

  it("is the code of the site to whom a role lets write it, whatever the network and the passwords are", () => {
    const scm = (scope: string, name: string) =>
      entrance("scm:azurerm_linux_function_app.orders", (resources, data) => {
        role(scope, { role_definition_name: name })(resources, data);
        resources.azurerm_linux_function_app.orders.resource_group_name = "rg";
      })["publisher:azurerm_role_assignment.r"];
    const orders = "${azurerm_linux_function_app.orders.id}";
    expect(scm(orders, "Website Contributor")).toBe("reaches as whoever deploys the code");
    expect(scm("${azurerm_resource_group.rg.id}", "Owner")).toMatch(/^reaches/);
    expect(scm(orders, "Reader")).toBeUndefined();
    expect(scm("${azurerm_resource_group.other.id}", "Owner")).toBeUndefined();
  });

  it("is refused with the gateway where the gate keeps the gateway out", () => {
    const change: Change = (resources) => delete resources.azuread_app_role_assignment;
    expect(entrance(id, change)["identity-operator"]).toBe(
      "refused no token Entra: app_role_assignment_required",
    );
  });
});

describe("the gateway's token for a Function", () => {
  const id = `gateway-token:${app}:azurerm_user_assigned_identity.gateway`;
  const other =
    (steps: string): Change =>
    (resources) => {
      resources.azurerm_api_management_api.other = {
        ...resources.azurerm_api_management_api.orders,
        name: "other",
        path: "other",
      };
      resources.azurerm_api_management_api_policy.other = {
        api_name: "other",
        api_management_name: "apim-shop",
        xml_content: policy(steps),
      };
    };
  const receiver = "token-receiver:azurerm_api_management_api.other";

  it("stays with the Function", () => {
    expect(Object.keys(entrance(id)).filter((caller) => caller.startsWith("token-receiver"))).toEqual([]);
  });

  it("is whoever's runs the backend that another API sends it to", () => {
    const elsewhere = inbound.replace(`backend-id="orders"`, `base-url="https://partner.example.com"`);
    expect(entrance(id, other(elsewhere))[receiver]).toBe("reaches as identity id-gateway");
  });

  it("may be anyone's where the backend is computed", () => {
    const computed = inbound.replace(`backend-id="orders"`, `base-url="@(context.Variables[&quot;x&quot;])"`);
    expect(entrance(id, other(computed))[receiver]).toBe(
      "unknown: where the gateway sends the token is not known",
    );
  });

  it("of many Functions with one registration is one caller's, which stands for all of them", () => {
    const many: Change = (resources) => {
      for (let number = 0; number < 13; number++) {
        const name = `many${number}`;
        resources.azurerm_linux_function_app[name] = {
          ...resources.azurerm_linux_function_app.orders,
          name: `func-${name}`,
        };
        resources.azurerm_api_management_api[name] = {
          ...resources.azurerm_api_management_api.orders,
          name,
          path: name,
          service_url: `https://\${azurerm_linux_function_app.${name}.default_hostname}/api`,
        };
        resources.azurerm_api_management_api_operation[name] = {
          ...resources.azurerm_api_management_api_operation.list,
          api_name: name,
        };
        resources.azurerm_api_management_api_policy[name] = {
          api_name: name,
          api_management_name: "apim-shop",
          xml_content: policy(inbound.replace(`<set-backend-service backend-id="orders" />`, "")),
        };
      }
    };
    const receivers = (found: Record<string, string>) =>
      Object.keys(found).filter((caller) => caller.startsWith("token-receiver"));
    const all = entrance(id, many);
    expect(receivers(all)).toEqual(["token-receiver:functions:azurerm_user_assigned_identity.gateway"]);
    expect(all[receivers(all)[0]]).toBe("reaches as identity id-gateway");
    const { findings } = reviewAccess(firstPlan(closedStack(many)));
    const sent = findings.filter(({ rule }) => rule === "token-sent-elsewhere");
    expect(sent.map(({ severity }) => severity)).toEqual(["medium"]);
  });

  it("is whoever's answers a request of the policy", () => {
    const request = `<send-request mode="new" response-variable-name="x"><set-url>https://partner.example.com</set-url>
      <authentication-managed-identity resource="\${azuread_application.orders.client_id}" client-id="\${azurerm_user_assigned_identity.gateway.client_id}" /></send-request>`;
    const verdicts = entrance(id, other(`<base />${request}`));
    expect(verdicts["token-receiver:azurerm_api_management_api_policy.other"]).toBe(
      "reaches as identity id-gateway",
    );
  });
});
