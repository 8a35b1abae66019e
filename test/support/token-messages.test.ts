import { Fn, type TerraformStack, TerraformVariable, Token } from "cdktf";
import * as library from "cdktf-secure-function-behind-apim";
import type { Entrance } from "../../lib/support/shape/checked";
import { entrances, structs } from "../../lib/support/shape/public-types";
import { newStack } from "../synthesis";
import { sampleOf } from "./shape/samples";

type Types = Readonly<Record<string, string>>;

/** What a program may have at hand for a value that Terraform knows later, and what it makes of it by mistake. */
const values: readonly ((variable: TerraformVariable) => unknown)[] = [
  ({ stringValue }) => stringValue,
  ({ stringValue }) => `a ${stringValue} '`,
  ({ stringValue }) => `${"long ".repeat(9)}${stringValue.repeat(3)} '`,
  ({ numberValue }) => numberValue,
  ({ numberValue }) => `a ${numberValue} '`,
  ({ value }) => value,
  ({ value }) => Token.asStringMap(value),
  ({ value }) => Object.keys(Token.asStringMap(value))[0],
  ({ listValue }) => listValue,
  ({ listValue }) => listValue[0],
  ({ listValue }) => [...listValue, "a"],
  ({ listValue }) => Fn.element(listValue, 0),
  ({ stringValue }) => ({ [stringValue]: stringValue }),
  (variable) => variable,
];

const codes = /TfToken\[|unresolved-token|-\d(\.\d+)?e\+\d{3}/;

/** The values for a type, and for each part of it. */
function variants(type: string, scope: TerraformStack, own: readonly unknown[]): unknown[] {
  const single = type.replace("?", "").replace(" or token", "");
  const partsOf = (of: string) => variants(of, scope, own);
  if (single.endsWith("[]")) return [...own, ...partsOf(single.slice(0, -2)).map((item) => [item])];
  if (single.endsWith("{}")) return [...own, ...partsOf(single.slice(0, -2)).map((item) => ({ name: item }))];
  if (!(single in structs)) return [...own];
  const sample = sampleOf(single, scope) as object;
  const properties: Types = structs[single as keyof typeof structs];
  return Object.entries(properties).flatMap(([name, of]) =>
    partsOf(of).map((value) => ({ ...sample, [name]: value })),
  );
}

function call(entrance: Entrance, given: unknown[]): void {
  const [className, method] = entrance.split(".");
  // biome-ignore lint/suspicious/noExplicitAny: what is called has no common type.
  const type = (library as any)[className];
  const objects = { Callers: library.Callers.anonymous(), Policy: new library.Policy() };
  if (method === undefined) Reflect.construct(type, given);
  else (Object.hasOwn(type, method) ? type : objects[className as keyof typeof objects])?.[method](...given);
}

describe("a value that Terraform knows later, wherever it is given", () => {
  it.each(Object.keys(entrances) as Entrance[])("is shown by %s without a code of cdktf's", (entrance) => {
    const stack = newStack();
    const variable = new TerraformVariable(stack, "variable", {});
    const own = values.map((given) => given(variable));
    const types = Object.values<string>(entrances[entrance]);
    const shown = types.flatMap((type, index) =>
      variants(type, stack, own).map((value) => {
        stack.node.tryRemoveChild("id");
        const given = types.map((of) => sampleOf(of, stack));
        try {
          call(entrance, Object.assign(given, { [index]: value }));
          return "";
        } catch (error) {
          return (error as Error).message;
        }
      }),
    );
    expect(shown.filter((message) => codes.test(message))).toEqual([]);
  });
});

it("an item of a list that Terraform knows later says how to take one", () => {
  const { listValue } = new TerraformVariable(newStack(), "variable", {});
  expect(() =>
    library.Callers.entraApplications({ clientIds: [...listValue, "a"], audiences: ["api://orders"] }),
  ).toThrow(
    "`clientIds[0]` was given as an item of a list that Terraform knows later. The length of such a list is not known at synth, so it can be neither spread nor indexed.",
  );
});
