import { validationError } from "../../../support/validation";
import { invalidDefinition, type LoadedApiDefinition } from "../../loaded-api-definition";
import { type OperationToValidate, validateOperations } from "../operation-validation";
import { bundle, type DocumentFile } from "./bundle";
import { validateImport } from "./import-validation";
import { canonicalJson, isData, isObject, type OpenApiNode } from "./json";
import { type NamedOperation, withOperationIds } from "./operation-ids";
import { type OpenApiOperation, operationsOf } from "./operations";
import { lookedUp, validateReferences } from "./references";
import { validateSchema } from "./schema-validation";
import { validateDepth, validateNoTokens } from "./text-validation";
import { openApiWarnings } from "./warnings";

/**
 * Reads and checks an OpenAPI 3 document, which stays as it is.
 * @param file the file that contains it; none for an object, which refers to no files
 */
export function loadOpenApi(document: unknown, file?: DocumentFile): LoadedApiDefinition {
  const errors = [...validateStructure(document), ...validateDepth(document)];
  if (errors.length > 0) return invalidDefinition(errors);
  const plain = asPlainData(document);
  if (!plain) return invalidDefinition([notPlainData()]);

  const bundled = file ? bundle(plain, file) : { errors: [], document: plain };
  const copy = withoutNothing(bundled.document) as OpenApiNode;
  const invalid = [
    ...bundled.errors,
    ...validateNoTokens(copy),
    ...validateSchema(copy),
    ...validateReferences(copy),
  ];
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
    routes: operations,
    operationIds: operations.map(({ operationId }) => operationId),
    gatewayOperationIds: new Map(
      operations.map(({ operationId, gatewayOperationId }) => [operationId, gatewayOperationId]),
    ),
  };
}

function validateStructure(document: unknown): string[] {
  const invalid = (given: string) => [
    validationError(given, "Allowed is an OpenAPI 3.0 or 3.1 document", "Convert or fix the document"),
  ];
  if (!isObject(document)) return invalid("A document that is not an object was given");
  if (document.swagger !== undefined) return invalid(`A Swagger ${document.swagger} document was given`);
  if (!/^3\.[01]\.\d+/.test(String(document.openapi))) {
    return invalid(`A document with \`openapi: ${document.openapi ?? "(nothing)"}\` was given`);
  }
  if (!isObject(document.info)) return invalid("A document without `info` was given");
  if (!isObject(document.paths)) return invalid("A document without `paths` was given");
  return [];
}

// Parts that YAML anchors share become copies too: operations get ids of their own.
function asPlainData(document: unknown): OpenApiNode | undefined {
  try {
    return JSON.parse(JSON.stringify(document));
  } catch {
    return undefined;
  }
}

function notPlainData(): string {
  return validationError(
    "A document with a value that JSON cannot represent was given",
    "Allowed is what JSON can represent",
    "Refer to schemas with `$ref` instead",
  );
}

// A YAML key without a value has no meaning here; in examples it may.
function withoutNothing(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(withoutNothing);
  if (!isObject(node)) return node;
  return Object.fromEntries(
    Object.entries(node)
      .filter(([name, value]) => value !== null || isData(name))
      .map(([name, value]) => [name, isData(name) ? value : withoutNothing(value)]),
  );
}

// OpenAPI 3.1 allows paths in components, where API Management does not look. Each gets a copy, because its
// operations have ids of their own.
function writePathsOut(document: OpenApiNode): void {
  for (const [path, item] of Object.entries(document.paths as OpenApiNode)) {
    if (!isObject(item)) continue;
    const { $ref, ...beside } = item;
    const found = lookedUp(document, item);
    if ($ref !== undefined && found.$ref === undefined)
      document.paths[path] = { ...structuredClone(found), ...beside };
  }
}

// The gateway decides who serves the API and who may call it, not the document.
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
