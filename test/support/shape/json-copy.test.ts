import fc from "fast-check";
import { JsonCopy } from "../../../lib/support/shape/json-copy";

function copyOf(value: unknown): unknown {
  const copy = new JsonCopy("document");
  const taken = copy.of(value);
  if (copy.error !== undefined) throw new Error(copy.error);
  return taken;
}

function nested(levels: number): unknown {
  return Array.from({ length: levels }).reduce<unknown>((inner) => ({ inner }), "deep");
}

describe("a copy of what JSON can hold", () => {
  it("is equal, and shares nothing with what was given", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), (value) => {
        // A number in JSON has no negative zero.
        const given = JSON.parse(JSON.stringify(value));
        expect(JSON.stringify(copyOf(given))).toBe(JSON.stringify(given));
      }),
    );
  });

  it("has names that JavaScript knows too", () => {
    const names = '{"__proto__":{"a":1},"toString":2}';
    expect(JSON.stringify(copyOf(JSON.parse(names)))).toBe(names);
  });

  it("does not change with what was given", () => {
    const given = { paths: { "/a": { tags: ["one"] } } };
    const copy = copyOf(given);
    given.paths["/a"].tags.push("two");
    expect(JSON.stringify(copy)).toBe('{"paths":{"/a":{"tags":["one"]}}}');
  });

  it("is frozen at every depth", () => {
    const copy = copyOf({ paths: [{ tags: [] }] }) as { paths: { tags: string[] }[] };
    expect([copy, copy.paths, copy.paths[0], copy.paths[0].tags].every(Object.isFrozen)).toBe(true);
  });

  it("leaves out what is undefined, and writes dates as JSON does", () => {
    expect(JSON.stringify(copyOf({ a: undefined, b: new Date(0) }))).toBe('{"b":"1970-01-01T00:00:00.000Z"}');
  });

  it("writes out in each place what stands in several", () => {
    const schema = { type: "string" };
    const copy = copyOf([schema, schema]) as object[];
    expect(copy[0]).toEqual(copy[1]);
    expect(copy[0]).not.toBe(copy[1]);
  });

  it.each<[string, unknown, string]>([
    ["a function", { get: { example: () => 1 } }, "`document.get.example` was given as a function"],
    [
      "a hole in a list",
      { tags: Object.assign([], { 0: 1, 2: 3 }) },
      "`document.tags[1]` was given as undefined",
    ],
    ["a number that is none", { "/a b": Number.NaN }, '`document["/a b"]` was given as NaN'],
    ["an instance", { paths: new Map() }, "`document.paths` was given as an instance of Map"],
    [
      "101 levels",
      nested(101),
      "was given as one of more than 100 levels of nesting. Allowed is at most 100.",
    ],
  ])("is refused for %s", (_what, value, message) => {
    expect(() => copyOf(value)).toThrow(message);
  });

  it("takes 100 levels", () => {
    expect(() => copyOf(nested(100))).not.toThrow();
  });

  it("is refused at once for what holds itself, however often", () => {
    const value: Record<string, unknown> = {};
    Object.assign(value, { one: value, other: value });
    expect(() => copyOf({ value })).toThrow(
      "`document.value.one` was given as an object that contains itself. Allowed is one that does not.",
    );
  });

  it("is refused for what grows beyond measure when it is written out", () => {
    const bomb = Array.from({ length: 40 }).reduce<unknown>((inner) => [inner, inner], "x");
    expect(() => copyOf(bomb)).toThrow("a value too many");
  });
});
