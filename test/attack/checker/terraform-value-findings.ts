import type { Finding } from "./finding";
import {
  elementsIn,
  isEvaluated,
  type PolicyDocument,
  type PolicyText,
  type PolicyValue,
  textsOf,
} from "./policy-document";
import type { Stack } from "./terraform-app";
import { evaluate, NoText, NotEvaluated } from "./terraform-evaluation";
import type { Expression } from "./terraform-expression";

/** A text that breaks XML, or adds to it, unless it is escaped. */
const markup = `<a b="c" d='e'>&amp;&f;</a>]]>`;
/** A text that the gateway evaluates unless it is kept from it. */
const expressions = ["@(context.Request.Headers)", "@{return context;}"];

/** Whatever text a Terraform value has at apply, it arrives in a policy as that text. */
export function terraformValueFindings({ root, block }: PolicyDocument): Finding[] {
  return [...elementsIn(root)].flatMap((element) =>
    textsOf(element).flatMap((text) =>
      text.values.flatMap((value, index) =>
        problemsOf(block.stack, text, value, index).map((detail) => ({
          kind: "terraform-value" as const,
          at: block.address,
          detail: `<${element.name}>: \${${value.source}} ${detail}`,
        })),
      ),
    ),
  );
}

/** Attributes that Azure makes, of which the form is known: ids, and names of hosts. */
const safeAttributes = /(?:^|[._])(?:id|guid|name|hostname|location|url)$/;

function problemsOf(
  stack: Stack,
  text: PolicyText,
  { value, expression }: PolicyValue,
  index: number,
): string[] {
  const { attribute } = value;
  if (isNumber(stack, expression) || isBackendName(expression)) return [];
  if (attribute && attribute.block.type !== "terraform_remote_state" && safeAttributes.test(attribute.path))
    return [];
  try {
    const written = evaluate(expression, markup);
    const isFirst = index === 0 && text.text.startsWith("\uE000");
    const evaluated = isFirst && expressions.some((sample) => isEvaluated(textOf(expression, sample)));
    return [
      ...(/[<"]|&(?!(?:amp|lt|gt|quot|apos);)/.test(written) || !unescaped(written).includes(markup)
        ? ["does not arrive as the text that it is"]
        : []),
      ...(evaluated ? ["may be an expression, which the gateway evaluates"] : []),
    ];
  } catch (error) {
    if (!(error instanceof NotEvaluated)) throw error;
    return [`is made by ${error.message}, which is not followed`];
  }
}

/** What arrives; nothing when the plan ends with an error. */
function textOf(expression: Expression, sample: string): string {
  try {
    return evaluate(expression, sample);
  } catch (error) {
    if (error instanceof NoText) return "";
    throw error;
  }
}

/** Whether a value is a variable of which Terraform takes numbers and truths alone. */
function isNumber(stack: Stack, expression: Expression): boolean {
  if (expression.kind !== "reference") return false;
  const [section, name] = expression.path;
  return section === "var" && /^(?:number|bool)$/.test(String(stack.json.variable?.[String(name)]?.type));
}

/** A name in which azurerm takes only letters, digits and hyphens, already when it plans. */
function isBackendName(expression: Expression): boolean {
  if (expression.kind !== "reference") return false;
  const [type, , argument] = expression.path;
  return type === "azurerm_api_management_backend" && argument === "name";
}

const characters: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

function unescaped(xml: string): string {
  return xml.replace(/&(amp|lt|gt|quot|apos);/g, (_, name: string) => characters[name]);
}
