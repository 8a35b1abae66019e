import type { Declared } from "./declared";
import type { Finding, FindingKind } from "./finding";
import { attribute, type PolicyElement, type PolicyText, textsOf } from "./policy-document";
import { type Step, tokenPolicy } from "./policy-steps";
import { expressionReads, liquidReads, type RequestReads } from "./request-reads";

/**
 * The gateway's token has one way out, to the Function: once the request has it, nothing reads the request's headers
 * as a whole, `Authorization` or the Function's key, and nothing hands the request on.
 */
export function tokenExitFindings(
  steps: readonly Step[],
  namedValues: ReadonlySet<string>,
  declared: Declared,
): Finding[] {
  return steps.flatMap((step) => {
    const problems = [
      ...kindProblems(step, declared),
      ...(step.hasToken ? readProblems(step, namedValues, declared) : keptProblems(step)),
    ];
    return problems.map(({ kind, detail }) => ({
      kind,
      at: step.at,
      detail: `<${step.element.name}>: ${detail}`,
    }));
  });
}

interface Problem {
  readonly kind: FindingKind;
  readonly detail: string;
}

/** Policies that do nothing with a request's headers but what their texts say. */
const followed = new Set(
  `address address-range allowed-headers allowed-methods allowed-origins api azure-openai-emit-token-metric
  azure-openai-token-limit cache-lookup cache-lookup-value cache-remove-value cache-store cache-store-value check-header
  choose content content-type-map cors cross-domain dimension emit-metric expose-headers find-and-replace
  forward-request header headers ip-filter json-to-xml jsonp limit-concurrency llm-emit-token-metric llm-token-limit
  log-to-eventhub message metadata method mock-response operation origin otherwise parameter path proxy query quota
  quota-by-key rate-limit rate-limit-by-key redirect-content-urls retry return-response rewrite-uri
  send-one-way-request send-request set-backend-service set-body set-header set-method set-query-parameter set-status
  set-url set-variable status-code trace type validate-content validate-headers validate-odata-request
  validate-parameters validate-status-code value vary-by-header vary-by-query-parameter wait when xml-to-json
  xsl-transform`.split(/\s+/),
);
const authentication = /^(?:validate-(?:azure-ad-token|jwt|client-certificate)|authentication-)/;

function kindProblems(step: Step, declared: Declared): Problem[] {
  const { element, hasToken, ownRequest } = step;
  const { name } = element;
  if (name === "include-fragment") {
    const fragment = attribute(element, "fragment-id");
    return declared.vouched?.includes(fragment)
      ? []
      : [unknown(`what the fragment ${fragment} does is not known`)];
  }
  if (name === "proxy" && !ownRequest) return [sent("the call goes through a proxy")];
  if (name === "forward-request") return redirects(element);
  if (/^send-(?:one-way-)?request$/.test(name) && hasToken) return copies(element);
  if (name === "check-header" && hasToken && isSecret(attribute(element, "name"))) return [read()];
  if (authentication.test(name)) return authenticates(step);
  if (isWithinStylesheet(name) || followed.has(name) || !hasToken) return [];
  return [unknown("what it does with the request is not known")];
}

function authenticates({ element: { name }, hasToken, ownRequest, level, always }: Step): Problem[] {
  if (name === tokenPolicy && !ownRequest && always && /^(?:api|operation)$/.test(level)) return [];
  if (!name.startsWith("validate-"))
    return [{ kind: "token-step", detail: "it asks for a token beside the gate's" }];
  return hasToken ? [read()] : [];
}

function isWithinStylesheet(name: string): boolean {
  return name.includes(":");
}

// Whether the token goes with a call to where the Function redirects is not documented.
function redirects(element: PolicyElement): Problem[] {
  const follow = attribute(element, "follow-redirects").toLowerCase();
  return follow === "" || follow === "false" ? [] : [sent("redirects are followed with the token")];
}

function copies(element: PolicyElement): Problem[] {
  const mode = attribute(element, "mode").toLowerCase();
  return mode === "" || mode === "new" ? [] : [sent(`the request is copied with mode ${mode}`)];
}

function readProblems({ element }: Step, namedValues: ReadonlySet<string>, declared: Declared): Problem[] {
  const isLiquid = element.name === "set-body" && attribute(element, "template") !== "";
  const texts = [...element.attributes.values(), ...(isLiquid ? [] : [element.content])];
  return [
    ...textsOf(element).flatMap(({ text }) => readsProblems(expressionReads(text))),
    ...texts.flatMap((text) => namedValueProblems(text, namedValues, declared)),
    ...(isLiquid ? readsProblems(liquidReads(element.content.text)) : []),
  ];
}

function readsProblems({ headers, unclear }: RequestReads): Problem[] {
  return [
    ...(headers.some(isSecret) ? [read()] : []),
    ...unclear.map((why) => ({ kind: "token-read", detail: why }) as const),
  ];
}

/** A named value may be an expression, which the gateway evaluates. */
function namedValueProblems(
  { text }: PolicyText,
  known: ReadonlySet<string>,
  { vouched = [] }: Declared,
): Problem[] {
  const names = [...text.matchAll(/\{\{\s*([\w.-]+)\s*\}\}/g)].map(([, name]) => name);
  return names
    .filter((name) => !known.has(name) && !vouched.includes(name))
    .map((name) => unknown(`what the named value ${name} holds is not known`));
}

/** A variable that is set before may be looked at later: it holds a value, and nothing of the request itself. */
function keptProblems({ element }: Step): Problem[] {
  if (element.name !== "set-variable" && element.name !== "cache-store-value") return [];
  return textsOf(element).flatMap(({ text }) => {
    const { headers, unclear, deferred } = expressionReads(text);
    const later = deferred && headers.some(isSecret) ? ["a secret of the gateway may be read later"] : [];
    return [...unclear, ...later].map((why) => unknown(`${why}, and is kept`));
  });
}

/** Headers in which the gateway sends its token, and the key of a Function that still asks for one. */
function isSecret(name: string): boolean {
  return /^(?:authorization|x-functions-key)$/.test(name.trim().toLowerCase().replaceAll("_", "-"));
}

function read(): Problem {
  return { kind: "token-read", detail: "a header is read that holds a secret of the gateway" };
}

function sent(detail: string): Problem {
  return { kind: "token-sent", detail };
}

function unknown(detail: string): Problem {
  return { kind: "unknown", detail };
}
