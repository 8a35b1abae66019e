import { type IResolvable, Token, Tokenization } from "cdktf";

/** A text that is one token and nothing else, as functions of Terraform return it for any type. */
const wholeText = /^\$\{TfToken\[[^\]]+\]\}$/;

const mapKey = /^&\{TfToken\[[^\]]+\]\}$/;

/** Whether an object stands for a value that Terraform knows later, such as `TerraformVariable.value`. */
export function isResolvable(value: unknown): value is IResolvable {
  return Tokenization.isResolvable(value) && Array.isArray(value.creationStack);
}

export function isTextToken(value: unknown): value is string {
  return typeof value === "string" && wholeText.test(value);
}

/** A list that is one token as a whole; a list may also have items that are tokens. */
export function isListToken(value: unknown): value is string[] {
  return Array.isArray(value) && value.length === 1 && Token.isUnresolved([value[0]]);
}

/** Whether a text is what cdktf writes for a whole list: an item of one that was spread, or taken by its index. */
export function isListCode(value: string): boolean {
  return /^#\{TfToken\[[^\]]+\]\}$/.test(value);
}

/** A map that is one token as a whole. */
export function isMapToken(value: unknown): value is Record<string, unknown> {
  if (typeof value !== "object" || value === null) return false;
  const names = Object.keys(value);
  return names.length === 1 && mapKey.test(names[0]);
}

/** Whether a value stands for one that Terraform knows later, in any of cdktf's encodings. */
export function isToken(value: unknown): boolean {
  if (typeof value === "number") return Token.isUnresolved(value);
  return isTextToken(value) || isResolvable(value) || isListToken(value) || isMapToken(value);
}

/**
 * Whether cdktf can write a text: it takes what looks like its own encoding of a token for one, and fails at
 * synth when there is no such token, or when it is one of a list or a map.
 */
export function isWritable(text: string): boolean {
  if (text === Token.STRING_MAP_TOKEN_VALUE || text === Token.ANY_MAP_TOKEN_VALUE) return false;
  if (!text.includes("{TfToken[")) return true;
  if (/[#&]\{TfToken\[/.test(text)) return false;
  try {
    Tokenization.reverseString(text);
    return true;
  } catch {
    return false;
  }
}

/** Whether Terraform would evaluate a part of a text that is no token. */
export function isEvaluated(text: string): boolean {
  return /[$%]\{/.test(text.replace(/\$\{TfToken\[[^\]]+\]\}/g, ""));
}
