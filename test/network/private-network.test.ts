import type { AzurermProviderFeatures } from "@cdktf/provider-azurerm/lib/provider";
import { Token } from "cdktf";
import {
  ExistingSubnet,
  FunctionHosting,
  GatewayNetwork,
  PrivateDnsZones,
  PrivateEndpoints,
  type PrivateNetwork,
  SecureFunctionBehindApim,
  type SecureFunctionBehindApimProps,
} from "cdktf-secure-function-behind-apim";
import { Construct } from "constructs";
import { patternProps } from "../fixtures/constructs";
import { existingGateway } from "../fixtures/existing-parts";
import { expectGated } from "../function/private/easy-auth-assertions";
import { all, anotherStack, messageOf, newStack, only, synthesize } from "../synthesis";

const subnet = (name: string) =>
  ExistingSubnet.fromSubnetId(
    anotherStack(),
    "existing",
    `/subscriptions/s/resourceGroups/r/providers/Microsoft.Network/virtualNetworks/v/subnets/${name}`,
  );
const zone = (name: string) =>
  `/subscriptions/s/resourceGroups/r/providers/Microsoft.Network/privateDnsZones/privatelink.${name}`;
const network: PrivateNetwork = {
  privateEndpointSubnet: subnet("endpoints"),
  functionSubnet: subnet("functions"),
  dnsZones: PrivateDnsZones.fromPrivateDnsZonesAttributes(anotherStack(), "existing", {
    functionZoneId: zone("azurewebsites.net"),
    blobZoneId: zone("blob.core.windows.net"),
    queueZoneId: zone("queue.core.windows.net"),
    tableZoneId: zone("table.core.windows.net"),
  }),
};
const minimal: SecureFunctionBehindApimProps = {
  ...patternProps,
  name: "claims",
  skuName: "StandardV2_1",
  gatewayNetwork: GatewayNetwork.integration(subnet("gateway")),
  network,
  hosting: FunctionHosting.dedicated("S1"),
};

function made(
  props: Partial<SecureFunctionBehindApimProps> = {},
  feature: AzurermProviderFeatures = privateStorage,
) {
  const stack = newStack({ features: [feature] });
  const claims = new SecureFunctionBehindApim(stack, "claims", { ...minimal, ...props });
  return { stack, claims };
}
const privateStorage: AzurermProviderFeatures = { storage: [{ dataPlaneAvailable: false }] };
const refused = (props: Partial<SecureFunctionBehindApimProps>) => messageOf(() => made(props));

describe("private network", () => {
  it("is off by default: nothing of it is made", () => {
    const { stack } = made({ network: undefined, gatewayNetwork: undefined });
    const json = synthesize(stack);
    expect(all(json, "azurerm_private_endpoint")).toEqual([]);
    expect(only(json, "azurerm_linux_function_app").public_network_access_enabled).toBe(true);
    expect(only(json, "azurerm_api_management")).not.toHaveProperty("virtual_network_type");
  });

  it("T1, T10: the Function and its storage answer nowhere else, and the gate stays", () => {
    const json = synthesize(made().stack);
    expectGated(json);
    expect(only(json, "azurerm_linux_function_app")).toMatchObject({
      public_network_access_enabled: false,
      virtual_network_subnet_id: network.functionSubnet.id,
      site_config: { vnet_route_all_enabled: true },
    });
    expect(only(json, "azurerm_storage_account").public_network_access_enabled).toBe(false);
  });

  it("has an endpoint for the Function and for each kind of data that is used, in the right zone", () => {
    const json = synthesize(made({ storageQueues: true }).stack);
    const endpoints = all(json, "azurerm_private_endpoint").map((endpoint) => [
      endpoint.private_service_connection.subresource_names[0],
      endpoint.private_dns_zone_group.private_dns_zone_ids[0],
      endpoint.subnet_id,
    ]);
    const { id } = network.privateEndpointSubnet;
    expect(endpoints).toEqual([
      ["blob", network.dnsZones.blobZoneId, id],
      ["sites", network.dnsZones.functionZoneId, id],
      ["queue", network.dnsZones.queueZoneId, id],
    ]);
  });

  it("rule 38, T12: a slot is as private as the app, with an endpoint of its own", () => {
    const { stack, claims } = made();
    claims.addSlot("staging", { name: "staging" });
    const json = synthesize(stack);
    expectGated(json);
    expect(only(json, "azurerm_linux_function_app_slot").public_network_access_enabled).toBe(false);
    const [endpoint] = all(json, "azurerm_private_endpoint").filter(
      ({ private_service_connection }) => private_service_connection.subresource_names[0] === "sites-staging",
    );
    expect(endpoint.depends_on).toEqual([expect.stringMatching(/^azurerm_linux_function_app_slot\./)]);
  });

  it.each([
    ["whose endpoint's name is too long", "s".repeat(59), "Azure allows 1 to 80 letters"],
    ["of a name that another slot has", "staging", "which a construct in stack/claims/network has"],
    ["whose name Terraform knows later", Token.asString(Token.asAny("${var.slot}")), "known at synth"],
  ])("refuses a slot %s, and leaves nothing of it", (_what, name, message) => {
    const { stack, claims } = made();
    claims.addSlot("staging", { name: "staging" });
    const before = stack.node.findAll();
    expect(messageOf(() => claims.addSlot("other", { name }))).toContain(message);
    expect(stack.node.findAll()).toEqual(before);
  });

  it("is refused as a whole when the Function App's name is too long for its endpoint's", () => {
    const stack = newStack();
    const before = stack.node.findAll();
    const props = { resourceGroupName: "rg", location: "westeurope", functionAppId: "id", network };
    const name = "f".repeat(68);
    expect(messageOf(() => new PrivateEndpoints(stack, "network", { ...props, name }))).toContain(
      `The name "pep-${name}-function" was given to a private endpoint.`,
    );
    expect(stack.node.findAll()).toEqual(before);
  });

  it("R2: is refused at synth while the provider would call into private storage", () => {
    expect(messageOf(() => synthesize(made({}, {}).stack))).toContain(
      "Give the provider `features: [{ storage: [{ dataPlaneAvailable: false }] }]`",
    );
  });

  it("is refused with a gateway that does not reach it, naming the pairs that do", () => {
    const message = refused({ gatewayNetwork: undefined });
    expect(message).toContain("`network` was given, and a gateway that is in none.");
    expect(message).toContain("`GatewayNetwork.integration` with StandardV2 or PremiumV2");
  });

  it("takes a gateway that is there, of which the network is not known", () => {
    const gateway = existingGateway();
    const ofNew = { publisher: undefined, skuName: undefined, gatewayNetwork: undefined };
    expect(() => synthesize(made({ ...ofNew, gateway }).stack)).not.toThrow();
  });

  it("is refused on a plan that cannot be in it", () => {
    expect(refused({ hosting: FunctionHosting.consumption() })).toContain(
      "`publicNetworkAccessEnabled: false` was given on a Consumption Linux plan.",
    );
  });

  it("is refused with a content share, which nobody could make", () => {
    expect(refused({ hosting: FunctionHosting.elasticPremium(), storageKeyInState: true })).toContain(
      "`network` was given together with `storageKeyInState`, on a plan that then keeps the code in Azure Files.",
    );
  });
});

describe("a gateway's network", () => {
  it.each<[string, GatewayNetwork, string]>([
    ["Developer_1", GatewayNetwork.externalMode(subnet("gateway")), "External"],
    ["Premium_2", GatewayNetwork.internalMode(subnet("gateway")), "Internal"],
    ["PremiumV2_1", GatewayNetwork.internalMode(subnet("gateway")), "Internal"],
    ["StandardV2_1", GatewayNetwork.integration(subnet("gateway")), "External"],
  ])("works with %s (%#)", (skuName, gatewayNetwork, type) => {
    const service = only(synthesize(made({ skuName, gatewayNetwork }).stack), "azurerm_api_management");
    expect(service.virtual_network_type).toBe(type);
    expect(service.virtual_network_configuration).toEqual({ subnet_id: subnet("gateway").id });
  });

  it.each<[string, GatewayNetwork]>([
    ["Consumption_0", GatewayNetwork.integration(subnet("gateway"))],
    ["Basic_1", GatewayNetwork.externalMode(subnet("gateway"))],
    ["Standard_1", GatewayNetwork.internalMode(subnet("gateway"))],
    ["BasicV2_1", GatewayNetwork.integration(subnet("gateway"))],
    ["StandardV2_1", GatewayNetwork.internalMode(subnet("gateway"))],
    ["Premium_1", GatewayNetwork.integration(subnet("gateway"))],
  ])("is refused with %s, naming the pairs that work (%#)", (skuName, gatewayNetwork) => {
    const message = refused({ skuName, gatewayNetwork });
    expect(message).toContain(`was given with the SKU "${skuName}". What works is`);
    expect(message).toContain("`GatewayNetwork.integration` with StandardV2, PremiumV2");
  });

  it("is refused by a subnet that is none", () => {
    const invalidSubnet = Object.assign(new Construct(anotherStack(), "subnet"), { id: "snet" });
    expect(messageOf(() => ExistingSubnet.fromSubnetId(anotherStack(), "existing", "snet"))).toContain(
      'The subnet id "snet" was given.',
    );
    expect(refused({ gatewayNetwork: GatewayNetwork.integration(invalidSubnet) })).toContain(
      'The subnet id "snet" was given.',
    );
  });
});
