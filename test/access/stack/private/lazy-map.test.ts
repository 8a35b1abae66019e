import { LazyMap } from "../../../../lib/access/stack/private/lazy-map";

const text = (name: string) => `value of ${name}`;

/** A map of names, in which `none` has no value; and what was read of it. */
function lazy(...names: readonly string[]) {
  const read: string[] = [];
  const entries = new LazyMap(new Set(names), (name) => {
    read.push(name);
    return name === "none" ? undefined : text(name);
  });
  return { entries, read };
}

describe("a map that is read as it is asked for", () => {
  it("reads its entries one by one, and each once", () => {
    const { entries, read } = lazy("a", "b", "none");
    expect(read).toEqual([]);
    expect([entries.get("b"), entries.get("b"), entries.get("none"), entries.get("none")]).toEqual([
      text("b"),
      text("b"),
      undefined,
      undefined,
    ]);
    expect(read).toEqual(["b", "none"]);
  });

  it("has those that have a value", () => {
    const { entries, read } = lazy("a", "none", "b");
    expect([entries.has("a"), entries.has("none"), entries.has("other")]).toEqual([true, false, false]);
    expect(entries.get("other")).toBeUndefined();
    expect(read).not.toContain("other");
  });

  it("has all of them for whoever wants all", () => {
    const { entries, read } = lazy("b", "none", "a");
    const all = [
      ["b", text("b")],
      ["a", text("a")],
    ];
    entries.get("a");
    expect([...entries]).toEqual(all);
    expect([...entries.entries()]).toEqual(all);
    expect([...entries.keys()]).toEqual(["b", "a"]);
    expect([...entries.values()]).toEqual([text("b"), text("a")]);
    const each: unknown[] = [];
    entries.forEach((value, name, whole) => {
      each.push([name, value]);
      expect(whole).toBe(entries);
    });
    expect(each).toEqual(all);
    expect(entries.size).toBe(2);
    expect(read.sort()).toEqual(["a", "b", "none"]);
  });
});
