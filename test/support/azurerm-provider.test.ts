import { AzurermProvider, type AzurermProviderConfig } from "@cdktf/provider-azurerm/lib/provider";
import { TerraformStack, Testing } from "cdktf";
import { HostStorage, type HostStorageProps } from "cdktf-secure-function-behind-apim";
import { messageOf, synthesize } from "../synthesis";

const withoutDataPlane: AzurermProviderConfig = { features: [{ storage: [{ dataPlaneAvailable: false }] }] };
const withEntra: AzurermProviderConfig = { features: [{}], storageUseAzuread: true };
const withKeys: AzurermProviderConfig = { features: [{}] };

function made(props: Partial<HostStorageProps> = {}) {
  const stack = new TerraformStack(Testing.app(), "stack");
  const storage = new HostStorage(stack, "storage", {
    name: "storders",
    resourceGroupName: "rg-orders",
    location: "westeurope",
    ...props,
  });
  const newProvider = (config: AzurermProviderConfig, id = "azurerm") =>
    new AzurermProvider(stack, id, config);
  return { stack, storage, newProvider };
}

function errorsOf(config: AzurermProviderConfig, props: Partial<HostStorageProps> = {}): string {
  const { stack, newProvider } = made(props);
  newProvider(config);
  return messageOf(() => synthesize(stack));
}

describe("a storage account without keys", () => {
  it.each([
    ["R14: the provider makes no call to its data", withoutDataPlane],
    ["R1: the provider calls its data with an Entra token", withEntra],
    ["both", { ...withoutDataPlane, storageUseAzuread: true }],
  ])("is synthesized when %s", (_title, config) => {
    const { stack, newProvider } = made();
    newProvider(config);
    expect(() => synthesize(stack)).not.toThrow();
  });

  it.each([
    withKeys,
    { features: [{}], storageUseAzuread: false },
    { features: [{ storage: [{ dataPlaneAvailable: true }] }] },
    { features: [{ storage: [{}] }] },
  ])("R1: is rejected when the provider would call it with a key, as by %j", (config) => {
    expect(errorsOf(config)).toContain(
      "The storage account stack/storage/account has no keys, and its provider stack/azurerm (`azurerm`) calls it with a key. The provider calls an account without keys with an Entra token, or not at all (R1, R14). Give the provider `features: [{ storage: [{ dataPlaneAvailable: false }] }]`; or `storageUseAzuread: true`, and the deployer a role for the data.",
    );
  });
});

describe("a storage account behind private endpoints", () => {
  it("R2: is synthesized when the provider makes no call to its data, with keys or without", () => {
    for (const sharedAccessKeyEnabled of [true, false]) {
      const { stack, newProvider } = made({ publicNetworkAccessEnabled: false, sharedAccessKeyEnabled });
      newProvider(withoutDataPlane);
      expect(() => synthesize(stack)).not.toThrow();
    }
  });

  it("R2: is rejected when the provider would call it, even with an Entra token", () => {
    expect(errorsOf(withEntra, { publicNetworkAccessEnabled: false })).toContain(
      "The storage account stack/storage/account answers only through private endpoints, and its provider stack/azurerm (`azurerm`) would call it.",
    );
  });
});

it("a storage account with keys that answers everywhere can be called by any provider", () => {
  const { stack, newProvider } = made({ sharedAccessKeyEnabled: true });
  newProvider(withKeys);
  expect(() => synthesize(stack)).not.toThrow();
});

describe("of several azurerm providers", () => {
  it("the one without an alias counts, and no other", () => {
    const { stack, newProvider } = made();
    newProvider(withoutDataPlane);
    newProvider({ ...withKeys, alias: "hub" }, "hub");
    expect(() => synthesize(stack)).not.toThrow();
  });

  it("the one without an alias is rejected by name", () => {
    const { stack, newProvider } = made();
    newProvider({ ...withoutDataPlane, alias: "hub" }, "hub");
    newProvider(withKeys);
    expect(messageOf(() => synthesize(stack))).toContain("its provider stack/azurerm (`azurerm`) calls it");
  });

  it("the one that the account names counts", () => {
    const { stack, storage, newProvider } = made();
    newProvider(withKeys);
    storage.account.provider = newProvider({ ...withoutDataPlane, alias: "hub" }, "hub");
    expect(() => synthesize(stack)).not.toThrow();
  });

  it("the one that the account names is rejected by name, also when an override names it", () => {
    const { stack, storage, newProvider } = made();
    newProvider(withoutDataPlane);
    newProvider({ ...withKeys, alias: "hub" }, "hub");
    storage.account.addOverride("provider", "azurerm.hub");
    expect(messageOf(() => synthesize(stack))).toContain("its provider stack/hub (`azurerm.hub`) calls it");
  });
});

it("R1: an override of the provider counts as Terraform is given it", () => {
  const { stack, newProvider } = made();
  newProvider(withKeys).addOverride("storage_use_azuread", true);
  expect(() => synthesize(stack)).not.toThrow();
  const other = made();
  other.newProvider(withEntra).addOverride("storage_use_azuread", false);
  expect(messageOf(() => synthesize(other.stack))).toContain("calls it with a key");
});
