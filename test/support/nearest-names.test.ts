import { nearestNames } from "../../lib/support/nearest-names";

describe("the nearest names", () => {
  it("are the ones that differ in the fewest letters, whatever their case", () => {
    expect(nearestNames("GetOrder", ["deleteOrders", "getOrders", "health"], 2)).toEqual([
      "getOrders",
      "deleteOrders",
    ]);
  });

  it("are one, unless more are asked for", () => {
    expect(nearestNames("emial", ["name", "email"])).toEqual(["email"]);
  });

  it("are found for a name of any length", () => {
    expect(nearestNames("x".repeat(1_000_000), ["y", "x".repeat(100)])).toEqual(["x".repeat(100)]);
  });

  it("are none of none", () => {
    expect(nearestNames("a", [])).toEqual([]);
  });
});
