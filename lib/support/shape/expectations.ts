import { ownProperty } from "./plain-data";
import { classes, enums, interfaces, structs } from "./public-types";

/** What a type allows, and how to give it. */
export interface Expectation {
  readonly allowed: string;
  readonly fix: string;
}

type Interface = (typeof interfaces)[keyof typeof interfaces];

const ofPrimitives: Readonly<Record<string, Expectation>> = {
  string: { allowed: "a string", fix: "Give a string" },
  text: { allowed: "a string", fix: "Give a string" },
  number: { allowed: "a finite number", fix: "Give a number, without quotes" },
  boolean: { allowed: "`true` or `false`, known at synth", fix: "Give `true` or `false`, without quotes" },
  construct: { allowed: "a construct", fix: "Give a construct, such as `this` in one" },
  azurermProvider: {
    allowed: "an azurerm provider",
    fix: "Give an `AzurermProvider` of the stack, with an `alias`",
  },
  method: { allowed: "a method", fix: "Give an object that has it" },
};

/** What a public type allows, in the words of messages. */
export function expectationOf(type: string): Expectation {
  if (type.endsWith("?")) return expectationOf(type.slice(0, -"?".length));
  if (type.endsWith(" or token")) return expectationOf(type.slice(0, -" or token".length));
  if (type.endsWith("[]")) return { allowed: "a list", fix: "Give `[…]`, even for a single item" };
  if (type.endsWith("{}")) return { allowed: "a plain object", fix: "Give `{ name: value, … }`" };
  return ownProperty(ofPrimitives, type) ?? ofNamedType(type);
}

function ofNamedType(type: string): Expectation {
  const choices = ownProperty(enums, type);
  if (choices) {
    const names = Object.keys(choices).map((name) => `${type}.${name}`);
    return { allowed: alternatives(names), fix: "Choose one of these" };
  }
  const sources = ownProperty(classes, type);
  if (sources) return { allowed: `an instance of \`${type}\``, fix: `Use ${alternatives(sources)}` };
  const objects = ownProperty(interfaces, type);
  if (objects) return ofInterface(type, objects);
  const required = requiredIn(ownProperty(structs, type) as Readonly<Record<string, string>>);
  return {
    allowed: `a plain object, \`${type}\`${required.length > 0 ? `, with ${conjunction(required)}` : ""}`,
    fix: "Give `{ … }`",
  };
}

function ofInterface(type: string, { construct, members, from }: Interface): Expectation {
  const own = construct ? "a construct" : "an object";
  const instead = `give ${own} with these`;
  return {
    allowed: `${own}, \`${type}\`, with ${conjunction(requiredIn(members))}`,
    fix: from.length > 0 ? `Use ${alternatives(from)}, or ${instead}` : `G${instead.slice(1)}`,
  };
}

function requiredIn(members: Readonly<Record<string, string>>): string[] {
  return Object.entries(members)
    .filter(([, type]) => !type.endsWith("?"))
    .map(([name]) => name);
}

function alternatives(names: readonly string[]): string {
  return joined(names, " or ");
}

function conjunction(names: readonly string[]): string {
  return joined(names, " and ");
}

function joined(names: readonly string[], last: string): string {
  const quoted = names.map((name) => `\`${name}\``);
  return [quoted.slice(0, -1).join(", "), ...quoted.slice(-1)].filter((part) => part !== "").join(last);
}
