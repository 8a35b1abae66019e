import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Expression } from "../../../../../lib/access/stack/private/expressions/expression";
import { jsonExpression } from "../../../../../lib/access/stack/private/expressions/json-expression";
import { type Body, HclSyntaxError, parseBody } from "../../../../../lib/access/stack/private/hcl/body";

/** HashiCorp's own parser, whose types would make all code one of a browser. */
const { parse } = jest.requireActual<{
  readonly parse: (name: string, text: string) => Promise<Json>;
}>("@cdktf/hcl2json");

const fileOf = (path: string) => readFileSync(resolve(__dirname, path), "utf8");

/** An expression as a text. The members of an object have no order. */
function shown(expression: Expression): string {
  return JSON.stringify(expression, (name, value) =>
    name === "entries" ? value.map((entry: unknown) => JSON.stringify(entry)).sort() : value,
  );
}

type Json = Readonly<Record<string, unknown>>;

/** The arguments that differ from what HashiCorp's own parser makes of the same text. */
function differences({ attributes, blocks }: Body, json: Json, where = ""): string[] {
  const places = new Map<string, number>();
  return [
    ...[...attributes].flatMap(([name, expression]) =>
      shown(expression) === shown(jsonExpression(json[name])) ? [] : [`${where}${name}`],
    ),
    ...blocks.flatMap(({ type, labels, body }) => {
      const path = [type, ...labels];
      const place = places.get(path.join()) ?? 0;
      places.set(path.join(), place + 1);
      const same = path.reduce<unknown>((at, step) => Reflect.get(Object(at), step), json);
      return differences(body, Object(Reflect.get(Object(same), place)), `${where}${path.join(".")}.`);
    }),
  ];
}

describe("a file of HCL", () => {
  it.each([
    ["with everything that the language has", "language.tf"],
    ["of an example", "../../../../../examples/access-review/main.tf"],
  ])("%s is read as HashiCorp's parser reads it", async (_, path) => {
    const text = fileOf(path);
    const body = parseBody(text);
    expect(body.blocks.length).toBeGreaterThan(1);
    expect(differences(body, await parse("main.tf", text))).toEqual([]);
  });

  it("that has an error says in which line", () => {
    const read = () => parseBody("locals {\n  a = 1\n  b = [\n}");
    expect(read).toThrow(HclSyntaxError);
    expect(read).toThrow(/^line 4: unexpected/);
  });
});
