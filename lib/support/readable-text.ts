import { Token } from "cdktf";

/**
 * The forms in which cdktf writes a value that Terraform knows later: one of a text, a list or a map, one that was written
 * as JSON, and a number, of which not each that looks so is one.
 */
const codes = /[$#&]\{TfToken\[[^\]]+\]\}|<unresolved-token>|-\d(?:\.\d+)?e\+\d{3}/g;

/** A text for people, with `${…}` in place of cdktf's codes for values that Terraform knows later. */
export function readableText(text: string): string {
  return text.replace(codes, (code) => (isCode(code) ? "${…}" : code));
}

function isCode(code: string): boolean {
  const number = Number(code);
  return Number.isNaN(number) || Token.isUnresolved(number);
}
