import { type Expression, literal } from "./expression";
import { parseTemplate } from "./parser";

/** What a value of a JSON configuration says: its texts are templates, and so are the names of its members. */
export function jsonExpression(json: unknown): Expression {
  return converted(json, parseTemplate);
}

/** A value of JSON as it is. */
export function constant(json: unknown): Expression {
  return converted(json, literal);
}

function converted(json: unknown, ofText: (text: string) => Expression): Expression {
  if (typeof json === "string") return ofText(json);
  if (Array.isArray(json)) return { kind: "list", items: json.map((item) => converted(item, ofText)) };
  if (typeof json === "object" && json !== null) {
    const entries = Object.entries(json).filter(([name]) => name !== "//");
    return {
      kind: "object",
      entries: entries.map(([name, item]) => [ofText(name), converted(item, ofText)]),
    };
  }
  return literal(json as number | boolean | null);
}
