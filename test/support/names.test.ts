import { TerraformVariable } from "cdktf";
import { UniqueSuffix } from "cdktf-secure-function-behind-apim";
import { type NamedResource, validateResourceName } from "../../lib/support/names";
import { newStack } from "../synthesis";

const kinds: [NamedResource, string, string][] = [
  ["resourceGroup", "rg-orders.(a)_1", "rg-orders."],
  ["apiManagement", "apim-orders", "1apim"],
  ["userAssignedIdentity", "id-orders_1", "id"],
  ["functionApp", "func-orders", "func-orders-"],
  ["servicePlan", "asp_orders", "asp.orders"],
  ["storageAccount", "storders123", "st-orders"],
  ["logAnalyticsWorkspace", "log-orders", "-log"],
  ["applicationInsights", "appi orders", "appi/orders"],
  ["application", "Orders (production)", "<orders>"],
];

describe("names", () => {
  it.each(kinds)("of kind %s: takes %s and refuses %s, saying what Azure allows", (kind, legal, illegal) => {
    expect(validateResourceName(kind, legal)).toEqual([]);
    expect(validateResourceName(kind, illegal).join()).toMatch(
      new RegExp(
        `^The name "${illegal.replace(/[.]/g, "\\.")}" was given to an? .+\\. Azure allows .+\\. Choose`,
      ),
    );
  });

  it.each([
    ["apiManagement", 50],
    ["functionApp", 60],
    ["servicePlan", 60],
    ["storageAccount", 24],
    ["resourceGroup", 90],
    ["logAnalyticsWorkspace", 63],
    ["userAssignedIdentity", 128],
    ["application", 120],
  ] as [NamedResource, number][])("of kind %s have at most %i characters", (kind, length) => {
    expect(validateResourceName(kind, "a".repeat(length))).toEqual([]);
    expect(validateResourceName(kind, "a".repeat(length + 1))).toHaveLength(1);
  });

  it("that are references pass: their text is not known yet", () => {
    const reference = new TerraformVariable(newStack(), "name", {}).stringValue;
    expect(validateResourceName("storageAccount", reference)).toEqual([]);
    expect(validateResourceName("storageAccount", `St-${reference}`)).toEqual([]);
  });

  it("with a unique suffix are validated with six characters in its place", () => {
    const suffix = new UniqueSuffix(newStack(), "suffix").value;
    expect(validateResourceName("storageAccount", `${"s".repeat(18)}${suffix}`)).toEqual([]);
    for (const illegal of [`${"s".repeat(19)}${suffix}`, `st-${suffix}`]) {
      expect(validateResourceName("storageAccount", illegal).join()).toContain(
        `The name "${illegal.replace(suffix, "{unique suffix}")}" was given to a storage account.`,
      );
    }
  });
});
