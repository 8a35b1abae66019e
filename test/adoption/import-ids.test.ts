import { type AdoptedKind, readImportId, validateAdoption } from "../../lib/adoption/import-ids";

const group = "/subscriptions/66666666-7777-4888-9999-000000000000/resourceGroups/rg-old";
const objectId = "11111111-2222-4333-8444-555555555555";

const ids: Record<AdoptedKind, string> = {
  resourceGroup: group,
  functionApp: `${group}/providers/Microsoft.Web/sites/func-old`,
  functionAppSlot: `${group}/providers/Microsoft.Web/sites/func-old/slots/staging`,
  servicePlan: `${group}/providers/Microsoft.Web/serverFarms/asp-old`,
  storageAccount: `${group}/providers/Microsoft.Storage/storageAccounts/stold`,
  apiManagement: `${group}/providers/Microsoft.ApiManagement/service/apim-old`,
  api: `${group}/providers/Microsoft.ApiManagement/service/apim-old/apis/orders;rev=2`,
  userAssignedIdentity: `${group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-old`,
  logAnalyticsWorkspace: `${group}/providers/Microsoft.OperationalInsights/workspaces/log-old`,
  applicationInsights: `${group}/providers/Microsoft.Insights/components/appi-old`,
  application: `/applications/${objectId}`,
  servicePrincipal: `/servicePrincipals/${objectId}`,
};
const kinds = Object.keys(ids) as AdoptedKind[];

describe("the id of what is adopted", () => {
  it.each(kinds)("of a %s is imported as the provider spells it", (kind) => {
    expect(readImportId(kind, ids[kind])?.importId).toBe(ids[kind]);
    expect(validateAdoption(kind, "importId", ids[kind], {})).toEqual([]);
  });

  it.each(kinds.filter((kind) => ids[kind].includes("/providers/")))(
    "of a %s is taken in the case in which Azure prints it",
    (kind) => {
      const [before, after = ""] = ids[kind].split("/providers/");
      const types = after.split("/").map((part, index) => (index % 2 === 1 ? part.toLowerCase() : part));
      expect(readImportId(kind, `${before}/providers/${types.join("/")}`)?.importId).toBe(ids[kind]);
    },
  );

  it("says the name, the resource group, and what the resource is part of", () => {
    expect(readImportId("functionAppSlot", ids.functionAppSlot)).toMatchObject({
      name: "staging",
      resourceGroupName: "rg-old",
      parentName: "func-old",
    });
    expect(readImportId("api", ids.api)).toMatchObject({ name: "orders", revision: "2" });
    expect(readImportId("resourceGroup", ids.resourceGroup)).toEqual({ importId: group, name: "rg-old" });
  });

  it.each(kinds)("of a %s is taken for nothing else", (kind) => {
    for (const other of kinds.filter((each) => each !== kind)) {
      expect(readImportId(kind, ids[other])).toBeUndefined();
    }
    expect(readImportId(kind, "")).toBeUndefined();
    expect(readImportId(kind, `${ids[kind]}/`)).toBeUndefined();
  });

  it.each<[AdoptedKind, string, string]>([
    [
      "resourceGroup",
      "rg-old",
      "Allowed is /subscriptions/…/resourceGroups/…. Copy it with `az group show --query id`.",
    ],
    ["functionApp", "func-old", "Copy it with `az functionapp show --query id`."],
    ["api", ids.api.replace(";rev=2", ""), "apis/{name};rev={its `apiRevision`}."],
    [
      "application",
      objectId,
      "Allowed is /applications/{object id}. Write it with the object id that `az ad app show",
    ],
    ["servicePrincipal", ids.application, "Allowed is /servicePrincipals/{object id}."],
    ["application", "/applications/orders", "Allowed is /applications/{object id}."],
  ])("of a %s is refused as %s", (kind, id, message) => {
    const [error] = validateAdoption(kind, "adopt.it", id, {});
    expect(error).toContain(`\`adopt.it\` was given as ${JSON.stringify(id)}.`);
    expect(error).toContain(message);
  });

  it.each([
    ["name", { name: "func-new" }, 'whose name is "func-old", and "func-new" was given'],
    [
      "resource group",
      { resourceGroupName: "rg-new" },
      'whose resource group is "rg-old", and "rg-new" was given',
    ],
  ])("is refused with another %s: an import would end in a replacement", (_what, given, message) => {
    expect(validateAdoption("functionApp", "importId", ids.functionApp, given).join()).toContain(message);
  });
});
