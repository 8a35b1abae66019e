import type { Expression } from "./terraform-expression";

/** Why an expression cannot be evaluated here. */
export class NotEvaluated extends Error {}

/** Terraform ends with an error instead of a text. */
export class NoText extends Error {}

/** The text of an expression when all that it refers to has one text. */
export function evaluate(expression: Expression, sample: string): string {
  const value = valueWith(expression, sample);
  if (typeof value === "string") return value;
  throw new NotEvaluated("a list");
}

function valueWith(expression: Expression, sample: string): string | string[] {
  switch (expression.kind) {
    case "literal":
      return String(expression.value);
    case "reference":
      return sample;
    case "list":
      return expression.items.map((item) => evaluate(item, sample));
    case "template":
      return expression.parts
        .map((part) => (typeof part === "string" ? part : evaluate(part.expression, sample)))
        .join("");
    case "call":
      return call(
        expression.name,
        expression.args.map((arg) => valueWith(arg, sample)),
      );
    default:
      throw new NotEvaluated("an operator");
  }
}

const textFunctions: Readonly<Record<string, (...args: string[]) => string>> = {
  regex: (form, text) => {
    const found = new RegExp(form).exec(text)?.[0];
    if (found === undefined) throw new NoText(`${JSON.stringify(text)} does not match ${form}`);
    return found;
  },
  lower: (text) => text.toLowerCase(),
  replace: (text, from, to) => {
    const form = /^\/(.*)\/$/s.exec(from);
    return form ? text.replace(new RegExp(form[1], "g"), to) : text.replaceAll(from, () => to);
  },
  tostring: (text) => text,
  trimspace: (text) => text.trim(),
  upper: (text) => text.toUpperCase(),
};

function call(name: string, args: readonly (string | string[])[]): string {
  const [separator, list] = args;
  if (name === "join" && typeof separator === "string" && Array.isArray(list)) return list.join(separator);
  const texts = args.filter((arg) => typeof arg === "string");
  if (!Object.hasOwn(textFunctions, name) || texts.length < args.length) {
    throw new NotEvaluated(`the function ${name}`);
  }
  return textFunctions[name](...texts);
}
