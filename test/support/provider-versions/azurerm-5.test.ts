import { join } from "node:path";
import { FunctionApp, FunctionPackage, PrivateDnsZones } from "cdktf-secure-function-behind-apim";
import { functionAppProps } from "../../fixtures/constructs";
import { all, type Json, messageOf, newStack, only, synthesize } from "../../synthesis";

const type = "azurerm_private_dns_zone_virtual_network_link";

function stackWithZones(azurerm?: string) {
  const stack = newStack();
  new PrivateDnsZones(stack, "zones", {
    resourceGroupName: "rg-network",
    virtualNetworkId:
      "/subscriptions/s/resourceGroups/r/providers/Microsoft.Network/virtualNetworks/vnet-hub",
  });
  // After the construct, as an override may come.
  if (azurerm !== undefined) stack.addOverride("terraform.required_providers.azurerm.version", azurerm);
  return stack;
}

const linksOf = (azurerm?: string): Json[] => all(synthesize(stackWithZones(azurerm)), type);

describe("the blob of a package", () => {
  const blobOf = (azurerm: string) => {
    const stack = newStack({ storageUseAzuread: true });
    const functionPackage = FunctionPackage.fromFile(join(__dirname, "../../fixtures/function-package.zip"));
    new FunctionApp(stack, "function", { ...functionAppProps, functionPackage });
    stack.addOverride("terraform.required_providers.azurerm.version", azurerm);
    return only(synthesize(stack), "azurerm_storage_blob");
  };

  it("names account and container with azurerm 4", () => {
    const blob = blobOf("4.81.0");
    expect(blob).toMatchObject({
      storage_account_name: expect.any(String),
      storage_container_name: expect.any(String),
    });
    expect(blob).not.toHaveProperty("storage_container_id");
  });

  it("names the container by its id with azurerm 5", () => {
    const blob = blobOf("5.2.0");
    expect(blob.storage_container_id).toMatch(/^\$\{azurerm_storage_container\.[\w-]+\.id\}$/);
    expect(blob).not.toHaveProperty("storage_account_name");
    expect(blob).not.toHaveProperty("storage_container_name");
  });
});

describe("the link of a private DNS zone", () => {
  it.each([undefined, "4.69.0", "~> 4.81"])(
    "names the zone and its resource group with azurerm %s",
    (azurerm) => {
      const links = linksOf(azurerm);
      expect(links).toHaveLength(4);
      for (const link of links) {
        expect(link).toMatchObject({
          private_dns_zone_name: expect.stringMatching(/^\$\{azurerm_private_dns_zone\.\w+\.name\}$/),
          resource_group_name: "rg-network",
        });
        expect(link).not.toHaveProperty("private_dns_zone_id");
      }
    },
  );

  it.each(["5.0.0", "~> 5.2", ">= 5.1.0"])("names the zone by its id with azurerm %s", (azurerm) => {
    const links = linksOf(azurerm);
    expect(links).toHaveLength(4);
    for (const link of links) {
      expect(link.private_dns_zone_id).toMatch(/^\$\{azurerm_private_dns_zone\.\w+\.id\}$/);
      expect(link).not.toHaveProperty("private_dns_zone_name");
      expect(link).not.toHaveProperty("resource_group_name");
    }
  });

  it("is written for the version as HCL too", () => {
    expect(stackWithZones("4.69.0").toHclTerraform().hcl).toContain("private_dns_zone_name");
    const { hcl } = stackWithZones("5.2.0").toHclTerraform();
    expect(hcl).toMatch(/private_dns_zone_id = "\$\{azurerm_private_dns_zone\.\w+\.id\}"/);
    expect(hcl).not.toContain("private_dns_zone_name");
  });

  it.each([">= 4.55.0", "unreadable"])("is rejected where both forms may be needed: %s", (azurerm) => {
    expect(messageOf(() => linksOf(azurerm))).toContain(
      "has `private_dns_zone_name`, and the stack asks for azurerm",
    );
  });

  it("is one in Azure with another of the same zone", () => {
    const stack = stackWithZones("5.2.0");
    const [first, second] = stack.node
      .findAll()
      .filter((construct) => (construct as Json).terraformResourceType === type) as Json[];
    for (const link of [first, second]) link.addOverride("private_dns_zone_id", "/subscriptions/s/zone");
    expect(messageOf(() => synthesize(stack))).toContain(
      "Azure has one resource with the same name, private_dns_zone_id",
    );
  });
});
