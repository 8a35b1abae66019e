import { refusal } from "../support/refusal";
import { type LoadedApiDefinition, refusedDefinition } from "./loaded-api-definition";
import { isObject, type OpenApiNode, operationsOf } from "./open-api-operations";
import { openApiWarnings } from "./open-api-warnings";
import { operationsRefusals } from "./operation-checks";
import { operationIdOf } from "./operation-id";

/** What API Management imports inline, in bytes: 4 MiB. */
const largestImport = 4 * 1024 * 1024;

/** Reads and checks an OpenAPI 3 document. The caller's object is left as it is. */
export function loadOpenApi(document: unknown): LoadedApiDefinition {
  const refusals = structureRefusals(document);
  if (refusals.length > 0) return refusedDefinition(refusals);

  const copy = asPlainData(document);
  if (!copy) return refusedDefinition([notPlainData()]);
  const operations = withOperationIds(copy);
  const openApiJson = JSON.stringify(withoutServersAndSecurity(copy));
  return {
    refusals: [
      ...operationsRefusals(operations),
      ...externalReferenceRefusals(openApiJson),
      ...sizeRefusals(openApiJson),
    ],
    warnings: openApiWarnings(copy),
    title: textOf(copy.info.title),
    description: textOf(copy.info.description),
    openApiJson,
    operations: [],
    operationIds: operations.map(({ operationId }) => operationId),
  };
}

function structureRefusals(document: unknown): string[] {
  const refused = (given: string) => [
    refusal(given, "Allowed is an OpenAPI 3.0 or 3.1 document", "Convert or mend the document"),
  ];
  if (!isObject(document)) return refused("A document that is no object was given");
  if (document.swagger !== undefined) return refused(`A Swagger ${document.swagger} document was given`);
  if (!/^3\.[01]\.\d+/.test(String(document.openapi))) {
    return refused(`A document with \`openapi: ${document.openapi ?? "(nothing)"}\` was given`);
  }
  if (!isObject(document.info)) return refused("A document without `info` was given");
  if (!isObject(document.paths)) return refused("A document without `paths` was given");
  return [];
}

// Also makes a copy of every part that YAML anchors made one, so that each is written where it stands.
function asPlainData(document: unknown): OpenApiNode | undefined {
  try {
    return JSON.parse(JSON.stringify(document));
  } catch {
    return undefined;
  }
}

function notPlainData(): string {
  return refusal(
    "A document that holds itself, or a value that JSON has not, was given",
    "Allowed is what JSON can hold",
    "Refer to schemas with `$ref` instead",
  );
}

// API Management would make ids up at each import; these are stable, and policies can name them.
function withOperationIds(document: OpenApiNode) {
  return [...operationsOf(document)].map(([urlTemplate, method, operation]) => {
    operation.operationId ??= operationIdOf(method, urlTemplate);
    return { method: method.toUpperCase(), urlTemplate, operationId: String(operation.operationId) };
  });
}

// Who serves the API and who may call it is the gateway's to say, and not the document's.
function withoutServersAndSecurity({ servers, security, ...document }: OpenApiNode): OpenApiNode {
  for (const item of Object.values(document.paths as OpenApiNode)) delete item?.servers;
  for (const [, , operation] of operationsOf(document)) {
    delete operation.servers;
    delete operation.security;
  }
  if (isObject(document.components)) delete document.components.securitySchemes;
  return document;
}

function externalReferenceRefusals(openApiJson: string): string[] {
  const external = new Set(
    [...openApiJson.matchAll(/"\$ref":("(?!#)(?:[^"\\]|\\.)*")/g)].map(([, reference]) => reference),
  );
  return [...external].map((reference) =>
    refusal(
      `A document that refers to ${reference} was given`,
      "API Management imports one document, in which every `$ref` starts with `#/`",
      "Bundle the files into one, for example with `npx @redocly/cli bundle`",
    ),
  );
}

function sizeRefusals(openApiJson: string): string[] {
  const bytes = Buffer.byteLength(openApiJson);
  if (bytes <= largestImport) return [];
  return [
    refusal(
      `A document of ${bytes} bytes, as JSON, was given`,
      `API Management imports at most ${largestImport} bytes (4 MiB) inline`,
      "Take examples out of it, or split the API",
    ),
  ];
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
