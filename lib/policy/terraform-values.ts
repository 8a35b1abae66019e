import { type IResolvable, type IResolveContext, Token } from "cdktf";
import { throwIfInvalidInput, validationError } from "../support/validation";
import { expressionsIn, isExpression } from "./expressions/policy-expressions";

/** A part of a text: a literal, or a value that Terraform knows later. */
export type TextPart =
  | { readonly literal: string }
  /** The value as a cdktf token in a text. */
  | { readonly token: string };

// Numbers stand in texts as cdktf encodes them.
const encodedToken = /\$\{TfToken\[[^\]]+\]\}|-\d(?:\.\d+)?e\+\d{3}/g;

/** The literals and Terraform values of a text, in their order. */
export function textParts(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let at = 0;
  for (const { 0: encoded, index } of text.matchAll(encodedToken)) {
    const number = Number(encoded);
    if (!Number.isNaN(number) && !Token.isUnresolved(number)) continue;
    if (index > at) parts.push({ literal: text.slice(at, index) });
    parts.push({ token: Number.isNaN(number) ? encoded : Token.asString(number) });
    at = index + encoded.length;
  }
  return at < text.length ? [...parts, { literal: text.slice(at) }] : parts;
}

/** Whether Terraform knows a part of a text later. */
export function hasTerraformValue(text: string): boolean {
  return textParts(text).some((part) => "token" in part);
}

/** Whether a text is one Terraform value and nothing else. */
export function isTerraformValue(text: string): boolean {
  const [first, ...others] = textParts(text);
  return first !== undefined && "token" in first && others.length === 0;
}

// For private use, and in XML.
const mark = "\uE000";

/** A text with a mark for each Terraform value, so that what is around the values can be checked. */
export function markedText(text: string): string {
  return textParts(text)
    .map((part) => ("literal" in part ? part.literal : mark))
    .join("");
}

/** Whether a Terraform value stands in what the gateway evaluates: it could be any code, or the name of any secret. */
export function hasEvaluatedValue(text: string): boolean {
  if (!hasTerraformValue(text)) return false;
  const marked = markedText(text);
  const codes = expressionsIn(marked).map(({ start, end }) => marked.slice(start, end));
  return [...codes, ...(marked.match(/\{[{%][\s\S]*?(?:[}%]\}|$)/g) ?? [])].some((code) =>
    code.includes(mark),
  );
}

/** Whether a name is known only to Terraform, by a named value or during a call, so that it may be any name. */
export function isComputedName(name: string): boolean {
  return hasTerraformValue(name) || isExpression(name) || name.includes("{{");
}

/** A character, how XML writes it, and how Terraform does in a quoted text. */
export interface XmlEscape {
  readonly character: string;
  readonly xml: string;
  readonly hcl?: string;
}

/**
 * A text as XML holds it. Literals are escaped here; a Terraform value is escaped where Terraform evaluates it, so
 * that any value arrives as text: it adds no element, and is neither a policy expression nor a named value.
 *
 * @param escapes in their order: the ampersand first
 */
export function escapedText(text: string, escapes: readonly XmlEscape[]): string {
  const parts = textParts(text);
  return parts
    .map((part, index) => {
      if ("literal" in part) return escapedLiteral(part.literal, escapes);
      const form = plainForm(joins(parts[index - 1], /[@{]$/), joins(parts[index + 1], /^[({%]/));
      return Token.asString(new EscapedValue(part.token, escapes, form));
    })
    .join("");
}

function escapedLiteral(literal: string, escapes: readonly XmlEscape[]): string {
  return escapes.reduce((text, { character, xml }) => text.split(character).join(xml), literal);
}

/** Whether a part may begin, with the part beside it, what the gateway evaluates. */
function joins(part: TextPart | undefined, edge: RegExp): boolean {
  return part !== undefined && ("token" in part || edge.test(part.literal));
}

/**
 * Texts without `@(`, `@{`, `{{` and `{%`, at which expressions, named values and Liquid tags begin, together with
 * what is beside them.
 */
function plainForm(joinsBefore: boolean, joinsBehind: boolean): string {
  const unit = "(?:[^@{]|[{]?@+[^@({]|[{][^{@%])";
  const first = "(?:[^@{(%]|@+[^@({])";
  const last = joinsBehind ? "" : "[{]?@*";
  if (!joinsBefore) return `^${unit}*${last}$`;
  return joinsBehind ? `^${first}${unit}*$` : `^(?:${first}${unit}*${last}|@*)$`;
}

/** A value that Terraform escapes for XML when it evaluates it. */
class EscapedValue implements IResolvable {
  public readonly creationStack: string[] = [];

  public constructor(
    private readonly token: string,
    private readonly escapes: readonly XmlEscape[],
    private readonly form: string,
  ) {}

  public resolve(context: IResolveContext): string {
    const whole = String(context.resolve(this.token));
    const expression = withoutBraces(this.token, context);
    const isExpression = whole === `\${${expression}}`;
    throwIfInvalidInput(context.scope.node.path, isExpression ? [] : [knownTooLate(whole)]);
    return isSafe(expression) ? whole : `\${${this.escaped(expression)}}`;
  }

  public toString(): string {
    return Token.asString(this);
  }

  public toJSON(): string {
    return "<a Terraform value in a policy>";
  }

  private escaped(expression: string): string {
    return this.escapes.reduce(
      (text, { character, xml, hcl = character }) => `replace(${text}, "${hcl}", "${xml}")`,
      `regex("${this.form}", ${expression})`,
    );
  }
}

function withoutBraces(token: string, context: IResolveContext): string {
  const { suppressBraces } = context;
  context.suppressBraces = true;
  const expression = String(context.resolve(token));
  context.suppressBraces = suppressBraces;
  return expression;
}

function knownTooLate(text: string): string {
  return validationError(
    `A lazy value or a raw string was given for a policy, which turned out as ${JSON.stringify(text)}`,
    "A policy is checked when it is given, and then holds texts and values of Terraform",
    "Give the text itself, or a variable, an attribute or a function of cdktf",
  );
}

const entraIds =
  "(?:azuread_application|azurerm_user_assigned_identity|azuread_client_config|azurerm_client_config)";
const safeReferences = [
  new RegExp(`^(?:data\\.)?${entraIds}\\.[\\w-]+\\.(?:client_id|tenant_id)$`),
  // The same of another stack of the program, as cdktf names it.
  new RegExp(
    `^data\\.terraform_remote_state\\.cross-stack-reference-input-[\\w-]+\\.outputs\\.cross-stack-output-(?:data)?${entraIds}[\\w-]*(?:client_id|tenant_id)$`,
  ),
  // Checked by azurerm: letters, digits, hyphens and underscores.
  /^azurerm_api_management_backend\.[\w-]+\.name$/,
];

/** Whether an attribute is only a GUID that Azure or Entra made, or a name that the provider checks. */
function isSafe(expression: string): boolean {
  return safeReferences.some((form) => form.test(expression));
}
