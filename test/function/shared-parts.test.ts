import { UserAssignedIdentity } from "@cdktf/provider-azurerm/lib/user-assigned-identity";
import { Fn, type TerraformStack, TerraformVariable } from "cdktf";
import { FunctionApp } from "../../lib/function/function-app";
import { FunctionIdentity } from "../../lib/function/function-identity";
import { FunctionHosting } from "../../lib/function/hosting/function-hosting";
import { ServicePlan } from "../../lib/function/hosting/service-plan";
import type { IServicePlan } from "../../lib/function/hosting/service-plan-props";
import { HostStorage } from "../../lib/function/storage/host-storage";
import type { IHostStorage } from "../../lib/function/storage/host-storage-props";
import { functionAppProps } from "../fixtures/constructs";
import { gatewayIdentity, otherIdentity } from "../fixtures/ids";
import { all, anotherStack, messageOf, newStack, only, synthesize } from "../synthesis";

const placed = { resourceGroupName: "rg-orders", location: "westeurope" };
const planId = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Web/serverFarms/asp-shared";
const storageId = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/stshared";

describe("bring your own of each part: a service plan", () => {
  it("is shared by two Functions", () => {
    const stack = newStack();
    const servicePlan = new ServicePlan(stack, "plan", { ...placed, name: "asp-shared" });
    for (const name of ["func-one", "func-two"]) {
      new FunctionApp(stack, name, {
        ...functionAppProps,
        name,
        servicePlan,
        servicePlanName: undefined,
        storageAccountName: name.replace("func-", "st"),
      });
    }
    const json = synthesize(stack);
    const { service_plan_id } = all(json, "azurerm_linux_function_app")[1];
    expect(all(json, "azurerm_service_plan")).toHaveLength(1);
    expect(service_plan_id).toBe(all(json, "azurerm_linux_function_app")[0].service_plan_id);
  });

  it("that exists is named by its id, and decides the kind of Function App", () => {
    const stack = newStack();
    const servicePlan = ServicePlan.fromServicePlanAttributes(anotherStack(), "existing", {
      servicePlanId: planId,
      hosting: FunctionHosting.dedicatedWindows(),
    });
    new FunctionApp(stack, "function", { ...functionAppProps, servicePlan, servicePlanName: undefined });
    const json = synthesize(stack);
    expect(only(json, "azurerm_windows_function_app").service_plan_id).toBe(planId);
    expect(all(json, "azurerm_service_plan")).toEqual([]);
  });

  it("that is looked up is checked, at every plan of Terraform, to be of the kind that was named", () => {
    const stack = newStack();
    const servicePlan = ServicePlan.fromServicePlanName(stack, "plan", {
      name: "asp-shared",
      resourceGroupName: "rg-shared",
      hosting: FunctionHosting.elasticPremium("EP2"),
    });
    new FunctionApp(stack, "function", { ...functionAppProps, servicePlan, servicePlanName: undefined });
    const { lifecycle } = synthesize(stack).data.azurerm_service_plan.plan;
    expect(lifecycle.postcondition[0].condition).toBe('${self.os_type == "Linux" && self.sku_name == "EP2"}');
    expect(lifecycle.postcondition[0].error_message).toContain(
      "asp-shared is not Linux EP2, as the program says.",
    );
  });

  it("that is looked up is checked to be of a kind that Terraform knows later, whatever text that is", () => {
    const stack = newStack();
    const sku = new TerraformVariable(stack, "sku", {});
    const skuName = Fn.join("", ["EP", sku.stringValue]);
    ServicePlan.fromServicePlanName(stack, "plan", {
      name: "asp-shared",
      resourceGroupName: "rg-shared",
      hosting: FunctionHosting.elasticPremium(skuName),
    });
    const { data, locals } = synthesize(stack);
    const [local] = Object.keys(locals);
    expect(data.azurerm_service_plan.plan.lifecycle.postcondition[0].condition).toBe(
      `\${self.os_type == "Linux" && self.sku_name == local.${local}}`,
    );
    expect(locals[local]).toBe('${join("", ["EP", var.sku])}');
  });

  it("is rejected by an invalid id, and together with the name of a new one", () => {
    const hosting = FunctionHosting.dedicated();
    expect(
      messageOf(() =>
        ServicePlan.fromServicePlanAttributes(anotherStack(), "existing", {
          servicePlanId: planId.toLowerCase(),
          hosting,
        }),
      ),
    ).toContain(
      "Allowed is /subscriptions/…/resourceGroups/…/providers/Microsoft.Web/serverFarms/…, in this very case.",
    );
    const servicePlan = ServicePlan.fromServicePlanAttributes(anotherStack(), "existing", {
      servicePlanId: planId,
      hosting,
    });
    expect(
      messageOf(() => new FunctionApp(newStack(), "function", { ...functionAppProps, servicePlan })),
    ).toContain("`servicePlanName` was given together with `servicePlan`.");
  });
});

describe("bring your own of each part: a storage account", () => {
  it("that exists is reached by identity, without a look-up", () => {
    const stack = newStack();
    const storage = HostStorage.fromHostStorageAttributes(anotherStack(), "existing", {
      storageAccountId: storageId,
    });
    new FunctionApp(stack, "function", { ...functionAppProps, storage, storageAccountName: undefined });
    const json = synthesize(stack);
    expect(only(json, "azurerm_linux_function_app")).toMatchObject({
      storage_account_name: "stshared",
      storage_uses_managed_identity: true,
    });
    expect(only(json, "azurerm_role_assignment").scope).toBe(storageId);
    expect(json.data).toBeUndefined();
  });

  it("that is looked up can serve a host that needs a key", () => {
    const stack = newStack();
    const storage = HostStorage.fromHostStorageName(stack, "storage", {
      name: "stshared",
      resourceGroupName: "rg-shared",
    });
    new FunctionApp(stack, "function", {
      ...functionAppProps,
      storage,
      storageAccountName: undefined,
      hosting: FunctionHosting.flexConsumption(),
      storageKeyInState: true,
    });
    expect(only(synthesize(stack), "azurerm_function_app_flex_consumption").storage_access_key).toBe(
      "${data.azurerm_storage_account.storage.primary_access_key}",
    );
  });

  it("whose key and blob endpoint are not known cannot", () => {
    const message = messageOf(
      () =>
        new FunctionApp(newStack(), "function", {
          ...functionAppProps,
          storage: HostStorage.fromHostStorageAttributes(anotherStack(), "existing", {
            storageAccountId: storageId,
          }),
          storageAccountName: undefined,
          hosting: FunctionHosting.flexConsumption(),
          storageKeyInState: true,
        }),
    );
    expect(message).toContain("`storageKeyInState` was set with a storage account whose key is not known.");
    expect(message).toContain("A storage account whose blob endpoint is not known was given");
  });

  it.each([
    [
      "is new",
      (stack: TerraformStack) => {
        const storage = new HostStorage(stack, "storage", { ...placed, name: "stshared" });
        return () => storage;
      },
    ],
    [
      "is named twice by its id",
      () => () =>
        HostStorage.fromHostStorageAttributes(anotherStack(), "existing", { storageAccountId: storageId }),
    ],
  ])("that %s tells two Functions apart by 32 characters of their names", (_name, storagesOf) => {
    const stack = newStack();
    const storageOf: () => IHostStorage = storagesOf(stack);
    const make = (id: string, name: string) =>
      new FunctionApp(stack, id, {
        ...functionAppProps,
        name,
        storage: storageOf(),
        storageAccountName: undefined,
      });
    make("one", `func-${"x".repeat(27)}-one`);
    expect(messageOf(() => make("two", `func-${"x".repeat(27)}-two`))).toContain(
      "and stack/one has one with the same first 32 characters in the same storage account.",
    );
    expect(() => make("three", "func-three")).not.toThrow();
  });

  it("is rejected by an invalid id", () => {
    expect(
      messageOf(() =>
        HostStorage.fromHostStorageAttributes(anotherStack(), "existing", { storageAccountId: "stshared" }),
      ),
    ).toContain('elsewhere/existing: invalid input.\n  - The storage account id "stshared" was given.');
  });
});

describe("two Functions on Flex Consumption", () => {
  const hosting = FunctionHosting.flexConsumption();
  const flex = { ...functionAppProps, storageKeyInState: true };

  it("deploy to containers of their own in a shared storage account", () => {
    const stack = newStack();
    const storage = new HostStorage(stack, "storage", {
      ...placed,
      name: "stshared",
      sharedAccessKeyEnabled: true,
    });
    for (const name of ["func-One", `func--${"x".repeat(53)}`]) {
      new FunctionApp(stack, name, {
        ...flex,
        name,
        hosting,
        storage,
        servicePlanName: `asp-${name.slice(0, 8)}`,
        storageAccountName: undefined,
      });
    }
    const names = all(synthesize(stack), "azurerm_storage_container")
      .map(({ name }) => name)
      .sort();
    expect(names).toEqual([`deployments-func-${"x".repeat(46)}`, "deployments-func-one"].sort());
  });

  it.each([
    [
      "made here",
      (stack: TerraformStack) => new ServicePlan(stack, "plan", { ...placed, name: "asp", hosting }),
    ],
    [
      "that exists",
      () =>
        ServicePlan.fromServicePlanAttributes(anotherStack(), "existing", { servicePlanId: planId, hosting }),
    ],
  ])("are rejected on one plan %s: Azure allows one app on each", (_name, planOf) => {
    const stack = newStack();
    const shared = planOf(stack);
    const make = (id: string, servicePlan: IServicePlan) =>
      new FunctionApp(stack, id, { ...flex, name: id, servicePlan, servicePlanName: undefined });
    make("one", shared);
    const again =
      "resource" in shared
        ? shared
        : ServicePlan.fromServicePlanAttributes(anotherStack(), "existing", {
            servicePlanId: planId,
            hosting,
          });
    expect(messageOf(() => make("two", again))).toContain(
      "The Flex Consumption plan is already used by stack/one. Azure allows one Function App on each.",
    );
  });
});

describe("a Function's user-assigned identity", () => {
  it("reaches host storage, Key Vault and everything else instead of the system-assigned one", () => {
    const stack = newStack();
    const identity = new UserAssignedIdentity(stack, "identity", { ...placed, name: "id-orders" });
    new FunctionApp(stack, "function", {
      ...functionAppProps,
      identity: FunctionIdentity.userAssigned(identity),
    });
    const json = synthesize(stack);
    expect(only(json, "azurerm_linux_function_app")).toMatchObject({
      identity: { type: "UserAssigned", identity_ids: ["${azurerm_user_assigned_identity.identity.id}"] },
      key_vault_reference_identity_id: "${azurerm_user_assigned_identity.identity.id}",
      storage_uses_managed_identity: true,
      app_settings: {
        AzureWebJobsStorage__credential: "managedidentity",
        AzureWebJobsStorage__clientId: "${azurerm_user_assigned_identity.identity.client_id}",
      },
    });
    expect(only(json, "azurerm_role_assignment").principal_id).toBe(
      "${azurerm_user_assigned_identity.identity.principal_id}",
    );
  });

  it("is granted a shared storage account once: Azure rejects the same assignment twice", () => {
    const stack = newStack();
    const storage = new HostStorage(stack, "storage", { ...placed, name: "stshared" });
    const user = new UserAssignedIdentity(stack, "identity", { ...placed, name: "id-orders" });
    const hosts = ["func-one", "func-two"].map(
      (name, index) =>
        new FunctionApp(stack, name, {
          ...functionAppProps,
          name,
          storage,
          servicePlanName: `asp-${name}`,
          storageAccountName: undefined,
          storageQueues: index === 1,
          identity: FunctionIdentity.userAssigned(user),
        }),
    );
    const granted = all(synthesize(stack), "azurerm_role_assignment");
    expect(granted.map(({ role_definition_name }) => role_definition_name).sort()).toEqual([
      "Storage Blob Data Owner",
      "Storage Queue Data Contributor",
    ]);
    expect(hosts[1].storageRoleAssignments[0]).toBe(hosts[0].storageRoleAssignments[0]);
  });

  it("is granted each of two accounts, and two identities one account, by plain ids too", () => {
    const stack = newStack();
    const make = (name: string, account: string, principalId: string) =>
      new FunctionApp(stack, name, {
        ...functionAppProps,
        name,
        servicePlanName: `asp-${name}`,
        storage: HostStorage.fromHostStorageAttributes(anotherStack(), "existing", {
          storageAccountId: storageId.replace("stshared", account),
        }),
        storageAccountName: undefined,
        identity: FunctionIdentity.userAssigned({ id: "id", clientId: "c", principalId }),
      });
    make("func-one", "stone", gatewayIdentity.principalId);
    make("func-two", "stone", gatewayIdentity.principalId);
    make("func-three", "sttwo", gatewayIdentity.principalId);
    make("func-four", "stone", otherIdentity.principalId);
    expect(all(synthesize(stack), "azurerm_role_assignment")).toHaveLength(3);
  });
});
