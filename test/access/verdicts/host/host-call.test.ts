import { reviewAccess } from "../../../../lib/access/review";
import type { MapValue, Value } from "../../../../lib/access/stack/value";
import { type Arguments, closedStack } from "../../closed-stack";
import { firstPlan } from "../../stack-input";
import { verdictOf } from "../../verdict-of";

/** The verdicts of the Function's host in the closed stack after a change, without the callers who are not asked for. */
function host(change: (app: Arguments, resources: Arguments, data: Arguments) => void, ...callers: string[]) {
  const json = closedStack((resources, data) =>
    change(resources.azurerm_linux_function_app.orders, resources, data),
  );
  const verdicts = verdictOf(reviewAccess(firstPlan(json)), "host:azurerm_linux_function_app.orders");
  return Object.fromEntries(callers.map((caller) => [caller, verdicts[caller]]));
}

/** A slot that a swap makes the app. */
function swapWith(resources: Arguments, gate: Arguments) {
  const app = resources.azurerm_linux_function_app.orders;
  resources.azurerm_linux_function_app_slot = {
    blue: {
      ...app,
      name: "blue",
      function_app_id: "${azurerm_linux_function_app.orders.id}",
      auth_settings_v2: gate,
    },
  };
  resources.azurerm_function_app_active_slot = {
    active: { slot_id: "${azurerm_linux_function_app_slot.blue.id}" },
  };
}

const everyone = ["internet", "network", "tenant-user", "tenant-application", "other-tenant"];
const gateway = "gateway-identity:azurerm_user_assigned_identity.gateway";
const entra = (app: Arguments) => app.auth_settings_v2.active_directory_v2;
const anonymously = "reaches as nobody (anonymous)";

describe("a host without a gate", () => {
  it.each<[string, (app: Arguments) => void]>([
    ["has no auth_settings_v2", (app) => delete app.auth_settings_v2],
    ["has an empty list of it", (app) => (app.auth_settings_v2 = [])],
    ["has it turned off", (app) => (app.auth_settings_v2.auth_enabled = false)],
    ["leaves auth_enabled out, which is off", (app) => delete app.auth_settings_v2.auth_enabled],
    ["requires no authentication", (app) => (app.auth_settings_v2.require_authentication = false)],
    ["leaves require_authentication out", (app) => delete app.auth_settings_v2.require_authentication],
    ["lets anonymous calls pass", (app) => (app.auth_settings_v2.unauthenticated_action = "AllowAnonymous")],
    [
      "has the first version turned off",
      (app) => {
        delete app.auth_settings_v2;
        app.auth_settings = { enabled: false };
      },
    ],
    [
      "has the first version for anonymous calls",
      (app) => {
        delete app.auth_settings_v2;
        app.auth_settings = { enabled: true, unauthenticated_client_action: "AllowAnonymous" };
      },
    ],
  ])("%s: anyone reaches it", (_, change) => {
    expect(host(change, "internet", "network", "function-key")).toEqual({
      internet: anonymously,
      network: anonymously,
      "function-key": anonymously,
    });
  });

  it("is found on a slot, which inherits no authentication", () => {
    const report = reviewAccess(
      firstPlan(
        closedStack((resources) => {
          resources.azurerm_linux_function_app_slot = {
            staging: { name: "staging", function_app_id: "${azurerm_linux_function_app.orders.id}" },
          };
        }),
      ),
    );
    expect(report.functions.map(({ label }) => label)).toEqual(["func-orders", "func-orders (slot staging)"]);
    expect(verdictOf(report, "host:azurerm_linux_function_app_slot.staging").internet).toBe(anonymously);
    expect(verdictOf(report, "host:azurerm_linux_function_app.orders").internet).toMatch(/^refused 401/);
  });
});

describe("a gate that the stack does not tell", () => {
  it.each<[string, (app: Arguments, resources: Arguments) => void, string]>([
    [
      "is in a file of the package",
      (app) => (app.auth_settings_v2.config_file_path = "auth.json"),
      "the file in the deployed package",
    ],
    ["is an old version", (app) => (app.auth_settings_v2.runtime_version = "1.3.0"), "an older version"],
    [
      "is known after apply",
      (app) => (app.auth_settings_v2 = "${jsondecode(x)}"),
      "auth_settings_v2: the result of jsondecode",
    ],
    [
      "is known after apply whether it is on",
      (app) => (app.auth_settings_v2.auth_enabled = "${lookup(x)}"),
      "is on is known after apply",
    ],
    [
      "is known after apply whether it is required",
      (app) => (app.auth_settings_v2.require_authentication = "${lookup(x)}"),
      "required is known after apply",
    ],
    [
      "is known after apply what it does",
      (app) => (app.auth_settings_v2.unauthenticated_action = "${lookup(x)}"),
      "required is known after apply",
    ],
    ["is configured in both versions", (app) => (app.auth_settings = { enabled: true }), "both versions"],
    [
      "is written by another resource too",
      (_, resources) => {
        resources.azapi_update_resource = {
          auth: {
            type: "Microsoft.Web/sites/config@2022-09-01",
            resource_id: "${azurerm_linux_function_app.orders.id}",
          },
        };
      },
      "azapi_update_resource.auth configures the site too",
    ],
    [
      "is written by a template deployment",
      (_, resources) => {
        resources.azurerm_resource_group_template_deployment = {
          auth: {
            template_content: JSON.stringify({
              resources: [{ type: "Microsoft.Web/sites/config", name: "func-orders/authsettingsV2" }],
            }),
          },
        };
      },
      "azurerm_resource_group_template_deployment.auth configures the site too",
    ],
    [
      "may be written by a template deployment that is not known",
      (_, resources) => {
        resources.azurerm_resource_group_template_deployment = { auth: { template_content: "${file(x)}" } };
      },
      "azurerm_resource_group_template_deployment.auth configures the site too",
    ],
    [
      "may be written by a template that another one links to",
      (_, resources) => {
        const resource = { type: "Other", properties: { templateLink: { uri: "https://templates" } } };
        resources.azurerm_resource_group_template_deployment = {
          auth: { template_content: JSON.stringify({ resources: [{ ...resource, resources: [] }] }) },
        };
      },
      "azurerm_resource_group_template_deployment.auth configures the site too",
    ],
    [
      "is written below its site, by an id made of the site's",
      (_, resources) => {
        resources.azapi_update_resource = {
          auth: {
            type: "Microsoft.Web/sites/config@2022-09-01",
            resource_id: "${azurerm_linux_function_app.orders.id}/config/authsettingsV2",
          },
        };
      },
      "azapi_update_resource.auth configures the site too",
    ],
    [
      "has an app setting of the authentication",
      (app) => (app.app_settings = { WEBSITE_RUN_FROM_PACKAGE: "1", WEBSITE_AUTH_ENABLED: "False" }),
      "the app setting WEBSITE_AUTH_ENABLED may change",
    ],
    [
      "has a linked static web app",
      (_, resources) => {
        resources.azurerm_static_web_app_function_app_registration = {
          web: { function_app_id: "${azurerm_linux_function_app.orders.id}" },
        };
      },
      "azurerm_static_web_app_function_app_registration.web links a static web app",
    ],
    [
      "is swapped with that of a slot, which is another",
      (_, resources) => swapWith(resources, {}),
      "azurerm_function_app_active_slot.active swaps the app with a slot",
    ],
    [
      "is swapped with that of a slot that is known by its id",
      (_, resources) => {
        swapWith(resources, {});
        resources.azurerm_linux_function_app_slot.blue.id = "/an/id";
        resources.azurerm_function_app_active_slot.active.slot_id = "/an/id";
      },
      "azurerm_function_app_active_slot.active swaps the app with a slot",
    ],
    [
      "is swapped with that of a slot of which the stack does not tell",
      (_, resources) => {
        resources.azurerm_function_app_active_slot = { active: { slot_id: "${data.x.y.id}" } };
      },
      "azurerm_function_app_active_slot.active swaps the app with a slot",
    ],
  ])("%s: nothing is decided", (_, change, because) => {
    const verdicts = host(change, ...everyone, gateway);
    for (const verdict of Object.values(verdicts)) expect(verdict).toContain(`unknown: `);
    expect(verdicts.internet).toContain(because);
  });

  it.each<[string, object]>([
    [
      "application settings",
      { type: "Microsoft.Web/sites/config", name: "[concat(parameters('app'), '/appsettings')]" },
    ],
    ["something else", { type: "Microsoft.Storage/storageAccounts", name: "st" }],
  ])("is not written by a template deployment of %s", (_, resource) => {
    const change = (_app: Arguments, resources: Arguments) => {
      resources.azurerm_resource_group_template_deployment = {
        other: { template_content: JSON.stringify({ resources: [resource] }) },
      };
    };
    expect(host(change, "internet").internet).toMatch(/^refused 401/);
  });

  it("is not that of another site which is written", () => {
    const change = (_app: Arguments, resources: Arguments) => {
      resources.azapi_update_resource = {
        auth: {
          type: "Microsoft.Web/sites/config@2022-09-01",
          resource_id: "/subscriptions/x/resourceGroups/y/providers/Microsoft.Web/sites/other",
        },
      };
    };
    expect(host(change, "internet").internet).toMatch(/^refused 401/);
  });

  it.each<[string, (app: Arguments, resources: Arguments) => void]>([
    ["is swapped with that of a slot, which is the same", (app, all) => swapWith(all, app.auth_settings_v2)],
    [
      "is swapped with that of a slot of another app",
      (_, all) => {
        const slot_id = "/subscriptions/x/resourceGroups/y/providers/Microsoft.Web/sites/other/slots/blue";
        all.azurerm_function_app_active_slot = { active: { slot_id } };
      },
    ],
    [
      "has an app setting about sessions",
      (app) => (app.app_settings = { WEBSITE_AUTH_PRESERVE_URL_FRAGMENT: "true" }),
    ],
    [
      "is left alone by what allows the publishing password",
      (_, all) => {
        all.azapi_update_resource = {
          scm: {
            type: "Microsoft.Web/sites/basicPublishingCredentialsPolicies@2022-09-01",
            parent_id: "${azurerm_linux_function_app.orders.id}",
          },
        };
      },
    ],
  ])("%s: it is known", (_, change) => {
    expect(host(change, "internet").internet).toMatch(/^refused 401/);
  });

  it("is not known of one Function because another one's is written", () => {
    const change = (_app: Arguments, resources: Arguments) => {
      resources.azurerm_linux_function_app.other = { name: "func-other" };
      resources.azapi_update_resource = {
        auth: {
          type: "Microsoft.Web/sites/config@2022-09-01",
          resource_id: "${azurerm_linux_function_app.other.id}/config/authsettingsV2",
        },
      };
    };
    expect(host(change, "internet").internet).toMatch(/^refused 401/);
  });

  it("is still off when it is turned off, whatever the file says", () => {
    const change = (app: Arguments) => {
      app.auth_settings_v2.auth_enabled = false;
      app.auth_settings_v2.config_file_path = "auth.json";
    };
    expect(host(change, "internet")).toEqual({ internet: anonymously });
  });
});

describe("what Terraform hides", () => {
  /** The Function with every text of its gate hidden, and its name. */
  const hidden = () => {
    const hide = (value: Value): Value => {
      if (value.kind === "literal") return { ...value, sensitive: true };
      if (value.kind === "list") return { kind: "list", items: value.items.map(hide) };
      if (value.kind !== "map") return value;
      return { kind: "map", entries: new Map([...value.entries].map(([name, one]) => [name, hide(one)])) };
    };
    const clientId = "44444444-2222-4333-8444-555555555555";
    const input = firstPlan(
      closedStack((resources) => {
        resources.azuread_application.orders.client_id = clientId;
        const provider = entra(resources.azurerm_linux_function_app.orders);
        provider.client_id = clientId;
        provider.allowed_audiences = [clientId];
      }),
    );
    const resources = input.after.resources.map((resource) =>
      resource.type === "azurerm_linux_function_app"
        ? { ...resource, values: hide(resource.values) as MapValue }
        : resource,
    );
    return reviewAccess({ ...input, after: { ...input.after, resources } });
  };

  it("is compared as if it was not", () => {
    expect(verdictOf(hidden(), "host:azurerm_linux_function_app.orders")).toEqual({
      ...verdictOf(reviewAccess(firstPlan(closedStack())), "host:azurerm_linux_function_app.orders"),
    });
  });

  it("is no name: the address stands for it", () => {
    expect(hidden().functions).toMatchObject([{ label: "azurerm_linux_function_app.orders" }]);
    expect(JSON.stringify(hidden())).not.toContain("func-orders");
  });
});

describe("what a gate answers without a token", () => {
  it.each([
    ["Return401", "401"],
    ["Return403", "403"],
    ["RedirectToLoginPage", "302"],
    [undefined, "302"],
  ])("to %s is %s", (action, answer) => {
    expect(host((app) => (app.auth_settings_v2.unauthenticated_action = action), "internet")).toEqual({
      internet: `refused ${answer} App Service Authentication: a token is required`,
    });
  });
});

describe("whom Entra issues tokens to", () => {
  it("is everyone of the tenant where no assignment is required: the lists keep them out", () => {
    const change = (_: Arguments, resources: Arguments) =>
      delete resources.azuread_service_principal.orders.app_role_assignment_required;
    expect(host(change, "tenant-user", "tenant-application", gateway)).toEqual({
      "tenant-user": "refused 403 App Service Authentication: allowed_applications",
      "tenant-application": "refused 403 App Service Authentication: allowed_applications",
      [gateway]: "reaches as identity id-gateway",
    });
  });

  it("is only those who are assigned: the lists are not needed for it", () => {
    const change = (app: Arguments) => {
      delete entra(app).allowed_applications;
      delete entra(app).allowed_identities;
    };
    expect(host(change, "tenant-user", "tenant-application", gateway)).toEqual({
      "tenant-user": "refused no token Entra: app_role_assignment_required",
      "tenant-application": "refused no token Entra: app_role_assignment_required",
      [gateway]: "reaches as identity id-gateway",
    });
  });

  it("is anyone of the tenant without assignments and lists, whom the gate lets in", () => {
    const change = (app: Arguments, resources: Arguments) => {
      delete entra(app).allowed_applications;
      delete entra(app).allowed_identities;
      resources.azuread_service_principal.orders.app_role_assignment_required = false;
    };
    expect(host(change, ...everyone)).toEqual({
      internet: "refused 401 App Service Authentication: a token is required",
      network: "refused 401 App Service Authentication: a token is required",
      "tenant-user": "reaches as a user of the tenant",
      "tenant-application": "reaches as an application of the tenant",
      "other-tenant": "refused 401 App Service Authentication: issuer",
    });
  });

  it("may be a member of a group that is assigned, whom the lists keep out all the same", () => {
    const group =
      (object: string, more: object = {}) =>
      (_: Arguments, resources: Arguments) => {
        resources.azuread_group = { callers: { display_name: "callers" } };
        resources.azuread_app_role_assignment.callers = {
          principal_object_id: object,
          resource_object_id: "${azuread_service_principal.orders.object_id}",
          ...more,
        };
      };
    const open = (assign: ReturnType<typeof group>) => (app: Arguments, resources: Arguments) => {
      delete entra(app).allowed_applications;
      delete entra(app).allowed_identities;
      assign(app, resources);
    };
    const id = "77777777-2222-4333-8444-555555555555";
    for (const assigned of [
      group("${azuread_group.callers.object_id}"),
      group(id, { principal_type: "Group" }),
    ]) {
      expect(host(open(assigned), "tenant-user", "tenant-application")).toEqual({
        "tenant-user": "unknown: who is a member of a group is not known",
        "tenant-application": "unknown: who is a member of a group is not known",
      });
      expect(host(assigned, "tenant-user")["tenant-user"]).toBe(
        "refused 403 App Service Authentication: allowed_applications",
      );
    }
    expect(host(open(group(id)), "tenant-user")["tenant-user"]).toMatch(/^refused no token/);
  });

  it("is not the gateway that nothing assigns", () => {
    const change = (_: Arguments, resources: Arguments) => delete resources.azuread_app_role_assignment;
    expect(host(change, gateway)).toEqual({
      [gateway]: "refused no token Entra: app_role_assignment_required",
    });
  });

  it("is not the gateway where another identity is assigned", () => {
    const change = (_: Arguments, resources: Arguments) => {
      resources.azurerm_user_assigned_identity.other = { name: "id-other" };
      resources.azuread_app_role_assignment.gateway.principal_object_id =
        "${azurerm_user_assigned_identity.other.principal_id}";
    };
    expect(host(change, gateway)).toEqual({
      [gateway]: "refused no token Entra: app_role_assignment_required",
    });
  });

  it("is not known where the stack makes no service principal of the registration", () => {
    const change = (_: Arguments, resources: Arguments) => delete resources.azuread_service_principal;
    expect(host(change, gateway)[gateway]).toMatch(/^unknown: whether the tenant has a service principal of/);
  });

  it("is nobody while the service principal is disabled", () => {
    const change = (_: Arguments, resources: Arguments) =>
      (resources.azuread_service_principal.orders.account_enabled = false);
    expect(host(change, gateway, "tenant-application")).toEqual({
      [gateway]: "refused no token Entra: account_enabled",
      "tenant-application": "refused no token Entra: account_enabled",
    });
  });

  it("is not known where the registration is of another stack, and the lists are left out", () => {
    const change = (app: Arguments, resources: Arguments) => {
      delete entra(app).allowed_applications;
      delete entra(app).allowed_identities;
      entra(app).client_id = "44444444-2222-4333-8444-555555555555";
      entra(app).allowed_audiences = [];
      for (const type of ["azuread_application", "azuread_service_principal", "azuread_app_role_assignment"])
        delete resources[type];
    };
    expect(host(change, "tenant-application")).toEqual({
      "tenant-application":
        "unknown: who gets a token for 44444444-2222-4333-8444-555555555555 is not decided in this stack",
    });
  });
});

describe("a registration of elsewhere", () => {
  const lookedUp = (required: boolean) => (app: Arguments, resources: Arguments, data: Arguments) => {
    const id = "44444444-2222-4333-8444-555555555555";
    for (const type of ["azuread_application", "azuread_service_principal", "azuread_app_role_assignment"])
      delete resources[type];
    data.azuread_service_principal = { orders: { client_id: id, app_role_assignment_required: required } };
    entra(app).client_id = id;
    entra(app).allowed_audiences = [id];
  };

  it("may assign the gateway there, and is known to keep others out", () => {
    expect(host(lookedUp(true), gateway, "tenant-application")).toEqual({
      [gateway]: "reaches as identity id-gateway",
      "tenant-application": "refused no token Entra: app_role_assignment_required",
    });
    expect(host(lookedUp(false), "tenant-application")).toEqual({
      "tenant-application": "refused 403 App Service Authentication: allowed_applications",
    });
  });

  it("decides nothing by an assignment that it does not tell", () => {
    const change = (app: Arguments, resources: Arguments, data: Arguments) => {
      lookedUp(true)(app, resources, data);
      delete data.azuread_service_principal.orders.app_role_assignment_required;
      delete entra(app).allowed_applications;
      delete entra(app).allowed_identities;
    };
    expect(host(change, "tenant-application")["tenant-application"]).toBe(
      "unknown: whether Entra requires an assignment is not known",
    );
  });

  it("that may be the one that is assigned decides whether the gateway gets in", () => {
    const change = (_: Arguments, resources: Arguments) =>
      (resources.azuread_app_role_assignment.gateway.principal_object_id = "${lookup(x)}");
    expect(host(change, gateway)).toEqual({
      [gateway]:
        "unknown: of azuread_app_role_assignment.gateway it is not known whether it assigns identity id-gateway",
    });
  });
});

describe("both versions of the authentication", () => {
  it("are one where the first is turned off", () => {
    const change = (app: Arguments) => (app.auth_settings = { enabled: false });
    expect(host(change, "internet").internet).toMatch(/^refused 401/);
  });
});

describe("whose tokens a gate accepts", () => {
  it.each(["common", "organizations", "consumers"])(
    "are every tenant's with %s, and the lists are what is left",
    (tenant) => {
      const change = (app: Arguments) =>
        (entra(app).tenant_auth_endpoint = `https://login.microsoftonline.com/${tenant}/v2.0`);
      expect(host(change, "other-tenant")).toEqual({
        "other-tenant": "refused 403 App Service Authentication: allowed_applications",
      });
      const open = (app: Arguments) => {
        change(app);
        delete entra(app).allowed_applications;
        delete entra(app).allowed_identities;
      };
      expect(host(open, "other-tenant")).toEqual({
        "other-tenant": "reaches as an identity of another tenant",
      });
    },
  );

  it("are one tenant's where its id is a reference", () => {
    const change = (app: Arguments) =>
      (entra(app).tenant_auth_endpoint =
        "https://login.microsoftonline.com/${data.azuread_client_config.current.tenant_id}/v2.0");
    expect(host(change, "other-tenant")).toEqual({
      "other-tenant": "refused 401 App Service Authentication: issuer",
    });
  });

  it("are not known where the endpoint is not", () => {
    const change = (app: Arguments) => {
      entra(app).tenant_auth_endpoint = "${lookup(x)}";
      delete entra(app).allowed_applications;
      delete entra(app).allowed_identities;
    };
    expect(host(change, "other-tenant")["other-tenant"]).toMatch(/^unknown: which tenant's tokens/);
  });

  const withoutLists = (app: Arguments) => {
    delete entra(app).allowed_applications;
    delete entra(app).allowed_identities;
  };
  const otherId = "99999999-2222-4333-8444-555555555555";
  const ofOther = (app: Arguments) =>
    (entra(app).tenant_auth_endpoint = `https://login.microsoftonline.com/${otherId}/v2.0`);

  it("are those of another tenant where the endpoint names one: its callers get in, and nobody of the own", () => {
    const open = (app: Arguments, resources: Arguments) => {
      ofOther(app);
      withoutLists(app);
      delete resources.azuread_service_principal.orders.app_role_assignment_required;
    };
    const wrongIssuer = "refused 401 App Service Authentication: issuer";
    expect(host(open, "tenant-user", "tenant-application", "other-tenant", gateway)).toEqual({
      "tenant-user": wrongIssuer,
      "tenant-application": wrongIssuer,
      "other-tenant": "reaches as an identity of another tenant",
      [gateway]: wrongIssuer,
    });
    expect(host(ofOther, "other-tenant")).toEqual({
      "other-tenant": "refused 403 App Service Authentication: allowed_applications",
    });
  });

  it("are those of another tenant where the issuer of the first version names one", () => {
    const change = (app: Arguments) => {
      const { client_id } = entra(app);
      delete app.auth_settings_v2;
      app.auth_settings = {
        enabled: true,
        unauthenticated_client_action: "RedirectToLoginPage",
        issuer: `https://sts.windows.net/${otherId}/`,
        active_directory: { client_id },
      };
    };
    expect(host(change, "other-tenant")).toEqual({
      "other-tenant": "reaches as an identity of another tenant",
    });
  });

  describe("of a stack", () => {
    const own = "11111111-2222-4333-8444-555555555555";

    /** What becomes of a caller of another tenant at a gate without lists, whose endpoint names `own`. */
    function otherTenant(change: (json: Arguments) => void): string {
      const json: Arguments = closedStack((resources) =>
        withoutLists(resources.azurerm_linux_function_app.orders),
      );
      delete json.provider;
      change(json);
      const report = reviewAccess(firstPlan(json));
      return verdictOf(report, "host:azurerm_linux_function_app.orders")["other-tenant"];
    }

    it.each<[string, (json: Arguments, tenant: string) => void]>([
      ["who applies it", (json, tenant_id) => (json.data.azuread_client_config = { own: { tenant_id } })],
      ["its subscription", (json, tenant_id) => (json.data.azurerm_subscription = { own: { tenant_id } })],
      ["a provider", (json, tenant_id) => (json.provider = { azurerm: [{ tenant_id }] })],
      [
        "an identity",
        (json, tenant_id) => (json.resource.azurerm_user_assigned_identity.gateway.tenant_id = tenant_id),
      ],
      [
        "a system-assigned identity",
        (json, tenant_id) =>
          (json.resource.azurerm_linux_function_app.orders.identity = [
            { type: "SystemAssigned", tenant_id },
          ]),
      ],
    ])("that %s tells are the only ones", (_, change) => {
      expect(otherTenant((json) => change(json, own))).toBe("refused 401 App Service Authentication: issuer");
      expect(otherTenant((json) => change(json, otherId))).toBe("reaches as an identity of another tenant");
    });

    it.each<[string, (json: Arguments) => void]>([
      ["nothing tells its tenant", () => {}],
      [
        "it is applied to two",
        (json) => (json.provider = { azuread: [{ tenant_id: own }], azurerm: [{ tenant_id: otherId }] }),
      ],
      [
        "the endpoint names a domain",
        (json) => {
          json.provider = { azuread: [{ tenant_id: own }] };
          const { orders } = json.resource.azurerm_linux_function_app;
          entra(orders).tenant_auth_endpoint = "https://login.microsoftonline.com/contoso.com/v2.0";
        },
      ],
      [
        "the endpoint names the tenant of something else",
        (json) => {
          const { orders } = json.resource.azurerm_linux_function_app;
          entra(orders).tenant_auth_endpoint =
            "https://login.microsoftonline.com/${azuread_service_principal.orders.application_tenant_id}/v2.0";
        },
      ],
    ])("are not known to be the only ones where %s", (_, change) => {
      expect(otherTenant(change)).toBe("unknown: which tenant's tokens are accepted is not known");
    });
  });

  it("are no version 1 tokens where the issuer of version 2 is expected", () => {
    const change = (_: Arguments, resources: Arguments) => delete resources.azuread_application.orders.api;
    expect(host(change, gateway)).toEqual({
      [gateway]: "refused 401 App Service Authentication: issuer of version 2",
    });
  });

  it("may be version 2 tokens where the issuer of version 1 is expected", () => {
    const change = (app: Arguments) =>
      (entra(app).tenant_auth_endpoint = "https://sts.windows.net/11111111-2222-4333-8444-555555555555/");
    expect(host(change, gateway)[gateway]).toMatch(/^unknown: whether an endpoint of version 1/);
  });

  it("are everyone's who signs in with another provider", () => {
    const change = (app: Arguments) =>
      (app.auth_settings_v2.github_v2 = { client_id: "x", client_secret_setting_name: "y" });
    expect(host(change, "internet")).toEqual({
      internet: "reaches as whoever signs in with an account of it",
    });
  });

  it("may be anyone's of an OpenID provider", () => {
    const change = (app: Arguments) => (app.auth_settings_v2.custom_oidc_v2 = { name: "x", client_id: "y" });
    expect(host(change, "internet").internet).toBe(
      "unknown: who has an account of custom_oidc_v2 is not known",
    );
  });

  it("are nobody's without a provider", () => {
    const change = (app: Arguments) => delete app.auth_settings_v2.active_directory_v2;
    expect(host(change, "tenant-application", gateway)).toEqual({
      "tenant-application":
        "refused 401 App Service Authentication: no Entra provider, so nobody has a token",
      [gateway]: "refused 401 App Service Authentication: no Entra provider, so nobody has a token",
    });
  });

  it("are also those for Azure Resource Manager where it is an audience, which everyone of the tenant gets", () => {
    const change = (app: Arguments) => {
      entra(app).allowed_audiences = ["https://management.azure.com"];
      delete entra(app).allowed_applications;
      delete entra(app).allowed_identities;
    };
    expect(host(change, "tenant-application")).toEqual({
      "tenant-application": "reaches as an application of the tenant",
    });
  });
});

describe("the lists of a gate", () => {
  it.each<[string, (app: Arguments) => void, string]>([
    [
      "allowed_applications without the gateway",
      (app) => (entra(app).allowed_applications = ["${azuread_application.orders.client_id}"]),
      "allowed_applications",
    ],
    [
      "a principal id in allowed_applications",
      (app) => (entra(app).allowed_applications = ["${azurerm_user_assigned_identity.gateway.principal_id}"]),
      "allowed_applications",
    ],
    [
      "a client id in allowed_identities",
      (app) => (entra(app).allowed_identities = ["${azurerm_user_assigned_identity.gateway.client_id}"]),
      "allowed_identities",
    ],
    [
      "another literal in allowed_identities, before the identity exists",
      (app) => (entra(app).allowed_identities = ["55555555-2222-4333-8444-555555555555"]),
      "allowed_identities",
    ],
  ])("%s: keep the gateway out", (_, change, list) => {
    expect(host(change, gateway)).toEqual({ [gateway]: `refused 403 App Service Authentication: ${list}` });
  });

  it("admit an application with its object id, and not with its client id alone", () => {
    const add = (resources: Arguments) => {
      resources.azuread_application.job = { display_name: "job" };
      resources.azuread_service_principal.job = { client_id: "${azuread_application.job.client_id}" };
      resources.azuread_app_role_assignment.job = {
        principal_object_id: "${azuread_service_principal.job.object_id}",
        resource_object_id: "${azuread_service_principal.orders.object_id}",
      };
    };
    const job = "allowed-identity:azuread_application.job";
    const half = (app: Arguments, resources: Arguments) => {
      add(resources);
      entra(app).allowed_applications.push("${azuread_application.job.client_id}");
    };
    expect(host(half, job)).toEqual({ [job]: "refused 403 App Service Authentication: allowed_identities" });
    const whole = (app: Arguments, resources: Arguments) => {
      half(app, resources);
      entra(app).allowed_identities.push("${azuread_service_principal.job.object_id}");
    };
    expect(host(whole, job)).toEqual({ [job]: "reaches as application job" });
    const objectOfApplication = (app: Arguments, resources: Arguments) => {
      half(app, resources);
      entra(app).allowed_identities.push("${azuread_application.job.object_id}");
    };
    expect(host(objectOfApplication, job)).toEqual({
      [job]: "refused 403 App Service Authentication: allowed_identities",
    });
  });

  it("of applications may admit a user who signs in through one of them", () => {
    const change = (app: Arguments, resources: Arguments) => {
      resources.azuread_application.portal = { display_name: "portal" };
      entra(app).allowed_applications.push("${azuread_application.portal.client_id}");
      delete entra(app).allowed_identities;
      resources.azuread_service_principal.orders.app_role_assignment_required = false;
    };
    expect(host(change, "tenant-user", "tenant-application")).toEqual({
      "tenant-user": "reaches as a user of the tenant",
      "tenant-application": "refused 403 App Service Authentication: allowed_applications",
    });
  });

  it("of applications that the stack does not know may admit a user", () => {
    const change = (app: Arguments, resources: Arguments) => {
      entra(app).allowed_applications.push("66666666-2222-4333-8444-555555555555");
      delete entra(app).allowed_identities;
      resources.azuread_service_principal.orders.app_role_assignment_required = false;
    };
    expect(host(change, "tenant-user")["tenant-user"]).toMatch(
      /^unknown: whether users can sign in through 66666666/,
    );
  });

  it("of groups may admit anyone", () => {
    const change = (app: Arguments, resources: Arguments) => {
      entra(app).allowed_groups = ["77777777-2222-4333-8444-555555555555"];
      delete entra(app).allowed_applications;
      resources.azuread_service_principal.orders.app_role_assignment_required = false;
    };
    expect(host(change, "tenant-user", gateway)).toEqual({
      "tenant-user": "unknown: who is a member of allowed_groups is not known",
      [gateway]: "reaches as identity id-gateway",
    });
  });

  it("that are known after apply decide nothing", () => {
    const change = (app: Arguments, resources: Arguments) => {
      entra(app).allowed_applications = "${concat(x)}";
      delete entra(app).allowed_identities;
      resources.azuread_service_principal.orders.app_role_assignment_required = false;
    };
    const verdicts = host(change, "tenant-application", gateway);
    expect(verdicts["tenant-application"]).toBe("unknown: allowed_applications is not known");
    expect(verdicts[gateway]).toMatch(/^unknown: whether/);
  });

  it("beside further checks of claims are not the whole gate", () => {
    const change = (app: Arguments) => (entra(app).jwt_allowed_client_applications = ["x"]);
    expect(host(change, gateway)[gateway]).toMatch(/^unknown: jwt_allowed_client_applications/);
  });

  it("hold the ids of one identity where nothing in the stack tells them apart", () => {
    const [client, object] = ["88888888-2222-4333-8444-555555555555", "99999999-2222-4333-8444-555555555555"];
    const change = (app: Arguments, resources: Arguments) => {
      entra(app).allowed_applications.push(client);
      entra(app).allowed_identities.push(object);
      resources.azuread_app_role_assignment.other = {
        principal_object_id: object,
        resource_object_id: "${azuread_service_principal.orders.object_id}",
      };
    };
    const other = `allowed-identity:${client}`;
    expect(host(change, other)).toEqual({ [other]: `reaches as application ${client}` });
  });
});

describe("the first version of the authentication", () => {
  const version1 = (issuer: string) => (app: Arguments, resources: Arguments) => {
    delete app.auth_settings_v2;
    app.auth_settings = {
      enabled: true,
      issuer,
      active_directory: { client_id: "${azuread_application.orders.client_id}" },
    };
    resources.azuread_service_principal.orders.app_role_assignment_required = false;
  };

  it("lets every application of the tenant in", () => {
    const change = version1("https://login.microsoftonline.com/11111111-2222-4333-8444-555555555555/v2.0");
    expect(host(change, "internet", "tenant-application", "other-tenant")).toEqual({
      internet: "refused 302 App Service Authentication: a token is required",
      "tenant-application": "reaches as an application of the tenant",
      "other-tenant": "refused 401 App Service Authentication: issuer",
    });
  });

  it("redirects or lets anyone in, as its own action says", () => {
    const acting = (action: object) => (app: Arguments, resources: Arguments) => {
      version1("https://login.microsoftonline.com/common/v2.0")(app, resources);
      Object.assign(app.auth_settings, action);
    };
    expect(host(acting({ unauthenticated_client_action: "AllowAnonymous" }), "internet").internet).toMatch(
      /^reaches/,
    );
    expect(host(acting({ unauthenticated_client_action: "${x.y}" }), "internet").internet).toMatch(
      /^unknown/,
    );
    expect(host(acting({ enabled: "${x.y}" }), "internet").internet).toMatch(/^unknown/);
  });

  it("lets every tenant in without its id", () => {
    const change = version1("https://login.microsoftonline.com/common/v2.0");
    expect(host(change, "other-tenant")).toEqual({
      "other-tenant": "reaches as an identity of another tenant",
    });
  });
});

describe("an excluded path", () => {
  it("is an entrance of its own, which anyone reaches", () => {
    const report = reviewAccess(
      firstPlan(
        closedStack(({ azurerm_linux_function_app }) => {
          azurerm_linux_function_app.orders.auth_settings_v2.excluded_paths = ["/api/health"];
        }),
      ),
    );
    expect(verdictOf(report, "host-path:azurerm_linux_function_app.orders:/api/health")).toEqual({
      internet: anonymously,
      network: anonymously,
    });
    expect(verdictOf(report, "host:azurerm_linux_function_app.orders").internet).toMatch(/^refused 401/);
  });

  it("that is not known decides nothing", () => {
    const change = (app: Arguments) => (app.auth_settings_v2.excluded_paths = "${split(x)}");
    expect(host(change, "internet").internet).toMatch(/^unknown/);
  });
});
