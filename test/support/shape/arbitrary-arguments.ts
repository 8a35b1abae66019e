import { TerraformVariable, Token } from "cdktf";
import { Construct } from "constructs";
import fc, { type Arbitrary } from "fast-check";
import { enums, interfaces, structs } from "../../../lib/support/shape/public-types";
import { newStack } from "../../synthesis";
import { instances } from "./instances";

const variable = new TerraformVariable(newStack(), "variable", {});

const names = fc.oneof(
  fc.string(),
  fc.constantFrom(
    "__proto__",
    "constructor",
    "toString",
    "hasOwnProperty",
    "a b",
    "name",
    variable.stringValue,
  ),
);

/** Anything that a program without types can hand over. */
export const anything: Arbitrary<unknown> = fc.oneof(
  fc.anything({
    withBigInt: true,
    withBoxedValues: true,
    withDate: true,
    withMap: true,
    withSet: true,
    withNullPrototype: true,
    withObjectString: true,
    withSparseArray: true,
    withTypedArray: true,
  }),
  fc.dictionary(names, fc.anything()),
  fc.constantFrom<unknown>(
    variable,
    variable.value,
    variable.stringValue,
    variable.numberValue,
    variable.listValue,
    Token.asStringMap(variable.value),
    "${TfToken[TOKEN.987654]}",
    Symbol("a"),
    () => 1,
    class {},
    Promise.resolve(1),
    globalThis,
    variable.node,
  ),
  fc.constant(cyclic).map((make) => make()),
);

function cyclic(): unknown {
  const value: Record<string, unknown> = {};
  value.name = value;
  return value;
}

/** Values of a public type, as `public-types.ts` writes it, some of them or of their parts anything. */
export function nearly(type: string): Arbitrary<unknown> {
  return fc.oneof({ weight: 1, arbitrary: anything }, { weight: 29, arbitrary: valid(type) });
}

function valid(type: string): Arbitrary<unknown> {
  if (type.endsWith("?")) return fc.option(nearly(type.slice(0, -1)), { nil: undefined });
  if (type.endsWith(" or token")) return valid(type.slice(0, -" or token".length));
  if (type.endsWith("[]")) return fc.array(nearly(type.slice(0, -2)), { maxLength: 3 });
  if (type.endsWith("{}")) return fc.dictionary(names, nearly(type.slice(0, -2)), { maxKeys: 3 });
  if (type in structs) return record(structs[type as keyof typeof structs]);
  if (type in interfaces) return implementation(interfaces[type as keyof typeof interfaces]);
  if (type in enums) return fc.constantFrom(...Object.values<unknown>(enums[type as keyof typeof enums]));
  return primitives[type] ?? fc.constant(instances[type]);
}

function implementation({
  construct,
  members,
}: (typeof interfaces)[keyof typeof interfaces]): Arbitrary<unknown> {
  const given = record(members);
  return construct
    ? given.map((properties) => Object.assign(new Construct(newStack(), "part"), properties))
    : given;
}

const primitives: Record<string, Arbitrary<unknown>> = {
  string: fc.oneof(fc.string(), fc.constantFrom("orders", "v1", "11111111-2222-4333-8444-555555555555")),
  number: fc.oneof(fc.double({ noDefaultInfinity: true, noNaN: true }), fc.nat({ max: 1000 })),
  boolean: fc.boolean(),
  azurermProvider: fc.constant(newStack().node.findChild("azurerm")),
  method: fc.func(anything),
  id: fc.string(),
  "new id": fc.string(),
  scope: fc.constant(undefined).map(() => newStack()),
};

function record(types: Readonly<Record<string, string>>): Arbitrary<unknown> {
  const properties = fc.record(
    Object.fromEntries(Object.entries(types).map(([name, type]) => [name, nearly(type)])),
  );
  const more = fc.dictionary(names, anything, { maxKeys: 1 });
  return fc.oneof(
    { weight: 19, arbitrary: properties },
    { weight: 1, arbitrary: fc.tuple(properties, more).map(([given, extra]) => ({ ...given, ...extra })) },
  );
}
