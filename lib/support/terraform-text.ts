import { TerraformLocal, Token } from "cdktf";
import type { Construct } from "constructs";

/** A cdktf token as it stands inside a string: a reference that Terraform is meant to evaluate. */
const token = /\$\{TfToken\[[^\]]+\]\}/g;

/**
 * Text that reaches Azure as it was written.
 *
 * Terraform evaluates `${…}` and `%{…}` in every string of its JSON, and cdktf passes both through. This
 * writes Terraform's own escape for them, and spares cdktf's tokens, which stand for references. Dollar signs
 * before a token would make an escape of it, so they are written as a value of their own.
 */
export function terraformText(text: string): string {
  const tokens = text.match(token) ?? [];
  return text
    .split(token)
    .map((literal) => literal.replace(/\$\{/g, "$$$${").replace(/%\{/g, "%%{"))
    .reduce((whole, literal, index) => whole.replace(/\$+$/, asValue) + tokens[index - 1] + literal);
}

function asValue(dollars: string): string {
  return `\${"${dollars}"}`;
}

/** {@link terraformText} for the values of a map; names are kept, and so is a map that is one token. */
export function terraformTexts(texts: Record<string, string>): Record<string, string> {
  if (Token.isUnresolved(texts)) return texts;
  return Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, terraformText(text)]));
}

/**
 * A text as the argument of a function of Terraform: a local value, which Terraform gives the same text as everywhere else.
 * Within an argument cdktf takes the text of a token for an expression.
 */
export function localText(scope: Construct, id: string, text: string): string {
  return new TerraformLocal(scope, id, text).asString;
}
