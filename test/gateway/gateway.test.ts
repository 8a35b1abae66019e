import { TerraformStack, TerraformVariable } from "cdktf";
import type { Construct } from "constructs";
import { Gateway } from "../../lib/gateway/gateway";
import type { GatewayProps } from "../../lib/gateway/gateway-props";
import { GatewayIdentityType } from "../../lib/gateway/gateway-props";
import { all, messageOf, newStack, only, resolved, resourceCount, synthesize } from "../synthesis";

const minimal: GatewayProps = {
  name: "apim-orders",
  resourceGroupName: "rg-orders",
  location: "westeurope",
  publisher: { name: "Contoso", email: "api@contoso.com" },
};

function gatewayJson(props: Partial<GatewayProps> = {}) {
  const stack = newStack();
  new Gateway(stack, "gateway", { ...minimal, ...props });
  return synthesize(stack);
}

function refusedGateway(props: Partial<GatewayProps>): string {
  return messageOf(() => new Gateway(newStack(), "gateway", { ...minimal, ...props }));
}

describe("a gateway", () => {
  it("rule 17: has a user-assigned identity of its own, and its policies name it", () => {
    const stack = newStack();
    const gateway = new Gateway(stack, "gateway", minimal);
    const json = synthesize(stack);
    expect(only(json, "azurerm_user_assigned_identity").name).toBe("id-apim-orders");
    expect(only(json, "azurerm_api_management").identity).toEqual({
      type: "UserAssigned",
      identity_ids: ["${azurerm_user_assigned_identity.gateway_identity_A03DF452.id}"],
    });
    expect(resolved(stack, gateway.policyClientId)).toBe(resolved(stack, gateway.identity.clientId));
    expect(json.data).toBeUndefined();
  });

  it("rule 17: with a system-assigned identity looks its client id up by the principal id, and policies name none", () => {
    const stack = newStack();
    const gateway = new Gateway(stack, "gateway", {
      ...minimal,
      identityType: GatewayIdentityType.SYSTEM_ASSIGNED,
    });
    const json = synthesize(stack);
    expect(only(json, "azurerm_api_management").identity).toEqual({ type: "SystemAssigned" });
    expect(all(json, "azurerm_user_assigned_identity")).toEqual([]);
    expect(Object.values(json.data.azuread_service_principal)).toEqual([
      expect.objectContaining({
        object_id: "${azurerm_api_management.gateway_service_0B098E79.identity[0].principal_id}",
      }),
    ]);
    expect(gateway.policyClientId).toBeUndefined();
  });

  it("rule 25: is Consumption_0 by default, without what Consumption has not", () => {
    const service = only(gatewayJson(), "azurerm_api_management");
    expect(service.sku_name).toBe("Consumption_0");
    for (const absent of ["sign_in", "sign_up", "delegation", "tenant_access", "zones", "protocols"]) {
      expect(service).not.toHaveProperty(absent);
    }
  });

  it("rule 26: on Consumption old protocols are off and no cipher is set", () => {
    expect(only(gatewayJson(), "azurerm_api_management").security).toEqual({
      backend_ssl30_enabled: false,
      backend_tls10_enabled: false,
      backend_tls11_enabled: false,
      frontend_ssl30_enabled: false,
      frontend_tls10_enabled: false,
      frontend_tls11_enabled: false,
    });
  });

  it.each([
    "Developer_1",
    "Basic_2",
    "Standard_4",
    "Premium_10",
    "BasicV2_10",
    "StandardV2_1",
    "PremiumV2_30",
  ])("rule 26: on %s old protocols and weak ciphers are off, and HTTP/2 is on", (skuName) => {
    const { security, protocols } = only(gatewayJson({ skuName }), "azurerm_api_management");
    expect(Object.keys(security)).toHaveLength(17);
    expect(Object.values(security)).toEqual(Array(17).fill(false));
    expect(Object.keys(security).filter((name) => name.startsWith("enable_"))).toEqual([]);
    expect(protocols).toEqual({ http2_enabled: true });
  });

  it("rule 27: is created with public access", () => {
    expect(only(gatewayJson(), "azurerm_api_management").public_network_access_enabled).toBe(true);
  });

  it("rule 28: is given three hours", () => {
    expect(only(gatewayJson(), "azurerm_api_management").timeouts).toEqual({
      create: "3h",
      update: "3h",
      delete: "3h",
    });
  });

  it.each([
    "Consumption_1",
    "Consumption",
    "Basic_3",
    "Premium_0",
    "PremiumV2_31",
    "Gold_1",
    "",
    "Basic_1_2",
    "toString_1",
  ])("refuses the SKU %j with the SKUs there are", (skuName) => {
    expect(refusedGateway({ skuName })).toContain(
      `The SKU ${JSON.stringify(skuName)} was given. API Management has Consumption_0, Developer_1, Basic_1 to Basic_2,`,
    );
  });

  it("refuses a publisher with too long a name or no address, both in one message with its path", () => {
    const message = refusedGateway({ publisher: { name: "x".repeat(101), email: "nobody" } });
    expect(message).toMatch(/^stack\/gateway: invalid input\./);
    expect(message).toContain(
      `The publisher's name "${"x".repeat(101)}" was given. API Management allows 1 to 100 characters`,
    );
    expect(message).toContain('The publisher\'s e-mail address "nobody" was given.');
  });

  it("leaves nothing half made when it refuses", () => {
    const stack = newStack();
    messageOf(() => new Gateway(stack, "gateway", { ...minimal, name: "" }));
    expect(stack.node.tryFindChild("gateway")).toBeUndefined();
    expect(resourceCount(synthesize(stack))).toBe(0);
  });

  it("takes references for what is not known yet", () => {
    const stack = newStack();
    const value = new TerraformVariable(stack, "value", {}).stringValue;
    new Gateway(stack, "gateway", {
      ...minimal,
      name: value,
      skuName: value,
      publisher: { name: value, email: value },
    });
    expect(only(synthesize(stack), "azurerm_api_management").sku_name).toBe("${var.value}");
  });

  it("rule 21b: text arrives as it was written", () => {
    const { publisher_name, tags } = only(
      gatewayJson({ publisher: { name: "A ${b} %{c}", email: "a@b.c" }, tags: { note: "${x}" } }),
      "azurerm_api_management",
    );
    expect(publisher_name).toBe("A $${b} %%{c}");
    expect(tags).toEqual({ note: "$${x}" });
  });
});

describe("a name of a service", () => {
  const identity = { clientId: guid("a"), principalId: guid("b") };
  const existing = (stack: TerraformStack, name = "APIM-orders") =>
    Gateway.fromGatewayAttributes(stack, "existing", { name, resourceGroupName: "rg-orders", identity });
  const both = "A name belongs to one service in all of Azure. Pass the `Gateway` itself to what uses it";

  it("is rejected for a new service and for an existing one in a stack, whichever comes first", () => {
    const stack = newStack();
    new Gateway(stack, "gateway", minimal);
    expect(messageOf(() => existing(stack))).toContain(both);
    const other = newStack();
    existing(other);
    expect(messageOf(() => new Gateway(other, "gateway", minimal))).toContain(both);
    expect(other.node.tryFindChild("gateway")).toBeUndefined();
  });

  it("may be that of an existing one which another stack makes", () => {
    const stack = newStack();
    existing(stack);
    const other = new TerraformStack(stack.node.root as Construct, "other");
    expect(() => new Gateway(other, "gateway", minimal)).not.toThrow();
  });
});

function guid(digit: string): string {
  return `${digit.repeat(8)}-0000-4000-8000-000000000001`;
}
