import { validationError } from "../../../support/validation";
import { invalidDefinition, type LoadedApiDefinition } from "../loaded-api-definition";
import { type OperationToValidate, validateOperations } from "../operation-validation";
import { bundle } from "./bundle";
import { validateImport } from "./import-validation";
import { canonicalJson, isData, isObject, type OpenApiNode } from "./json";
import { type NamedOperation, withOperationIds } from "./operation-ids";
import { type OpenApiOperation, operationsOf } from "./operations";
import { lookedUp, validateReference } from "./references";
import { validateValidation } from "./schema-validation";
import { openApiWarnings } from "./warnings";

/**
 * Reads and checks an OpenAPI 3 document. The caller's object is left as it is.
 * @param path the file that it is from, beside which the files are that it refers to
 */
export function loadOpenApi(document: unknown, path?: string): LoadedApiDefinition {
  const errors = validateStructure(document);
  if (errors.length > 0) return invalidDefinition(errors);
  const plain = asPlainData(document);
  if (!plain) return invalidDefinition([notPlainData()]);

  const bundled = path === undefined ? { errors: [], document: plain } : bundle(plain, path);
  const copy = withoutNothing(bundled.document) as OpenApiNode;
  const invalid = [...bundled.errors, ...validateValidation(copy), ...validateReference(copy)];
  if (invalid.length > 0) return invalidDefinition(invalid);

  writePathsOut(copy);
  const found = operationsOf(copy);
  const warnings = openApiWarnings(copy, found);
  const operations = withOperationIds(found);
  const openApiJson = canonicalJson(withoutServersAndSecurity(copy, found));
  return {
    errors: [...validateOperations(operations.map(asOnGateway)), ...validateImport(copy, found, openApiJson)],
    warnings,
    title: textOf(copy.info.title),
    description: textOf(copy.info.description),
    openApiJson,
    operations: [],
    operationIds: operations.map(({ operationId }) => operationId),
    gatewayOperationIds: new Map(
      operations.map(({ operationId, gatewayOperationId }) => [operationId, gatewayOperationId]),
    ),
  };
}

function validateStructure(document: unknown): string[] {
  const refused = (given: string) => [
    validationError(given, "Allowed is an OpenAPI 3.0 or 3.1 document", "Convert or mend the document"),
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
  return validationError(
    "A document that holds itself, or a value that JSON has not, was given",
    "Allowed is what JSON can hold",
    "Refer to schemas with `$ref` instead",
  );
}

// A name in YAML without a value says nothing; in examples and the like it may be meant.
function withoutNothing(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(withoutNothing);
  if (!isObject(node)) return node;
  return Object.fromEntries(
    Object.entries(node)
      .filter(([name, value]) => value !== null || isData(name))
      .map(([name, value]) => [name, isData(name) ? value : withoutNothing(value)]),
  );
}

// A path may stand in the components of OpenAPI 3.1, where API Management does not look. Each gets a copy, for
// its operations have ids of their own.
function writePathsOut(document: OpenApiNode): void {
  for (const [path, item] of Object.entries(document.paths as OpenApiNode)) {
    if (!isObject(item)) continue;
    const { $ref, ...beside } = item;
    const found = lookedUp(document, item);
    if ($ref !== undefined && found.$ref === undefined)
      document.paths[path] = { ...structuredClone(found), ...beside };
  }
}

// Who serves the API and who may call it is the gateway's to say, and not the document's.
function withoutServersAndSecurity(
  { servers, security, ...document }: OpenApiNode,
  operations: readonly OpenApiOperation[],
): OpenApiNode {
  for (const item of Object.values(document.paths as OpenApiNode)) delete item?.servers;
  for (const { operation } of operations) {
    delete operation.servers;
    delete operation.security;
  }
  if (isObject(document.components)) delete document.components.securitySchemes;
  return document;
}

function asOnGateway({ method, urlTemplate, gatewayOperationId }: NamedOperation): OperationToValidate {
  return { method, urlTemplate, operationId: gatewayOperationId };
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
