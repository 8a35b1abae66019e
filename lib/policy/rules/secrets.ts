import type { Read } from "../expressions/context-reads";
import { readsOf } from "../expressions/request-reads";
import { headerKey, isGatewayHeader } from "../fixed-names";
import { attribute, type XmlElement } from "../xml/xml-element";
import { type Credentials, defaultCredentials, hasHeader, hasParameter } from "./credentials";
import { isOfCall, type PolicyCheck, type Violation, type Visit } from "./visits";

/** A text of an element, and what the gateway reads when it evaluates it. */
export interface EvaluatedText {
  /** The attribute; undefined for the text between the tags. */
  readonly attribute?: string;
  readonly reads: readonly Read[];
}

/** The texts of an element itself. */
export function evaluatedTexts(element: XmlElement): EvaluatedText[] {
  const isLiquid = element.name === "set-body" && attribute(element, "template") !== "";
  return [
    ...element.attributes.map(([name, text]) => ({ attribute: name, reads: readsOf(text, false) })),
    ...element.children
      .filter((child) => typeof child === "string")
      .map((text) => ({ reads: readsOf(text, isLiquid) })),
  ];
}

/** Rejects texts that show or send the gateway's token (T19), or hand on what callers send as theirs (T14). */
export const checkSecrets: PolicyCheck = (visit) =>
  evaluatedTexts(visit.element).flatMap(({ attribute: name, reads }) => {
    // These are evaluated at the end of the call.
    const hasToken = visit.hasToken || /^increment-(condition|count)$/.test(name ?? "");
    const ofToken = hasToken ? tokenViolations(visit, reads) : keptViolations(visit, reads);
    return ofToken.length > 0 ? ofToken : callerViolations(visit, reads);
  });

/** With the token there, nothing reads it or the Function's key, or more of the request than single headers. */
function tokenViolations({ context }: Visit, reads: readonly Read[]): Violation[] {
  return reads.flatMap((read) => {
    if (isGatewaySecret(read)) return [headerKey(read.name) === "authorization" ? gatewayToken : functionKey];
    if (read.what === "undecided") return [undecidedWithToken(read.why)];
    if (read.what !== "namedValue") return [];
    if (read.inCode) return [namedValueInCode(read.name)];
    return context.namedValues?.includes(read.name) ? [] : [unknownNamedValue(read.name)];
  });
}

/** Before, nothing is kept that could read the token later: only values are. */
function keptViolations({ element }: Visit, reads: readonly Read[]): Violation[] {
  const isKept = element.name === "set-variable" || element.name === "cache-store-value";
  const runsLater = reads.some(({ what }) => what === "later");
  const isChanged = reads.some(({ what }) => what === "variables");
  return reads.flatMap((read) => {
    if (read.what === "undecided" && (isKept || isChanged)) return [undecidedKept(read.why)];
    if (read.what === "namedValue" && read.inCode && isKept) return [namedValueInCode(read.name)];
    return isGatewaySecret(read) && isKept && runsLater ? [readLater] : [];
  });
}

const carriers = new Set([
  "cache-store-value",
  "rewrite-uri",
  "set-body",
  "set-header",
  "set-query-parameter",
  "set-variable",
  "value",
]);

/** Nothing that goes to the Function carries a token or a key of the caller. */
function callerViolations(visit: Visit, reads: readonly Read[]): Violation[] {
  if (!isOfCall(visit) || !carriers.has(visit.element.name)) return [];
  const { credentials = defaultCredentials } = visit.context;
  return reads.some((read) => isCallersSecret(read, credentials)) ? [callersSecret] : [];
}

function isCallersSecret(read: Read, credentials: Credentials): boolean {
  switch (read.what) {
    case "header":
      return !read.claimsOnly && (isSecretHeader(read.name) || hasHeader(credentials, read.name));
    case "queryParameter":
      return read.name.toLowerCase() === "subscription-key" || hasParameter(credentials, read.name);
    case "query":
      return credentials.queryParameters.length > 0;
    default:
      return read.what === "subscriptionKey" || read.what === "undecided";
  }
}

function isSecretHeader(name: string): boolean {
  return ["authorization", "ocp-apim-subscription-key", "x-functions-key"].includes(headerKey(name));
}

function isGatewaySecret(read: Read): read is Extract<Read, { readonly what: "header" }> {
  return read.what === "header" && isGatewayHeader(read.name);
}

function namedValueInCode(name: string): Violation {
  return {
    why: `the named value \`{{${name}}}\` is part of the code, which may read the gateway's token with it (rule 18, T19)`,
    fix: `Set a variable to \`{{${name}}}\` with \`setVariable\` in the API's \`policy\`, which runs before the token step, and read the variable in the expression`,
  };
}

const gatewayToken: Violation = {
  why: "`Authorization` is the gateway's token by then, which goes to the Function and nowhere else, and is the same for all callers (rule 18, T19)",
  fix: "Keep what you need of the caller's token in a variable, with `setVariable` in the API's `policy`, which runs before, and read the variable here",
};

const functionKey: Violation = {
  why: "`x-functions-key` may be the Function's key by then, which goes to the Function and nowhere else (T19)",
  fix: "Remove it: what the caller sent there does not reach the Function",
};

function unknownNamedValue(name: string): Violation {
  return {
    why: `the named value \`{{${name}}}\` may be an expression, which may read the gateway's token (rule 18, T19)`,
    fix: `Create it in the program, from a secret of Key Vault, and call \`needs\` with it; or set a variable to \`{{${name}}}\` with \`setVariable\` in the API's \`policy\`, which runs before the token step, and read the variable here`,
  };
}

function undecidedWithToken(why: string): Violation {
  return {
    why: `${why}, and the gateway's token is in the request by then (rule 18, T19)`,
    fix: 'Read single headers by literal names, like `context.Request.Headers.GetValueOrDefault("X-Name", "")`; keep anything else in a variable, with `setVariable` in the API\'s `policy`, which runs before, and read the variable here',
  };
}

function undecidedKept(why: string): Violation {
  return {
    why: `${why}, and what is kept of it could be read when the gateway's token is in the request (rule 18, T14, T19)`,
    fix: 'Keep single headers, read by literal names like `context.Request.Headers.GetValueOrDefault("X-Name", "")`',
  };
}

const readLater: Violation = {
  why: "its lambda or query may run later, when the header holds a secret of the gateway (rule 18, T19)",
  fix: "Read the header outside of the lambda or query",
};

const callersSecret: Violation = {
  why: "it would hand on a token or a key of the caller (T14)",
  fix: "Remove it; read single headers by literal names, and claims of a token with `.AsJwt()`",
};
