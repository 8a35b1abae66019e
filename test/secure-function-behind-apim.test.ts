import { TerraformVariable } from "cdktf";
import {
  ApiDefinition,
  Callers,
  FunctionRuntime,
  SecureFunctionBehindApim,
  type SecureFunctionBehindApimProps,
} from "cdktf-secure-function-behind-apim";
import { newPattern, patternProps } from "./fixtures/constructs";
import { entraCallers } from "./fixtures/policies";
import { entraSettings } from "./function/private/easy-auth-assertions";
import { all, messageOf, newStack, only, resolved, resourceCount, synthesize } from "./synthesis";

const minimal: SecureFunctionBehindApimProps = { ...patternProps, callers: entraCallers() };

function made(props: Partial<SecureFunctionBehindApimProps> = {}) {
  const { stack, orders } = newPattern({ ...minimal, ...props });
  return { stack, construct: orders };
}

function json(props: Partial<SecureFunctionBehindApimProps> = {}) {
  return synthesize(made(props).stack);
}

function refused(props: Partial<SecureFunctionBehindApimProps>): string {
  return messageOf(() => made(props));
}

describe("a secure Function behind API Management", () => {
  it("makes every part of the chain from five inputs", () => {
    const kinds = Object.entries(json().resource).map(([kind, resources]) => [
      kind,
      Object.keys(resources as object).length,
    ]);
    expect(Object.fromEntries(kinds)).toEqual({
      azuread_app_role_assignment: 1,
      azuread_application: 1,
      azuread_service_principal: 1,
      azurerm_api_management: 1,
      azurerm_api_management_api: 1,
      azurerm_api_management_api_diagnostic: 1,
      azurerm_api_management_api_operation: 8,
      azurerm_api_management_api_policy: 1,
      azurerm_api_management_backend: 1,
      azurerm_api_management_logger: 1,
      azurerm_application_insights: 1,
      azurerm_linux_function_app: 1,
      azurerm_log_analytics_workspace: 1,
      azurerm_resource_group: 1,
      azurerm_role_assignment: 1,
      azurerm_service_plan: 1,
      azurerm_storage_account: 1,
      azurerm_user_assigned_identity: 1,
      // The unique suffix, and the owner of the application.
      terraform_data: 2,
    });
  });

  it("creates no provider", () => {
    const { construct } = made();
    expect(construct.node.findAll().filter((node) => node.constructor.name.endsWith("Provider"))).toEqual([]);
  });

  it("rules 4 and 5: the Function pins the client id and the principal id of the gateway's identity", () => {
    const { allowed_applications, allowed_identities } = entraSettings(json());
    const identity = "azurerm_user_assigned_identity.orders_gateway_identity_";
    expect(allowed_applications).toEqual([expect.stringContaining(identity)]);
    expect(allowed_applications[0]).toMatch(/\.client_id\}$/);
    expect(allowed_identities).toEqual([expect.stringContaining(identity)]);
    expect(allowed_identities[0]).toMatch(/\.principal_id\}$/);
  });

  it("rules 3 and 10: the gateway asks for exactly the audience that the Function accepts", () => {
    const synthesized = json();
    const { client_id } = entraSettings(synthesized);
    expect(client_id).toMatch(/^\$\{azuread_application\..+\.client_id\}$/);
    expect(only(synthesized, "azurerm_api_management_api_policy").xml_content).toContain(
      `resource="${client_id}"`,
    );
  });

  it("rule 13: the role is assigned to the identity that the policy names", () => {
    const synthesized = json();
    const principal = only(synthesized, "azuread_app_role_assignment").principal_object_id;
    const named = principal.replace(".principal_id}", ".client_id}");
    expect(only(synthesized, "azurerm_api_management_api_policy").xml_content).toContain(
      `client-id="${named}"`,
    );
  });

  it("rule 16: nothing can be called before the role is assigned", () => {
    const synthesized = json();
    const [assignment] = Object.keys(synthesized.resource.azuread_app_role_assignment);
    expect(only(synthesized, "azurerm_api_management_api_policy").depends_on).toContain(
      `azuread_app_role_assignment.${assignment}`,
    );
  });

  it("rule 20: the backend is the Function's own host below its route prefix", () => {
    expect(only(json(), "azurerm_api_management_backend")).toMatchObject({
      protocol: "http",
      url: expect.stringMatching(/^https:\/\/\$\{azurerm_linux_function_app\..+\.default_hostname\}\/api$/),
      tls: { validate_certificate_chain: true, validate_certificate_name: true },
    });
    const apiDefinition = ApiDefinition.fromOperations([{ method: "GET", urlTemplate: "/orders" }]);
    expect(only(json({ routePrefix: "", apiDefinition }), "azurerm_api_management_backend").url).toMatch(
      /default_hostname\}$/,
    );
  });

  it("rule 22: the API takes HTTPS only, at the path that was given", () => {
    expect(only(json({ apiPath: "retail/orders" }), "azurerm_api_management_api")).toMatchObject({
      protocols: ["https"],
      path: "retail/orders",
      revision: "1",
      subscription_required: false,
    });
  });

  it("the Function and the gateway trace to the same place, without bodies, headers or addresses", () => {
    const synthesized = json();
    const { connection_string } = only(synthesized, "azurerm_api_management_logger").application_insights;
    const { site_config } = only(synthesized, "azurerm_linux_function_app");
    expect(site_config.application_insights_connection_string).toBe(connection_string);
    const diagnostic = only(synthesized, "azurerm_api_management_api_diagnostic");
    expect(diagnostic).toMatchObject({ http_correlation_protocol: "W3C", log_client_ip: false });
    for (const side of ["frontend_request", "frontend_response", "backend_request", "backend_response"]) {
      expect(diagnostic[side].body_bytes).toBe(0);
      expect(diagnostic[side]).not.toHaveProperty("headers_to_log");
    }
    for (const side of ["frontend_request", "backend_request"]) {
      expect(diagnostic[side].data_masking.headers).toContainEqual({ mode: "Hide", value: "Authorization" });
    }
  });

  it("its outputs are references to what was made", () => {
    const { stack, construct } = made({ apiPath: "retail" });
    const { apiUrl, functionAppHostName, clientId, gatewayPrincipalId, functionPrincipalId } = construct;
    const outputs = { apiUrl, functionAppHostName, clientId, gatewayPrincipalId, functionPrincipalId };
    expect(resolved(stack, outputs)).toEqual({
      apiUrl: expect.stringMatching(/^\$\{azurerm_api_management\..+\.gateway_url\}\/retail$/),
      functionAppHostName: expect.stringMatching(/^\$\{azurerm_linux_function_app\..+\.default_hostname\}$/),
      clientId: expect.stringMatching(/^\$\{azuread_application\..+\.client_id\}$/),
      gatewayPrincipalId: expect.stringMatching(/^\$\{azurerm_user_assigned_identity\..+\.principal_id\}$/),
      functionPrincipalId: expect.stringMatching(/^\$\{azurerm_linux_function_app\..+principal_id\}$/),
    });
  });

  it("tells who may call whom in one line", () => {
    expect(made().construct.chains).toEqual([
      expect.stringMatching(
        /^Entra.* → API orders → gateway's identity → Function func-orders-\{unique suffix\}$/,
      ),
    ]);
  });

  it("tags everything that takes tags", () => {
    const untagged = Object.entries(json({ tags: { team: "retail" } }).resource)
      .filter(([, resources]) => Object.values(resources as object).some((resource) => !resource.tags))
      .map(([kind]) => kind);
    // None of these has an argument for tags of Azure.
    expect(
      untagged.filter((kind) => !/^azuread_|_api_management_|_role_assignment$|^terraform_data$/.test(kind)),
    ).toEqual([]);
  });
});

describe("a gateway that serves several Functions", () => {
  function two(second: Partial<SecureFunctionBehindApimProps>) {
    const { stack, construct } = made();
    const { publisher, ...shared } = minimal;
    return {
      stack,
      add: () =>
        new SecureFunctionBehindApim(stack, "parcels", {
          ...shared,
          name: "parcels",
          gateway: construct.gateway,
          ...second,
        }),
    };
  }

  it("is one service with one identity, and each Function has a registration", () => {
    const { stack, add } = two({});
    add();
    const synthesized = synthesize(stack);
    expect(all(synthesized, "azurerm_api_management")).toHaveLength(1);
    expect(all(synthesized, "azurerm_user_assigned_identity")).toHaveLength(1);
    expect(all(synthesized, "azuread_application")).toHaveLength(2);
    expect(Object.keys(synthesized.data.azuread_client_config)).toHaveLength(1);
  });

  it("refuses a second API at the same path, naming who has it", () => {
    expect(messageOf(two({ apiPath: "ORDERS" }).add)).toContain(
      'The API path "ORDERS" was given, which stack/orders/api has on the same gateway.',
    );
  });

  it("refuses a second API of the same name", () => {
    expect(messageOf(two({ name: "orders", apiPath: "other" }).add)).toContain(
      'The API name "orders" was given',
    );
  });

  it("leaves no trace of the refused one", () => {
    const { stack, add } = two({ apiPath: "orders" });
    const before = resourceCount(synthesize(stack));
    messageOf(add);
    expect(resourceCount(synthesize(stack))).toBe(before);
  });
});

describe("bad input", () => {
  it("is refused all at once, with the construct's path, and leaves nothing half made", () => {
    const stack = newStack();
    const message = messageOf(
      () =>
        new SecureFunctionBehindApim(stack, "orders", {
          ...minimal,
          name: "Orders!",
          skuName: "Gold_1",
          runtime: FunctionRuntime.node("4"),
          apiPath: "/orders",
          callers: Callers.entraApplications({ clientIds: [], audiences: ["api://orders"] }),
        }),
    );
    expect(message).toMatch(/^stack\/orders: invalid input\./);
    for (const given of ["Orders!", "Gold_1", '"4"', '"/orders"', "client id"])
      expect(message).toContain(given);
    expect(stack.node.tryFindChild("orders")).toBeUndefined();
    expect(resourceCount(synthesize(stack))).toBe(0);
  });

  it("names what is missing when a program without types leaves it out", () => {
    const message = refused({
      apiDefinition: undefined,
      callers: undefined,
      name: undefined,
      location: undefined,
    } as never);
    for (const property of ["name", "location", "apiDefinition", "callers"]) {
      expect(message).toContain(`\`${property}\` was not given.`);
    }
  });

  it("refuses neither a publisher nor a gateway", () => {
    expect(refused({ publisher: undefined })).toContain("Neither `publisher` nor `gateway` was given.");
  });

  it("refuses settings of a new gateway beside one that is there", () => {
    const { gateway } = made().construct;
    const message = refused({ gateway, skuName: "Basic_1", names: { apiManagement: "apim-other" } });
    for (const property of ["publisher", "skuName", "names.apiManagement"]) {
      expect(message).toContain(`\`${property}\` was given together with \`gateway\`.`);
    }
  });

  it("refuses an API path that API Management refuses", () => {
    expect(refused({ apiPath: "" })).toContain('The API path "" was given');
    expect(refused({ apiPath: "/orders" })).toContain('The API path "/orders" was given');
    expect(refused({ apiPath: "a b" })).toContain('The API path "a b" was given');
    expect(refused({ apiPath: "a b" })).toContain("Write `apiPath` like `orders` or `retail/orders`.");
  });

  it("refuses a name that Azure refuses, whichever resource it is for", () => {
    expect(refused({ names: { storageAccount: "st-orders" } })).toContain(
      'The name "st-orders" was given to a storage account. Azure allows 3 to 24 lower-case letters and digits.',
    );
  });

  it("lets references through", () => {
    const stack = newStack();
    const value = new TerraformVariable(stack, "value", {}).stringValue;
    new SecureFunctionBehindApim(stack, "orders", {
      ...minimal,
      name: value,
      location: value,
      apiPath: value,
      skuName: value,
      publisher: { name: value, email: value },
      callers: Callers.entraApplications({ clientIds: [value], audiences: [value] }),
      owners: [value],
    });
    expect(only(synthesize(stack), "azurerm_api_management").sku_name).toBe("${var.value}");
  });
});
