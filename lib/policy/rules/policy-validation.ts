import { validationError } from "../../support/validation";
import { PolicyPlace } from "../policy-props";
import { type Forwarding, typedCall, validateBackend } from "../statements/backend-section";
import type { PolicyStatement } from "../statements/statement";
import { countOf } from "../xml/xml-element";
import { policyCatalogue } from "./catalogue";
import { defaultCredentials } from "./credentials";
import type { PolicyContext } from "./grammar";
import { levelNames, type PolicyLevel } from "./grammar";
import { validateStatement } from "./statement-validation";

/** Rejects what does not work, or would get around the fixed steps, where a policy is used. */
export function validatePolicy(
  statements: readonly PolicyStatement[],
  forwarding: Forwarding,
  context: PolicyContext,
): string[] {
  const call = typedCall(forwarding);
  const all: PolicyStatement[] = call
    ? [...statements, { element: call, place: PolicyPlace.BACKEND, origin: "The backend section" }]
    : [...statements];
  const rawCalls = statements
    .filter(({ place }) => place === PolicyPlace.BACKEND)
    .map(({ element }) => element);
  return [
    ...all.flatMap((statement) => validateStatement(statement, context)),
    ...validateOnce(all),
    ...validateAnswer(all),
    ...validateBackend(rawCalls, forwarding),
    ...validatePlace(statements, context),
    ...all.flatMap((statement) => validateCombination(statement, context)),
    ...validateCache(statements, context),
  ];
}

function countIn(statements: readonly PolicyStatement[], name: string): number {
  return statements.reduce((sum, { element }) => sum + countOf(element, name), 0);
}

function validateOnce(statements: readonly PolicyStatement[]): string[] {
  return [...policyCatalogue]
    .filter(([, { once }]) => once)
    .map(([name]) => [name, countIn(statements, name)] as const)
    .filter(([, count]) => count > 1)
    .map(([name, count]) =>
      validationError(
        `A policy has \`<${name}>\` ${count} times`,
        "API Management accepts it once in a policy",
        "Keep one of them",
      ),
    );
}

// Nothing runs after the first one.
function validateAnswer(statements: readonly PolicyStatement[]): string[] {
  const places = statements
    .filter(({ element }) => /^(mock|return)-response$/.test(element.name))
    .map(({ place }) => place);
  return [...new Set(places)]
    .filter((place) => places.indexOf(place) !== places.lastIndexOf(place))
    .map((place) =>
      validationError(
        `A policy has more than one response of the gateway itself in the place ${place}`,
        "The first one ends the call",
        "Keep one of them, or choose between them in raw XML",
      ),
    );
}

// A product's policy runs before the API's authenticates, an operation's after it.
const neverAt: Readonly<Partial<Record<PolicyLevel, { place: PolicyPlace; why: string }>>> = {
  product: { place: PolicyPlace.AFTER_TOKEN, why: "It runs before the gateway has its token" },
  operation: {
    place: PolicyPlace.BEFORE_AUTHENTICATION,
    why: "It runs after the API's policy, which has authenticated the caller by then",
  },
};

function validatePlace(statements: readonly PolicyStatement[], { level }: PolicyContext): string[] {
  const never = neverAt[level];
  if (!never) return [];
  return statements
    .filter(({ place, element }) => place === never.place && !/^(ip-filter|cors)$/.test(element.name))
    .map(({ origin }) =>
      validationError(
        `${origin} was given for the place ${never.place} of ${levelNames[level]}`,
        never.why,
        "Move it to the API's `policy`",
      ),
    );
}

/** What works elsewhere, and not together with this API. */
function validateCombination(
  { element, origin }: PolicyStatement,
  { versionInHeader }: PolicyContext,
): string[] {
  if (!versionInHeader || element.name !== "cors") return [];
  return [
    validationError(
      `${origin} was given for an API whose version is in a header`,
      "A browser asks for permission without that header, so API Management finds no API that would allow it",
      "Use `ApiVersionScheme.path()` or `ApiVersionScheme.query()`",
    ),
  ];
}

/** What is wrong with the statements of a cache together. */
function validateCache(
  statements: readonly PolicyStatement[],
  { credentials = defaultCredentials, cachedByApi = false }: PolicyContext,
): string[] {
  const lookup = statements.findIndex(({ element }) => countOf(element, "cache-lookup") > 0);
  const rewrite = statements.findIndex(({ element }) => countOf(element, "rewrite-uri") > 0);
  const isStored = countIn(statements, "cache-store") > 0;
  const isRewritten = rewrite >= 0 && rewrite < lookup && credentials.queryParameters.length > 0;
  return [
    ...(isStored && lookup < 0 && !cachedByApi ? [storeError] : []),
    ...(isRewritten && statements[lookup].cached !== "forAll" ? [rewriteError(statements[lookup])] : []),
  ];
}

const storeError = validationError(
  "`cacheStore` was given without `cacheLookup`",
  "Nothing takes a response from the cache without it",
  "Add `cacheLookup`, in the API's `policy` or before it",
);

function rewriteError({ origin }: PolicyStatement): string {
  return validationError(
    `${origin} was given after a new path, for callers with a token or a key in the query`,
    "A new path may have other query parameters, so one caller could get another's response (T20)",
    "Add `cacheLookup` before `rewriteUri`",
  );
}
