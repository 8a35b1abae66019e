import {
  AzureCloud,
  FunctionApp,
  type FunctionAppProps,
  FunctionHosting,
  HostStorage,
  SecureFunctionBehindApim,
} from "cdktf-secure-function-behind-apim";
import { functionAppProps, patternProps } from "../../fixtures/constructs";
import { existingRegistration } from "../../fixtures/existing-parts";
import { anotherStack, type Json, messageOf, newStack, only, synthesize } from "../../synthesis";
import { expectGated, functionApps } from "../private/easy-auth-assertions";

interface Allowed {
  readonly keyless: boolean;
  readonly key: boolean;
}

/** Every kind of hosting, and which storage it can have in global Azure. Elsewhere each needs a key. */
const kinds: [name: string, hosting: FunctionHosting, inGlobalAzure: Allowed][] = [
  ["dedicated Linux", FunctionHosting.dedicated("S1"), { keyless: true, key: false }],
  ["dedicated Windows", FunctionHosting.dedicatedWindows("S1"), { keyless: true, key: false }],
  ["Elastic Premium Linux", FunctionHosting.elasticPremium(), { keyless: true, key: true }],
  ["Elastic Premium Windows", FunctionHosting.elasticPremiumWindows(), { keyless: true, key: true }],
  ["Consumption Linux", FunctionHosting.consumption(), { keyless: true, key: true }],
  ["Consumption Windows", FunctionHosting.consumptionWindows(), { keyless: true, key: true }],
  ["Flex Consumption", FunctionHosting.flexConsumption(), { keyless: true, key: true }],
];

const clouds: [cloud: AzureCloud, loginHost: string, allowed?: Allowed][] = [
  [AzureCloud.PUBLIC, "login.microsoftonline.com"],
  [AzureCloud.US_GOVERNMENT, "login.microsoftonline.us", { keyless: false, key: true }],
  [AzureCloud.CHINA, "login.partner.microsoftonline.cn", { keyless: false, key: true }],
];

const cases = clouds.flatMap(([cloud, loginHost, allowed]) =>
  kinds.map(
    ([kind, hosting, inGlobalAzure]) =>
      [cloud.name, kind, { cloud, loginHost, hosting, allowed: allowed ?? inGlobalAzure }] as const,
  ),
);

function made(cloud: AzureCloud, props: Partial<FunctionAppProps>): Json {
  const stack = newStack();
  const registration = existingRegistration({ cloud });
  new FunctionApp(stack, "function", { ...functionAppProps, registration, ...props });
  return synthesize(stack);
}

describe.each(cases)("in the cloud %s, %s", (_cloud, _kind, { cloud, loginHost, hosting, allowed }) => {
  it.each([
    ["rules 30 and R18: without a storage key", false, allowed.keyless],
    ["rules 30, 31 and R18: with a storage key", true, allowed.key],
  ])("%s", (_title, storageKeyInState, isAllowed) => {
    const make = () => made(cloud, { hosting, storageKeyInState });
    if (!isAllowed) {
      expect(messageOf(make)).toMatch(/stack\/function: invalid input\.\n {2}- .*storage/i);
      return;
    }
    const json = make();
    const [[, app]] = functionApps(json);
    const { shared_access_key_enabled } = only(json, "azurerm_storage_account");
    expect(shared_access_key_enabled).toBe(storageKeyInState);
    expect("storage_account_access_key" in app || "storage_access_key" in app).toBe(storageKeyInState);
    expectGated(json);
    expect(app.auth_settings_v2.active_directory_v2.tenant_auth_endpoint).toContain(`https://${loginHost}/`);
  });
});

describe("outside global Azure", () => {
  it("R18: the error says why the host would not start, and how to let it", () => {
    expect(messageOf(() => made(AzureCloud.CHINA, {}))).toContain(
      "The cloud is `china`, and `storageKeyInState` was not set. azurerm passes only the account's name to the host, which completes it with the domain of global Azure and does not reach `core.chinacloudapi.cn` (R18). Set `storageKeyInState: true`, which puts a key of the storage account into the app and the state.",
    );
  });

  it("R18: Flex Consumption is refused for another reason: nobody has seen it there without a key", () => {
    const hosting = FunctionHosting.flexConsumption();
    expect(messageOf(() => made(AzureCloud.US_GOVERNMENT, { hosting }))).toContain(
      "The cloud is `usgovernment`, and `storageKeyInState` was not set on Flex Consumption. Microsoft does not say that the plan is offered there, so nobody has seen its host without a key (R18). Choose another `FunctionHosting` with `storageKeyInState: true`, or set it here if your regions have the plan.",
    );
  });

  it("R18: the key is of an account that is made here or looked up", () => {
    const props = { storageAccountName: undefined, storageKeyInState: true };
    const storageAccountId =
      "/subscriptions/s/resourceGroups/r/providers/Microsoft.Storage/storageAccounts/stshared";
    const storage = HostStorage.fromHostStorageAttributes(anotherStack(), "storage", { storageAccountId });
    expect(messageOf(() => made(AzureCloud.CHINA, { ...props, storage }))).toContain(
      "Use `HostStorage.fromHostStorageName`, or leave `storage` out.",
    );
  });

  it("R18: the pattern says so of its cloud, and leaves nothing in the tree", () => {
    const stack = newStack();
    const cloud = AzureCloud.US_GOVERNMENT;
    const message = messageOf(
      () => new SecureFunctionBehindApim(stack, "orders", { ...patternProps, cloud }),
    );
    expect(message).toContain("stack/orders: invalid input.\n  - The cloud is `usgovernment`,");
    expect(stack.node.tryFindChild("orders")).toBeUndefined();
    new SecureFunctionBehindApim(stack, "orders", { ...patternProps, cloud, storageKeyInState: true });
    expect(only(synthesize(stack), "azurerm_storage_account").shared_access_key_enabled).toBe(true);
  });

  it("R18: the pattern says so of its registration's cloud", () => {
    const registration = existingRegistration({ cloud: AzureCloud.CHINA });
    expect(
      messageOf(() => new SecureFunctionBehindApim(newStack(), "orders", { ...patternProps, registration })),
    ).toContain("The cloud is `china`,");
  });

  it("rule 38: a slot has the app's key", () => {
    const stack = newStack();
    const app = new FunctionApp(stack, "function", {
      ...functionAppProps,
      registration: existingRegistration({ cloud: AzureCloud.CHINA }),
      hosting: FunctionHosting.dedicated("S1"),
      storageKeyInState: true,
    });
    app.addSlot("staging", { name: "staging" });
    const slot = only(synthesize(stack), "azurerm_linux_function_app_slot");
    expect(slot.storage_account_access_key).toMatch(/\.primary_access_key\}$/);
    expect(slot).not.toHaveProperty("storage_uses_managed_identity");
  });
});
