import { Token } from "cdktf";
import { snapshotOf } from "../../../lib/support/shape/snapshots";

describe("a snapshot", () => {
  it("keeps what the object held when it was taken", () => {
    const given = { clientId: "one" };
    const snapshot = snapshotOf(given);
    given.clientId = "two";
    expect(snapshot).toEqual({ clientId: "one" });
  });

  it("is frozen, and leaves the object as it is", () => {
    const given = { clientId: "one" };
    expect([snapshotOf(given), given].map(Object.isFrozen)).toEqual([true, false]);
  });

  it("is the same one while the object is not changed: what is made for an object is found by it", () => {
    const given = { clientId: "one" };
    expect(snapshotOf(given)).toBe(snapshotOf(given));
  });

  it.each([
    ["changed", { clientId: "two" }],
    ["added", { principalId: "two" }],
  ])("is another one when a property was %s", (_what, change) => {
    const given = { clientId: "one" };
    const before = snapshotOf(given);
    Object.assign(given, change);
    expect(snapshotOf(given)).not.toBe(before);
    expect(snapshotOf(given)).toEqual(given);
  });

  it("is another one when a property was replaced by another", () => {
    const given: { clientId?: string; principalId?: string } = { clientId: "one" };
    const before = snapshotOf(given);
    delete given.clientId;
    given.principalId = "one";
    expect(snapshotOf(given)).not.toBe(before);
  });

  it("has no other objects, which could be changed", () => {
    expect(snapshotOf({ clientId: "one", more: { clientId: "two" } })).toEqual({ clientId: "one" });
  });

  it("runs a getter once", () => {
    let calls = 0;
    const given = {
      get clientId() {
        return `call ${++calls}`;
      },
    };
    expect([snapshotOf(given), snapshotOf(given)]).toEqual([{ clientId: "call 1" }, { clientId: "call 1" }]);
    expect(calls).toBe(1);
  });

  it("has a string where Terraform knows a value later", () => {
    const reference = Token.asAny("${var.id}");
    expect(snapshotOf({ clientId: reference })).toEqual({ clientId: Token.asString(reference) });
  });
});
