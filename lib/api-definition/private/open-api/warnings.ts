import { isData, isObject, type OpenApiNode } from "./json";
import { type OpenApiOperation, parametersOf } from "./operations";
import { lookedUp, pointerTo } from "./references";

/** Something that API Management does not take over from a document, with the places where it stands. */
interface Dropped {
  readonly what: string;
  readonly at: readonly string[];
}

/**
 * What API Management leaves out of a document that it imports, or makes something else of, in words: one
 * warning each, with how often and where first. From Microsoft's "API import restrictions and known issues".
 */
export function openApiWarnings(document: OpenApiNode, operations: readonly OpenApiOperation[]): string[] {
  return [
    ...ofDocument(document),
    ...ofOperations(document, operations),
    ...ofParameters(document, operations),
  ]
    .filter(({ at }) => at.length > 0)
    .map(({ what, at }) => {
      const more = at.length > 1 ? ` and ${at.length - 1} more` : "";
      return `API Management ${what} (#${at[0]}${more}).`;
    });
}

function ofDocument(document: OpenApiNode): Dropped[] {
  const everything = [...nodes(document, "")];
  return [
    { what: "leaves webhooks out of the import", at: document.webhooks === undefined ? [] : ["/webhooks"] },
    {
      what: "leaves links to documentation (`externalDocs`) out of the import",
      at: placesOf(everything, "externalDocs"),
    },
    {
      what: "leaves links out of the import",
      at: placesOf(everything, "links").filter(
        (place) => place.startsWith("/components") || place.includes("/responses/"),
      ),
    },
    {
      what: "leaves extensions out of the import",
      at: everything
        .filter(({ name }) => name.startsWith("x-") && name !== "x-ms-paths" && name !== "x-servers")
        .map(({ at }) => at),
    },
    {
      what: "does not support schemas that refer to themselves, and may refuse or shorten them",
      at: recursiveSchemas(document.components?.schemas ?? {}).map((name) =>
        pointerTo("components", "schemas", name),
      ),
    },
  ];
}

function ofOperations(document: OpenApiNode, operations: readonly OpenApiOperation[]): Dropped[] {
  const at = (matches: (operation: OpenApiNode, method: string) => boolean) =>
    operations
      .filter(({ operation, method }) => matches(operation, method))
      .map(({ path, method }) => pointerTo("paths", path, method));
  const traced = Object.keys(document.paths).filter((path) => isObject(document.paths[path]?.trace));
  return [
    {
      what: "leaves callbacks out of the import; calls are not affected",
      at: at(({ callbacks }) => Boolean(callbacks)),
    },
    {
      what: "leaves the body out of GET, HEAD and OPTIONS",
      at: at(({ requestBody }, method) => Boolean(requestBody) && /^(get|head|options)$/.test(method)),
    },
    {
      what: "leaves TRACE out of the import, and answers 404",
      at: traced.map((path) => pointerTo("paths", path, "trace")),
    },
  ];
}

function ofParameters(document: OpenApiNode, operations: readonly OpenApiOperation[]): Dropped[] {
  const places = operations.flatMap((operation) =>
    parametersOf(document, operation).map((parameter) => ({
      parameter,
      at: pointerTo("paths", operation.path, operation.method, "parameters", String(parameter.name)),
    })),
  );
  const at = (matches: (parameter: OpenApiNode) => boolean) =>
    places.filter(({ parameter }) => matches(parameter)).map((place) => place.at);
  return [
    {
      what: "leaves parameters in cookies out of the import; calls are not affected",
      at: at((parameter) => parameter.in === "cookie"),
    },
    {
      what: "makes a required query parameter a part of the URL template, and answers 404 without it",
      at: at((parameter) => parameter.in === "query" && parameter.required === true),
    },
    {
      what: "reads lists in a query as `style: form` with `explode: true` alone",
      at: at(
        (parameter) =>
          parameter.in === "query" &&
          lookedUp(document, parameter.schema).type === "array" &&
          ((parameter.style ?? "form") !== "form" || parameter.explode === false),
      ),
    },
    {
      what: "leaves `allowReserved` and `allowEmptyValue` out of the import",
      at: at((parameter) => parameter.allowReserved === true || parameter.allowEmptyValue === true),
    },
  ];
}

interface Place {
  readonly name: string;
  readonly at: string;
}

// What examples hold is data, and names of properties and schemas are the author's own.
function* nodes(node: unknown, at: string, ownNames = false): Generator<Place> {
  if (Array.isArray(node)) {
    for (const [index, child] of node.entries()) yield* nodes(child, `${at}/${index}`);
  }
  if (!isObject(node)) return;
  for (const [name, child] of Object.entries(node)) {
    const place = `${at}${pointerTo(name)}`;
    if (!ownNames) yield { name, at: place };
    if (!ownNames && (isData(name) || name === "examples")) continue;
    yield* nodes(child, place, !ownNames && /^(properties|schemas|patternProperties|headers)$/.test(name));
  }
}

function placesOf(places: readonly Place[], name: string): string[] {
  return places.filter((place) => place.name === name).map(({ at }) => at);
}

/** Names of component schemas from which a way of references leads back. */
function recursiveSchemas(schemas: OpenApiNode): string[] {
  const references = new Map(
    Object.entries(schemas).map(([name, schema]) => [
      name,
      [...JSON.stringify(schema ?? {}).matchAll(/"\$ref":"#\/components\/schemas\/([^"/]+)"/g)].map(
        ([, to]) => to,
      ),
    ]),
  );
  return [...references.keys()].sort().filter((name) => reaches(name, name, references, new Set()));
}

function reaches(from: string, to: string, references: Map<string, string[]>, seen: Set<string>): boolean {
  return (references.get(from) ?? []).some((next) => {
    if (next === to) return true;
    if (seen.has(next)) return false;
    seen.add(next);
    return reaches(next, to, references, seen);
  });
}
