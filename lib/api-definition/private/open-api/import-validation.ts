import { validationError } from "../../../support/validation";
import { templateParameters } from "../url-template";
import type { OpenApiNode } from "./json";
import { type OpenApiOperation, parametersOf } from "./operations";
import { pointerTo } from "./references";

/** What API Management imports inline, in bytes: 4 MiB. */
const largestImport = 4 * 1024 * 1024;
/** Longest name of an operation that people read, in characters. */
const longestSummary = 300;

/** What API Management's import does not accept of a valid document. */
export function validateImport(
  document: OpenApiNode,
  operations: readonly OpenApiOperation[],
  openApiJson: string,
): string[] {
  return [
    ...operations.flatMap((operation) => validateOperation(document, operation)),
    ...validatePath(document),
    ...validateSize(openApiJson),
  ];
}

function validateOperation(document: OpenApiNode, operation: OpenApiOperation): string[] {
  const at = `#${pointerTo("paths", operation.path, operation.method)}`;
  const parameters = parametersOf(document, operation);
  const inTemplate = templateParameters(operation.path);
  const summary = String(operation.operation.summary ?? "");
  return [
    ...parameters
      .filter((parameter) => parameter.in === "path" && !inTemplate.includes(parameter.name))
      .map(({ name }) =>
        validationError(
          `The operation at ${at} has the path parameter ${JSON.stringify(name)}`,
          "API Management takes path parameters that stand in the path in braces",
          "Write it into the path, or take it out",
        ),
      ),
    ...parameters
      .filter(
        ({ in: place, required, name }) =>
          place === "query" && required === true && inTemplate.includes(name),
      )
      .map(({ name }) =>
        validationError(
          `The operation at ${at} has ${JSON.stringify(name)} in its path, and requires it in the query`,
          "API Management makes both a part of one URL template, in which names are unique",
          "Give one of them another name, or do not require it in the query",
        ),
      ),
    ...(summary.length > longestSummary
      ? [
          validationError(
            `The operation at ${at} has a summary of ${summary.length} characters`,
            `API Management takes ${longestSummary}`,
            "Move the rest into its description",
          ),
        ]
      : []),
  ];
}

// Its operations would be missing without a word.
function validatePath(document: OpenApiNode): string[] {
  return Object.keys(document.paths)
    .filter((path) => document.paths[path]?.$ref !== undefined)
    .map((path) =>
      validationError(
        `The path ${JSON.stringify(path)} refers to ${JSON.stringify(document.paths[path].$ref)}`,
        "A path is written out, or is in another file of which the path is given to `fromOpenApiFile`",
        "Write its operations there",
      ),
    );
}

function validateSize(openApiJson: string): string[] {
  const bytes = Buffer.byteLength(openApiJson);
  if (bytes <= largestImport) return [];
  return [
    validationError(
      `A document of ${bytes} bytes, as JSON, was given`,
      `API Management imports at most ${largestImport} bytes (4 MiB) inline`,
      "Take examples out of it, or split the API",
    ),
  ];
}
