import { addressErrors, goneAddresses } from "../../tools/addresses";

const released = {
  shop: ["azurerm_storage_account.orders", "azurerm_linux_function_app.orders"],
  site: ["azurerm_service_plan.plan"],
};

describe("addresses that are gone since the last release", () => {
  it("are found by stack, and new ones are none", () => {
    const current = { shop: ["azurerm_storage_account.orders2", "azurerm_linux_function_app.orders"] };
    expect(goneAddresses(released, { ...current, other: ["azurerm_service_plan.plan"] })).toEqual([
      "shop azurerm_storage_account.orders",
      "site azurerm_service_plan.plan",
    ]);
    expect(goneAddresses(released, released)).toEqual([]);
  });

  const gone = ["shop azurerm_storage_account.orders"];

  it("are accepted when they are listed, and the changelog says what is re-created", () => {
    expect(addressErrors(gone, gone, "Re-creates\n- `azurerm_storage_account`: copy it first.")).toEqual([]);
  });

  it("are errors when they are not listed", () => {
    expect(addressErrors(gone, [], "azurerm_storage_account")).toEqual([
      "Gone, so that users' resources are re-created: shop azurerm_storage_account.orders",
    ]);
  });

  it("are errors when the changelog does not name their type, or another that begins with it", () => {
    expect(addressErrors(gone, gone, "`azurerm_storage_account_network_rules`")).toEqual([
      "CHANGELOG.md does not say under **Re-creates** what happens to azurerm_storage_account",
    ]);
  });

  it("are not listed when they are back", () => {
    expect(addressErrors([], gone, "")).toEqual([
      "Listed in re-creates.txt, and not gone: shop azurerm_storage_account.orders",
    ]);
  });
});
