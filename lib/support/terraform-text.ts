import { Token } from "cdktf";

/** A cdktf token as it stands inside a string: a reference that Terraform is meant to evaluate. */
const token = /\$\{TfToken\[[^\]]+\]\}/g;

/**
 * Text that reaches Azure as it was written.
 *
 * Terraform evaluates `${…}` and `%{…}` in every string of its JSON, and cdktf passes both through. This
 * writes Terraform's own escape for them, and spares cdktf's tokens, which stand for references.
 */
export function terraformText(text: string): string {
  const tokens = text.match(token) ?? [];
  return text
    .split(token)
    .map((literal) => literal.replace(/\$\{/g, "$$$${").replace(/%\{/g, "%%{"))
    .reduce((whole, literal, index) => whole + tokens[index - 1] + literal);
}

/** {@link terraformText} for the values of a map; names are kept, and so is a map that is one token. */
export function terraformTexts(texts: Record<string, string>): Record<string, string> {
  if (Token.isUnresolved(texts)) return texts;
  return Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, terraformText(text)]));
}
