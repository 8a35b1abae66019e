import { validationError } from "../../support/validation";
import { PolicyPlace } from "../policy-props";
import { type Forwarding, typedCall, validateBackend } from "../statements/backend-section";
import type { PolicyStatement } from "../statements/statement";
import { childElements, countOf, textOf, type XmlElement } from "../xml";
import { policyCatalogue } from "./catalogue";
import type { PolicyContext } from "./grammar";
import { levelNames, type PolicyLevel } from "./grammar";
import { validateStatement } from "./statement-validation";

/** What is refused of what a user added, where it is added. */
export function validatePolicy(
  statements: readonly PolicyStatement[],
  forwarding: Forwarding,
  context: PolicyContext,
): string[] {
  const call = typedCall(forwarding);
  const all: PolicyStatement[] = call
    ? [...statements, { element: call, place: PolicyPlace.BACKEND, origin: "The call of the Function" }]
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
  ];
}

function validateOnce(statements: readonly PolicyStatement[]): string[] {
  return [...policyCatalogue]
    .filter(([, { once }]) => once)
    .map(
      ([name]) => [name, statements.reduce((sum, { element }) => sum + countOf(element, name), 0)] as const,
    )
    .filter(([, count]) => count > 1)
    .map(([name, count]) =>
      validationError(
        `A policy has \`<${name}>\` ${count} times`,
        "API Management takes it once in a policy",
        "Keep one of them",
      ),
    );
}

// Behind the first one nothing is done any more.
function validateAnswer(statements: readonly PolicyStatement[]): string[] {
  const places = statements
    .filter(({ element }) => /^(mock|return)-response$/.test(element.name))
    .map(({ place }) => place);
  return [...new Set(places)]
    .filter((place) => places.indexOf(place) !== places.lastIndexOf(place))
    .map((place) =>
      validationError(
        `A policy has more than one answer of its own in the place ${place}`,
        "The first one ends the call",
        "Keep one of them, or choose between them in raw XML",
      ),
    );
}

// A product's policy runs before the API's authenticates, an operation's after it.
const neverAt: Readonly<Partial<Record<PolicyLevel, { place: PolicyPlace; why: string }>>> = {
  product: { place: PolicyPlace.AFTER_TOKEN, why: "It comes before the gateway has its token" },
  operation: {
    place: PolicyPlace.BEFORE_AUTHENTICATION,
    why: "It comes after the API's, which has authenticated the caller by then",
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
        "Put it into the API's `policy`",
      ),
    );
}

/** What works elsewhere, and not together with this API or at this level. */
function validateCombination({ element, origin }: PolicyStatement, context: PolicyContext): string[] {
  return [
    ...(context.versionInHeader && element.name === "cors" ? [corsWithHeader(origin)] : []),
    ...(context.level === "operation" && variesByToken(element) ? [cacheByToken(origin)] : []),
  ];
}

function corsWithHeader(origin: string): string {
  return validationError(
    `${origin} was given for an API of which a header says the version`,
    "A browser asks for permission without that header, so API Management finds no API that allows it",
    "Use `ApiVersionScheme.path()` or `ApiVersionScheme.query()`",
  );
}

function variesByToken(root: XmlElement): boolean {
  const own = root.name === "vary-by-header" && textOf(root).trim().toLowerCase() === "authorization";
  return own || childElements(root).some(variesByToken);
}

function cacheByToken(origin: string): string {
  return validationError(
    `${origin} was given for an operation, with answers for each token`,
    "By then the token is the gateway's own, the same for all callers, and one would get another one's answer",
    "Put it into the API's `policy`, or say `sharedByCallers: true`",
  );
}
