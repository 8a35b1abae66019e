import { PrivateDnsZones } from "../../lib/network/private-dns-zones";
import { AzureCloud } from "../../lib/support/cloud";
import { all, anotherStack, messageOf, newStack, resolved, synthesize } from "../synthesis";

const virtualNetworkId = "/subscriptions/s/resourceGroups/r/providers/Microsoft.Network/virtualNetworks/v";

describe("private DNS zones", () => {
  it.each([
    [AzureCloud.PUBLIC, "azurewebsites.net", "core.windows.net"],
    [AzureCloud.US_GOVERNMENT, "azurewebsites.us", "core.usgovcloudapi.net"],
    [AzureCloud.CHINA, "chinacloudsites.cn", "core.chinacloudapi.cn"],
  ])(
    "have the names that the cloud dictates, and are linked to the network (%#)",
    (cloud, sites, storage) => {
      const stack = newStack();
      new PrivateDnsZones(stack, "zones", { virtualNetworkId, resourceGroupName: "rg", cloud });
      const json = synthesize(stack);
      expect(
        all(json, "azurerm_private_dns_zone")
          .map(({ name }) => name)
          .sort(),
      ).toEqual(
        [
          `privatelink.${sites}`,
          `privatelink.blob.${storage}`,
          `privatelink.queue.${storage}`,
          `privatelink.table.${storage}`,
        ].sort(),
      );
      expect(
        all(json, "azurerm_private_dns_zone_virtual_network_link").map(
          ({ virtual_network_id }) => virtual_network_id,
        ),
      ).toEqual(Array(4).fill(virtualNetworkId));
    },
  );

  it("that are there are looked up by those names", () => {
    const stack = newStack();
    const zones = PrivateDnsZones.fromPrivateDnsZonesNames(stack, "zones", { resourceGroupName: "rg-hub" });
    expect(resolved(stack, zones.tableZoneId)).toMatch(
      /^\$\{data\.azurerm_private_dns_zone\..*table.*\.id\}$/,
    );
    expect(Object.values(synthesize(stack).data.azurerm_private_dns_zone)).toContainEqual({
      name: "privatelink.azurewebsites.net",
      resource_group_name: "rg-hub",
    });
  });

  it("are refused by ids that are none, all of them in one message", () => {
    const zone =
      "/subscriptions/s/resourceGroups/r/providers/Microsoft.Network/privateDnsZones/privatelink.x.y";
    const message = messageOf(() =>
      PrivateDnsZones.fromPrivateDnsZonesAttributes(anotherStack(), "existing", {
        functionZoneId: zone,
        blobZoneId: "blob",
        queueZoneId: zone.replace("privatelink.", ""),
        tableZoneId: zone,
      }),
    );
    expect(message).toContain('`blobZoneId` was given as "blob". Allowed is /subscriptions/');
    expect(message).toContain("`queueZoneId` was given as");
    expect(message).not.toContain("functionZoneId");
    expect(
      messageOf(
        () => new PrivateDnsZones(newStack(), "zones", { virtualNetworkId: "vnet", resourceGroupName: "rg" }),
      ),
    ).toContain('stack/zones: invalid input.\n  - The virtual network id "vnet" was given.');
  });
});
