import type { Finding } from "./finding";
import type { Json, Stack } from "./terraform-app";
import {
  childrenOf,
  type Expression,
  type PathStep,
  TerraformSyntaxError,
  templateParts,
} from "./terraform-expression";

/** Functions that read nothing but their arguments and the time. */
const pureFunctions = new Set(
  `abs alltrue anytrue base64decode base64encode base64sha256 can ceil chomp chunklist cidrhost cidrnetmask
  cidrsubnet cidrsubnets coalesce coalescelist compact concat contains csvdecode distinct element endswith flatten
  floor format formatdate formatlist indent index issensitive join jsondecode jsonencode keys length lookup lower map matchkeys
  max md5 merge min one parseint plantimestamp pow range regex regexall replace reverse sensitive setintersection setproduct
  setsubtract setunion sha1 sha256 sha512 signum slice sort split startswith strcontains strrev substr sum
  textencodebase64 timeadd timecmp title tobool tolist tomap tonumber toset tostring transpose trim trimprefix
  trimspace trimsuffix try upper urlencode uuidv5 values yamldecode yamlencode zipmap`.split(/\s+/),
);

/** Where the texts of a stack stand that Terraform evaluates. */
const evaluatedSections = ["resource", "data", "output", "locals", "module", "provider"];

/**
 * Every text that Terraform evaluates is a reference or a function of references to what is in the stack, and holds
 * nothing of the texts that came from outside (canaries).
 */
export function terraformTextFindings(stack: Stack, canaries: readonly string[]): Finding[] {
  return evaluatedSections.flatMap((section) =>
    [...textsOf(stack.json[section], section)].flatMap(({ at, text }) =>
      textFindings(stack, at, text, canaries),
    ),
  );
}

const nameMark = " (name)";

interface EvaluatedText {
  readonly at: string;
  readonly text: string;
}

/** Values and names: Terraform evaluates the names in a map as well. */
function* textsOf(json: Json, at: string): Generator<EvaluatedText> {
  if (typeof json === "string") yield { at, text: json };
  if (typeof json !== "object" || json === null) return;
  for (const [name, value] of Object.entries<Json>(json)) {
    // Comments, by Terraform's JSON syntax.
    if (name === "//") continue;
    if (!Array.isArray(json)) yield { at: `${at}${nameMark}`, text: name };
    yield* textsOf(value, `${at}.${name}`);
  }
}

function textFindings(stack: Stack, at: string, text: string, canaries: readonly string[]): Finding[] {
  const finding = (detail: string): Finding => ({
    kind: "terraform-text",
    at: `${stack.name}: ${at}`,
    detail,
  });
  try {
    return templateParts(text)
      .filter((part) => typeof part !== "string")
      .flatMap(({ expression, source }) =>
        [
          ...canaries
            .filter((canary) => refersTo(expression, canary))
            .map((canary) => `a text from outside, ${canary}, is evaluated`),
          ...(at.endsWith(nameMark) ? ["a name is evaluated"] : []),
          ...problemsOf(stack, at, expression, []),
        ].map((problem) => finding(`${problem}: ${source}`)),
      );
  } catch (error) {
    if (!(error instanceof TerraformSyntaxError)) throw error;
    return [finding(`${error.message}: ${text.slice(0, 200)}`)];
  }
}

function refersTo(expression: Expression, text: string): boolean {
  const own = expression.kind === "reference" && expression.path.some((step) => String(step).includes(text));
  return own || childrenOf(expression).some((child) => refersTo(child, text));
}

function problemsOf(stack: Stack, at: string, expression: Expression, locals: readonly string[]): string[] {
  const inner = expression.kind === "compound" ? [...locals, ...expression.locals] : locals;
  return [
    ...(expression.kind === "call" && !pureFunctions.has(expression.name)
      ? [`the function ${expression.name} is called`]
      : []),
    ...(expression.kind === "reference" && !isKnown(stack, at, expression.path, locals)
      ? ["nothing of that name is in the stack"]
      : []),
    ...childrenOf(expression).flatMap((child) => problemsOf(stack, at, child, inner)),
  ];
}

function isKnown(stack: Stack, at: string, path: readonly PathStep[], locals: readonly string[]): boolean {
  const [first, second, third] = path.map(String);
  if (locals.includes(first)) return true;
  switch (first) {
    case "var":
      return Object.hasOwn(stack.json.variable ?? {}, second);
    case "local":
      return Object.hasOwn(stack.json.locals ?? {}, second);
    case "module":
      return Object.hasOwn(stack.json.module ?? {}, second);
    case "terraform":
      return second === "workspace";
    case "self":
      return /\.(?:pre|post)condition\./.test(at);
    case "each":
    case "count":
      return (
        stack.block(at.split(".").slice(1, 3).join("."))?.args[first === "each" ? "for_each" : first] !==
        undefined
      );
    case "data":
      return stack.block(`data.${second}.${third}`) !== undefined;
    default:
      return stack.block(`${first}.${second}`) !== undefined;
  }
}
