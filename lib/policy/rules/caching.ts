import type { Read } from "../expressions/context-reads";
import { readsOf } from "../expressions/request-reads";
import { headerKey } from "../fixed-names";
import { attribute, childElements, textOf, type XmlElement } from "../xml/xml-element";
import { defaultCredentials, hasHeader, includesName } from "./credentials";
import type { PolicyCheck, Violation, Visit } from "./visits";

/** Rejects caches that could hand one caller's response to another (T20). */
export const checkCaching: PolicyCheck = (visit) => {
  const { credentials = defaultCredentials } = visit.context;
  const areTheSame = credentials.headers.length + credentials.queryParameters.length === 0;
  if (areTheSame || visit.sharedByCallers) return [];
  switch (visit.element.name) {
    case "cache-lookup":
      return lookupViolations(visit);
    case "azure-openai-semantic-cache-lookup":
    case "llm-semantic-cache-lookup":
      return listed(visit.element, "vary-by").some((text) => readsCaller(visit, text))
        ? []
        : [notVariedByText];
    case "cache-store-value":
      return storesResponse(visit) && !readsCaller(visit, attribute(visit.element, "key"))
        ? [storedForAll]
        : [];
    default:
      return [];
  }
};

function lookupViolations(visit: Visit): Violation[] {
  if (visit.hasToken) return [afterDeletion];
  if (!variesByCredentials(visit)) return [notVaried];
  return /^(none|private)?$/i.test(attribute(visit.element, "downstream-caching-type")) ? [] : [downstream];
}

function variesByCredentials({ element, context }: Visit): boolean {
  const { headers, queryParameters } = context.credentials ?? defaultCredentials;
  const variedHeaders = listed(element, "vary-by-header");
  const variedParameters = listed(element, "vary-by-query-parameter");
  // Without a list, responses differ by all query parameters.
  const byAll = variedParameters.length === 0;
  return (
    headers.every((name) => includesName(variedHeaders, name)) &&
    (byAll || queryParameters.every((name) => includesName(variedParameters, name)))
  );
}

/** The texts of children; API Management takes several in one, with semicolons between. */
function listed(element: XmlElement, name: string): string[] {
  return childElements(element)
    .filter((child) => child.name === name)
    .flatMap((child) => textOf(child).split(";"))
    .filter((text) => text.trim() !== "");
}

function storesResponse({ element }: Visit): boolean {
  return readsOf(attribute(element, "value"), false).some(({ what }) => what === "response");
}

/** Whether a text depends on who calls; what a variable holds is up to the user. */
function readsCaller(visit: Visit, text: string): boolean {
  return readsOf(text, false).some((read) => isOfCaller(visit, read));
}

function isOfCaller({ context, hasToken }: Visit, read: Read): boolean {
  const { claimHeaders = [], credentials = defaultCredentials, subscriptionRequired } = context;
  switch (read.what) {
    case "variables":
      return true;
    case "subscription":
    case "user":
      return subscriptionRequired;
    case "header":
      return (
        claimHeaders.some((name) => headerKey(name) === headerKey(read.name)) ||
        (!hasToken && hasHeader(credentials, read.name))
      );
    default:
      return false;
  }
}

const share = "with `cacheLookup({ sharedByCallers: true })` where every caller may get every response";

const notVaried: Violation = {
  why: "one caller would get another's response: it does not vary by what tells the callers apart (T20)",
  fix: `Use \`cacheLookup()\`, which varies by it, or share ${share}`,
};

const afterDeletion: Violation = {
  why: "one caller would get another's response: what tells the callers apart is deleted by then, and `Authorization` is the gateway's token (T20)",
  fix: `Put it into the API's \`policy\`, before the token step, or share ${share}`,
};

const downstream: Violation = {
  why: "caches on the way to the caller would hand the response to others (T20)",
  fix: "Leave `downstream-caching-type` out, or set it to `private`",
};

const notVariedByText: Violation = {
  why: "one caller would get another's response: no `<vary-by>` depends on the caller (T20)",
  fix: 'Add one that reads a variable with the caller\'s id, like `@((string)context.Variables["caller"])`',
};

const storedForAll: Violation = {
  why: "it keeps a response to one caller under a key that does not depend on the caller (T20)",
  fix: `Add a variable with the caller's id to the key, or share responses ${share}, and \`cacheStore\``,
};
