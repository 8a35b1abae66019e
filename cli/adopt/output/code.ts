import { jsonOf } from "../../text/json";

/** An expression of TypeScript, and the names that it needs of the library. */
export interface Code {
  readonly text: string;
  readonly imports: readonly string[];
}

/** A text as a literal. JSON's escapes are TypeScript's, and nothing in it ends the literal. */
export function text(value: string): Code {
  return { text: jsonOf(value), imports: [] };
}

export function words(value: string): Code {
  return { text: value, imports: [] };
}

/** A call of a method of a class of the library. */
export function call(method: string, ...given: readonly Code[]): Code {
  const [name = ""] = method.split(".");
  return {
    text: `${method}(${given.map((one) => one.text).join(", ")})`,
    imports: [name, ...given.flatMap(({ imports }) => imports)],
  };
}

/** A value of an enumeration of the library. */
export function member(path: string): Code {
  const [name = ""] = path.split(".");
  return { text: path, imports: [name] };
}

export function list(items: readonly Code[]): Code {
  return {
    text: `[${items.map((item) => item.text).join(", ")}]`,
    imports: items.flatMap(({ imports }) => imports),
  };
}

/** An object, a property a line. Properties without a value are left out. */
export function object(properties: Readonly<Record<string, Code | undefined>>): Code {
  const given = Object.entries(properties).flatMap(([name, code]) => (code ? [[name, code] as const] : []));
  const lines = given.map(([name, code]) => `${indented(propertyOf(name, code))},`);
  return {
    text: lines.length === 0 ? "{}" : `{\n${lines.join("\n")}\n}`,
    imports: given.flatMap(([, { imports }]) => imports),
  };
}

function propertyOf(name: string, code: Code): string {
  return code.text === name ? name : `${keyOf(name)}: ${code.text}`;
}

function keyOf(name: string): string {
  // As a plain key it would be the object's prototype.
  if (name === "__proto__") return `[${jsonOf(name)}]`;
  return /^[a-z_$][\w$]*$/i.test(name) ? name : jsonOf(name);
}

/** Text, two spaces further in. */
export function indented(code: string): string {
  return code.replace(/^(?=.)/gm, "  ");
}
