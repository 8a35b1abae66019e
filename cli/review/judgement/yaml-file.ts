import { isDay } from "../../../lib/access/calendar";
import { UsageError } from "../../usage-error";

/** Most reviews need no YAML: it is loaded when it is first used. */
export const yaml = () => require("yaml") as typeof import("yaml");

/** A file of YAML that people write, and its name for messages about it. */
export interface TextFile {
  readonly name: string;
  readonly text: string;
}

export function parseYaml({ name, text }: TextFile): unknown {
  const document = yaml().parseDocument(text);
  const [error] = document.errors;
  if (error) throw new UsageError(`${name} is no YAML: ${error.message.trim()}`);
  return document.toJS();
}

/** The fields of an object, of which all are known and the required ones are there. */
export function fieldsOf(
  value: unknown,
  { required, optional = [], where }: { required: string[]; optional?: string[]; where: string },
): Record<string, unknown> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new UsageError(
      `${where} must be a map of ${required.join(", ")}, and is ${JSON.stringify(value)}.`,
    );
  }
  const allowed = [...required, ...optional];
  const unknown = Object.keys(value).filter((key) => !allowed.includes(key));
  if (unknown.length > 0) {
    throw new UsageError(`${where} has ${unknown.join(", ")}; allowed are ${allowed.join(", ")}.`);
  }
  const missing = required.filter((key) => !(key in value));
  if (missing.length > 0) throw new UsageError(`${where} lacks ${missing.join(", ")}.`);
  return value as Record<string, unknown>;
}

export function listOf(value: unknown, where: string): unknown[] {
  if (Array.isArray(value)) return value;
  throw new UsageError(`${where} must be a list, and is ${JSON.stringify(value)}.`);
}

export function textOf(value: unknown, where: string): string {
  if (typeof value === "string" && value.trim() !== "") return value;
  throw new UsageError(`${where} must be a text that is not empty, and is ${JSON.stringify(value)}.`);
}

export function textsOf(value: unknown, where: string): string[] {
  return listOf(value, where).map((item, index) => textOf(item, `${where}[${index}]`));
}

export function flagOf(value: unknown, where: string): boolean {
  if (typeof value === "boolean") return value;
  throw new UsageError(`${where} must be true or false, and is ${JSON.stringify(value)}.`);
}

/** A day of the calendar: `2026-12-31`. YAML 1.2 has no dates, so it comes as a text. */
export function dayOf(value: unknown, where: string): string {
  const day = textOf(value, where);
  if (isDay(day)) return day;
  throw new UsageError(`${where} must be a day, as 2026-12-31, and is ${JSON.stringify(day)}.`);
}
