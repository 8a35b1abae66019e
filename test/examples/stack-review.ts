import type { Json } from "../synthesis";
import { belongsTo, indented, placeOf, type Resource, resourceLines, resourcesOf } from "./resource-lines";
import { assignment } from "./terraform-expression";

/** A part of a stack that a reviewer reads for one question. */
export interface ReviewPart {
  readonly name: string;
  readonly question: string;
  readonly review: (json: Json) => string;
}

/**
 * A synthesized stack as a reviewer reads it, part by part.
 *
 * Every resource is in one part, by its address, and with every argument but those that have the very value
 * that a rule of `fixed-arguments.ts` demands. A policy is reduced to the outline of its steps, an OpenAPI
 * document to its operations, and cdktf's metadata to nothing.
 */
export const reviewParts: readonly ReviewPart[] = [
  {
    name: "deployment",
    question: "what must whoever deploys it have, and what do others read of it?",
    review: reviewOfDeployment,
  },
  {
    name: "gate",
    question: "who passes the authentication of which app, and to whom does Entra issue tokens for it?",
    review: (json) => reviewOf(json, isGate),
  },
  {
    name: "routes",
    question: "which path and operations lead, by which steps in which order, to which Function?",
    review: (json) => reviewOf(json, isRoute),
  },
  {
    name: "rights",
    question: "which identities are there, and what may each do on Azure?",
    review: (json) => reviewOf(json, isRight),
  },
  {
    name: "rest",
    question: "what is made, of which size? A changed address or name re-creates what users have.",
    review: (json) => reviewOf(json, (type) => ![isGate, isRoute, isRight].some((isOther) => isOther(type))),
  },
];

function isGate(type: string): boolean {
  return type.includes("function_app") || type.startsWith("azuread_");
}

function isRoute(type: string): boolean {
  return type.startsWith("azurerm_api_management");
}

function isRight(type: string): boolean {
  return ["azurerm_user_assigned_identity", "azurerm_role_assignment"].includes(type);
}

function reviewOfDeployment(json: Json): string {
  const { resource: _resource, ...rest } = withoutMetadata(json);
  return Object.entries<Json>(rest)
    .flatMap(([kind, members]) =>
      Object.entries(members).map(([name, value]) => assignment([`${kind}.${name}`, value])),
    )
    .join("\n");
}

/** Resources below the place where they are, and what belongs to an API below the API. */
function reviewOf(json: Json, isInPart: (type: string) => boolean): string {
  const resources = resourcesOf(withoutMetadata(json)).filter(({ type }) => isInPart(type));
  const membersOf = (api: Resource) => resources.filter((resource) => belongsTo(resource, api));
  const members = resources.flatMap(membersOf);
  const above = resources.filter((resource) => !members.includes(resource));
  const linesIn = (place: string) =>
    above
      .filter((resource) => placeOf(resource) === place)
      .flatMap((resource) => resourceLines(resource, membersOf(resource)));
  return [...new Set(above.map(placeOf))]
    .flatMap((place) => (place ? [place, ...indented(linesIn(place))] : linesIn(place)))
    .join("\n");
}

function withoutMetadata(json: Json): Json {
  return JSON.parse(JSON.stringify(json, (name, value) => (name === "//" ? undefined : value)));
}
