import { TerraformVariable } from "cdktf";
import {
  defaultResourceNames,
  type NamedResource,
  validateResourceName,
  validateWorkloadName,
} from "../../lib/support/names";
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
    expect(validateWorkloadName(reference)).toEqual([]);
    expect(
      validateResourceName("storageAccount", defaultResourceNames(reference, "a").storageAccount),
    ).toEqual([]);
  });

  it.each(["a", "Orders", "1orders", "orders-", "o".repeat(21), "or ders"])(
    "of the workload: refuses %j, saying what is allowed",
    (name) => {
      expect(validateWorkloadName(name).join()).toContain(
        `The workload name ${JSON.stringify(name)} was given. Allowed are 2 to 20 lower-case letters`,
      );
    },
  );

  it("derived from the longest workload name are all legal", () => {
    const names = defaultResourceNames(`o${"-9".repeat(9)}9`, "stack/orders");
    const { gatewayIdentity, ...sameKind } = names;
    const errors = Object.entries(sameKind).flatMap(([kind, name]) =>
      validateResourceName(kind as NamedResource, name),
    );
    expect([...errors, ...validateResourceName("userAssignedIdentity", gatewayIdentity)]).toEqual([]);
    expect(names.functionApp.length).toBeLessThanOrEqual(32);
  });

  it("that are unique over Azure differ between paths, and stay the same for one path", () => {
    const [one, again, other] = ["a/orders", "a/orders", "b/orders"].map((path) =>
      defaultResourceNames("orders", path),
    );
    expect(again).toEqual(one);
    for (const kind of ["apiManagement", "functionApp", "storageAccount", "application"] as const) {
      expect(other[kind]).not.toBe(one[kind]);
    }
  });
});
