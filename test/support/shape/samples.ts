import { App } from "cdktf";
import { Construct } from "constructs";
import { classes, enums, interfaces, structs } from "../../../lib/support/shape/public-types";
import { instances } from "./instances";

/** The least that the check of shapes takes for a type, as `public-types.ts` writes it. */
export function sampleOf(type: string, scope: Construct): unknown {
  const sample = (of: string) => sampleOf(of, scope);
  const required = (types: Readonly<Record<string, string>>) =>
    Object.fromEntries(
      Object.entries(types)
        .filter(([, of]) => !of.endsWith("?"))
        .map(([name, of]) => [name, sample(of)]),
    );
  if (type.endsWith("?")) return sample(type.slice(0, -1));
  if (type.endsWith(" or token")) return sample(type.slice(0, -" or token".length));
  if (type.endsWith("[]")) return [sample(type.slice(0, -2))];
  if (type.endsWith("{}")) return { name: type === "any{}" ? 1 : sample(type.slice(0, -2)) };
  if (type in structs) return required(structs[type as keyof typeof structs]);
  if (type in interfaces) {
    const { construct, members } = interfaces[type as keyof typeof interfaces];
    return Object.assign(construct ? newConstruct() : {}, required(members));
  }
  if (type in enums) return Object.values<unknown>(enums[type as keyof typeof enums])[0];
  if (type in classes) return instances[type];
  return {
    string: "a",
    text: "a",
    number: 1,
    boolean: true,
    construct: scope,
    azurermProvider: azurermProviderOf(scope),
    method: () => [],
    scope,
    id: "id",
    "new id": "id",
  }[type];
}

function azurermProviderOf(scope: Construct): unknown {
  return scope.node.scopes[1]?.node.tryFindChild("azurerm");
}

function newConstruct(): Construct {
  return new Construct(new App(), "sample");
}

const wrongForAll: readonly unknown[] = [null, undefined, 10n, Symbol("a"), () => 1, new Map(), new Date(0)];

const wrongForPrimitives: Readonly<Record<string, readonly unknown[]>> = {
  string: [5, true, {}, [], '${file("/etc/passwd")}', "%{ if true }"],
  text: [5, true, {}, []],
  number: ["1", true, {}, [], Number.NaN],
  boolean: ["false", 0, {}, []],
  scope: ["a", {}, new App()],
  id: ["", 5, {}],
  "new id": ["", 5, {}, "taken"],
};

/** Values that are of another type, as programs without types give them. */
export function wrongFor(type: string): unknown[] {
  if (type.endsWith("?")) return wrongFor(type.slice(0, -1)).filter((value) => (value ?? null) !== null);
  if (type.endsWith(" or token")) return wrongFor(type.slice(0, -" or token".length));
  if (type.endsWith("[]")) return [...wrongForAll, "a", 5, {}];
  if (type.endsWith("{}")) return [...wrongForAll, "a", 5, []];
  return [...wrongForAll, ...(wrongForPrimitives[type] ?? ["other", 5, []])];
}
