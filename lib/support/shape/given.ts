import { readableText } from "../readable-text";
import { isToken } from "./tokens";

/** How much of a text a message shows. */
const shownLength = 60;

/** How a message shows what was given: short, without its contents, and without calling it. */
export function shown(value: unknown): string {
  try {
    return isToken(value) ? "a value that Terraform knows later" : shownByType(value);
  } catch {
    // A proxy that was revoked, or a getter that throws.
    return "a value that cannot be read";
  }
}

/** A text in quotes, cut where it is long. */
export function shownText(text: string): string {
  // Before it is cut: half a code of a value that Terraform knows later is not one.
  const readable = readableText(text);
  return JSON.stringify(readable.length > shownLength ? `${readable.slice(0, shownLength)}…` : readable);
}

function shownByType(value: unknown): string {
  switch (typeof value) {
    case "string":
      return shownText(value);
    case "bigint":
      return "a BigInt";
    case "symbol":
      return "a symbol";
    case "function":
      return "a function";
    case "object":
      return value === null ? "null" : shownObject(value);
    default:
      return String(value);
  }
}

function shownObject(value: object): string {
  if (Array.isArray(value)) return value.length === 0 ? "an empty list" : "a list";
  const name = classNameOf(value);
  return name === "Object" ? "an object" : `an instance of ${name}`;
}

function classNameOf(value: object): string {
  const prototype = Object.getPrototypeOf(value);
  if (prototype === null) return "Object";
  const name: unknown = prototype.constructor?.name;
  return typeof name === "string" && /^[\w$]{1,60}$/.test(name) ? name : "a class without a name";
}
