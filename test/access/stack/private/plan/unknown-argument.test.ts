import { argumentOf } from "../../shown";
import { type PlannedPart, planOf } from "./plans";

const identity = (name: string): PlannedPart => ({
  address: `azurerm_user_assigned_identity.${name}`,
  unknown: { id: true, client_id: true, principal_id: true },
});
const clientId = (name: string) => [
  `azurerm_user_assigned_identity.${name}.client_id`,
  `azurerm_user_assigned_identity.${name}`,
];

/** What a plan says of one list of a Function App. */
function allowed(
  expression: object,
  values: { known: readonly unknown[]; unknown: readonly boolean[] },
  others: readonly PlannedPart[] = [identity("gateway"), identity("other")],
): unknown {
  const app = {
    address: "azurerm_linux_function_app.app",
    known: { auth_settings_v2: [{ allowed_applications: values.known }] },
    unknown: { auth_settings_v2: [{ allowed_applications: values.unknown }] },
    expressions: { auth_settings_v2: [{ allowed_applications: expression }] },
  };
  return argumentOf(
    planOf([...others, app]).after.resources,
    app.address,
    "auth_settings_v2",
    0,
    "allowed_applications",
  );
}

/** What a plan says of an argument that refers to something. */
function planned(argument: string, references: readonly string[]): unknown {
  const [target] = references.map((reference) => reference.slice(0, reference.lastIndexOf(".")));
  const attribute = references[0].slice(target.length + 1);
  const parts = [
    { address: target, unknown: { [attribute]: true } },
    { address: "x.y", unknown: { [argument]: true }, expressions: { [argument]: { references } } },
  ];
  return argumentOf(planOf(parts).after.resources, "x.y", argument);
}

describe("an argument that is known after apply", () => {
  it("is an inferred reference where the plan tells only what it refers to", () => {
    const expression = { references: clientId("gateway") };
    expect(allowed(expression, { known: [null], unknown: [true] })).toEqual([
      "<~azurerm_user_assigned_identity.gateway.client_id>",
    ]);
  });

  it.each<[argument: string, attribute: string]>([
    ["client_id", "azuread_application.api.client_id"],
    ["principal_object_id", "azurerm_user_assigned_identity.gateway.principal_id"],
    ["scope", "azurerm_api_management.gateway.id"],
    ["service_url", "azurerm_linux_function_app.orders.default_hostname"],
  ])("is that where nothing else can stand there: %s = %s", (argument, attribute) => {
    expect(planned(argument, [attribute])).toBe(`<~${attribute}>`);
  });

  it.each<[argument: string, attribute: string]>([
    ["name", "random_string.suffix.result"],
    ["api_name", "azurerm_api_management_api.orders.name"],
    ["product_id", "azurerm_api_management_product.all.product_id"],
    ["allowed_audiences", "azuread_application.api.client_id"],
    ["tenant_auth_endpoint", "azuread_client_config.current.tenant_id"],
    ["url", "azurerm_storage_account.one.primary_web_endpoint"],
    ["client_id", "random_string.suffix.result"],
  ])("is unknown where there may be a text around it: %s = %s", (argument, attribute) => {
    expect(planned(argument, [attribute])).toBe(
      `? ${attribute} or a text with it, and --configuration tells which`,
    );
  });

  it("is the reference itself where the configuration is JSON, of which the plan keeps the text", () => {
    const expression = {
      constant_value: ["${azurerm_user_assigned_identity.gateway.client_id}"],
      references: clientId("gateway"),
    };
    expect(allowed(expression, { known: [null], unknown: [true] })).toEqual([
      "<azurerm_user_assigned_identity.gateway.client_id>",
    ]);
  });

  it("keeps the text around a reference where the configuration is JSON", () => {
    const expression = {
      constant_value: ["api://${azurerm_user_assigned_identity.gateway.client_id}/$${raw}"],
      references: clientId("gateway"),
    };
    expect(allowed(expression, { known: [null], unknown: [true] })).toEqual([
      "api://<azurerm_user_assigned_identity.gateway.client_id>/${raw}",
    ]);
  });

  it("is the result of a function that is not followed", () => {
    const expression = {
      constant_value: ["${substr(azurerm_user_assigned_identity.gateway.client_id, 0, 3)}"],
      references: clientId("gateway"),
    };
    expect(allowed(expression, { known: [null], unknown: [true] })).toEqual(["? the result of substr(…)"]);
  });

  it("is matched with the elements of a set, of which Terraform puts first what it knows", () => {
    const expression = {
      constant_value: ["${azurerm_user_assigned_identity.gateway.client_id}", "known"],
      references: clientId("gateway"),
    };
    expect(allowed(expression, { known: ["known", null], unknown: [false, true] })).toEqual([
      "known",
      "<azurerm_user_assigned_identity.gateway.client_id>",
    ]);
  });

  it("is matched with references in their order, when there are as many", () => {
    const expression = { references: [...clientId("gateway"), ...clientId("other")] };
    expect(allowed(expression, { known: [null, "known", null], unknown: [true, false, true] })).toEqual([
      "<~azurerm_user_assigned_identity.gateway.client_id>",
      "known",
      "<~azurerm_user_assigned_identity.other.client_id>",
    ]);
  });

  it("is unknown when there are more references than elements: one of them may be a condition", () => {
    const expression = { references: [...clientId("gateway"), ...clientId("other")] };
    expect(allowed(expression, { known: [null], unknown: [true] })).toEqual([
      "? an element of a list that is known after apply",
    ]);
  });

  it("is unknown when it refers to a local, which a plan of HCL leaves out", () => {
    expect(allowed({ references: ["local.callers"] }, { known: [null], unknown: [true] })).toEqual([
      "? local.callers, which a plan's JSON leaves out and --configuration tells",
    ]);
  });

  it("is the value that the attribute has by now, where the resource exists", () => {
    const existing = {
      address: "azurerm_user_assigned_identity.gateway",
      known: { client_id: "c1" },
      unknown: {},
    };
    const text = {
      constant_value: [
        "${azurerm_user_assigned_identity.gateway.client_id}/${azurerm_user_assigned_identity.other.id}",
      ],
      references: [
        ...clientId("gateway"),
        "azurerm_user_assigned_identity.other.id",
        "azurerm_user_assigned_identity.other",
      ],
    };
    expect(allowed(text, { known: [null], unknown: [true] }, [existing, identity("other")])).toEqual([
      "c1/<azurerm_user_assigned_identity.other.id>",
    ]);
  });

  it("is what an argument of another resource is that refers on", () => {
    const principal = {
      address: "azuread_service_principal.api",
      unknown: { client_id: true },
      expressions: { client_id: { references: clientId("gateway") } },
    };
    const expression = {
      constant_value: ["${azuread_service_principal.api.client_id}"],
      references: ["azuread_service_principal.api.client_id", "azuread_service_principal.api"],
    };
    expect(allowed(expression, { known: [null], unknown: [true] }, [identity("gateway"), principal])).toEqual(
      ["<~azurerm_user_assigned_identity.gateway.client_id>"],
    );
  });
});

describe("an attribute that no configuration gives", () => {
  const app = (part: Partial<PlannedPart>) =>
    planOf([{ address: "azurerm_linux_function_app.app", ...part }]).after.resources;

  it("is what the resource will have", () => {
    const resources = app({ unknown: { default_hostname: true } });
    expect(argumentOf(resources, "azurerm_linux_function_app.app", "default_hostname")).toBe(
      "<azurerm_linux_function_app.app.default_hostname>",
    );
  });

  it("is unknown in a block that is not in the configuration: a dynamic block has it", () => {
    const resources = app({
      known: { auth_settings_v2: [{ allowed: [null] }], identity: [{ type: "SystemAssigned" }] },
      unknown: { auth_settings_v2: [{ allowed: [true] }], identity: [{ principal_id: true }] },
    });
    expect(argumentOf(resources, "azurerm_linux_function_app.app")).toEqual({
      auth_settings_v2: [
        { allowed: ["? a dynamic block, which a plan's JSON leaves out, has auth_settings_v2.0.allowed.0"] },
      ],
      identity: [
        { type: "SystemAssigned", principal_id: "<azurerm_linux_function_app.app.identity.0.principal_id>" },
      ],
    });
  });

  it("is unknown in a block that stands among others that a dynamic block made", () => {
    const resources = app({
      known: { rule: [{ name: "a" }, { name: "b" }] },
      unknown: { rule: [{ subnet: true }, {}] },
      expressions: {
        rule: [{ name: { constant_value: "b" }, subnet: { references: ["azurerm_subnet.a.id"] } }],
      },
    });
    expect(argumentOf(resources, "azurerm_linux_function_app.app", "rule", 0, "subnet")).toMatch(
      /^\? a dynamic/,
    );
  });

  it("is found in the block of a set that has the same constants", () => {
    const rule = (name: string) => ({
      name: { constant_value: name },
      identity_id: { references: clientId(name) },
    });
    const resources = planOf([
      identity("a"),
      identity("b"),
      {
        address: "azurerm_linux_function_app.app",
        known: { rule: [{ name: "b" }, { name: "a" }] },
        unknown: { rule: [{ identity_id: true }, { identity_id: true }] },
        expressions: { rule: [rule("a"), rule("b")] },
      },
    ]).after.resources;
    expect(argumentOf(resources, "azurerm_linux_function_app.app", "rule")).toEqual([
      { name: "b", identity_id: "<~azurerm_user_assigned_identity.b.client_id>" },
      { name: "a", identity_id: "<~azurerm_user_assigned_identity.a.client_id>" },
    ]);
  });
});
