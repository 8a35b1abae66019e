import { refusal } from "../../support/refusal";
import { childElements, countOf, type XmlElement } from "../xml";
import { backendRefusals, type Forwarding, typedCall } from "./backend-section";
import { policyCatalogue } from "./policy-catalogue";
import type { PolicyContext } from "./policy-context";
import type { PolicyStatement } from "./policy-statement";
import { statementRefusals } from "./statement-checks";

/** Everything that is refused of what a user added, where it is added. */
export function policyRefusals(
  statements: readonly PolicyStatement[],
  forwarding: Forwarding,
  context: PolicyContext,
): string[] {
  const call = typedCall(forwarding);
  const all: PolicyStatement[] = call
    ? [...statements, { element: call, place: "backend", origin: "The call of the Function" }]
    : [...statements];
  const rawCalls = statements.filter(({ place }) => place === "backend").map(({ element }) => element);
  return [
    ...all.flatMap((statement) => statementRefusals(statement, context)),
    ...onceRefusals(all),
    ...answerRefusals(all),
    ...backendRefusals(rawCalls, forwarding),
    ...(context.level === "api" ? [] : placeRefusals(statements, context)),
    ...all.flatMap((statement) => levelRefusals(statement, context)),
  ];
}

function onceRefusals(statements: readonly PolicyStatement[]): string[] {
  return [...policyCatalogue]
    .filter(([, { once }]) => once)
    .map(
      ([name]) => [name, statements.reduce((sum, { element }) => sum + countOf(element, name), 0)] as const,
    )
    .filter(([, count]) => count > 1)
    .map(([name, count]) =>
      refusal(
        `A policy has \`<${name}>\` ${count} times`,
        "API Management takes it once in a policy",
        "Keep one of them",
      ),
    );
}

// Behind the first one nothing is done any more.
function answerRefusals(statements: readonly PolicyStatement[]): string[] {
  const places = statements
    .filter(({ element }) => /^(mock|return)-response$/.test(element.name))
    .map(({ place }) => place);
  return [...new Set(places)]
    .filter((place) => places.indexOf(place) !== places.lastIndexOf(place))
    .map((place) =>
      refusal(
        `A policy has more than one answer of its own in the place ${place}`,
        "The first one ends the call",
        "Keep one of them, or choose between them in raw XML",
      ),
    );
}

// A product's policy runs before the API's authenticates, an operation's after it.
function placeRefusals(statements: readonly PolicyStatement[], { level }: PolicyContext): string[] {
  const [never, mend] =
    level === "product"
      ? (["afterToken", "It comes before the gateway has its token"] as const)
      : ([
          "beforeAuthentication",
          "It comes after the API's, which has authenticated the caller by then",
        ] as const);
  return statements
    .filter(
      ({ place, element }) => place === never && element.name !== "ip-filter" && element.name !== "cors",
    )
    .map(({ origin }) =>
      refusal(
        `${origin} was given for the place ${never} of ${level === "product" ? "a product" : "an operation"}`,
        mend,
        "Put it into the API's `policy`",
      ),
    );
}

function levelRefusals({ element, origin }: PolicyStatement, context: PolicyContext): string[] {
  return [
    ...(context.versionInHeader && element.name === "cors" ? [corsWithHeader(origin)] : []),
    ...(context.level === "operation" && variesByToken(element) ? [cacheByToken(origin)] : []),
  ];
}

function corsWithHeader(origin: string): string {
  return refusal(
    `${origin} was given for an API of which a header says the version`,
    "A browser asks for permission without that header, so API Management finds no API that allows it",
    "Use `ApiVersionScheme.path()` or `ApiVersionScheme.query()`",
  );
}

function variesByToken(root: XmlElement): boolean {
  const own =
    root.name === "vary-by-header" && root.children.join("").trim().toLowerCase() === "authorization";
  return own || childElements(root).some(variesByToken);
}

function cacheByToken(origin: string): string {
  return refusal(
    `${origin} was given for an operation, with answers for each token`,
    "By then the token is the gateway's own, the same for all callers, and one would get another one's answer",
    "Put it into the API's `policy`, or say `sharedByCallers: true`",
  );
}
