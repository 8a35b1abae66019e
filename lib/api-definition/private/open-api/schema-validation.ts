import type { ErrorObject, ValidateFunction } from "ajv";
import { lazy } from "../../../support/lazy";
import { validationError } from "../../../support/validation";
import type { OpenApiNode } from "./json";

const most = 5;

/** Validates against the OpenAPI Initiative's JSON schema of the document's version; errors have JSON pointers. */
export function validateSchema(document: OpenApiNode): string[] {
  const validate = validatorOf(document.openapi);
  const valid: boolean = validate(document);
  if (valid) return [];
  return reasons(validate.errors ?? []).map(({ instancePath, message, params }) =>
    validationError(
      `A document was given that is not OpenAPI ${document.openapi} at #${instancePath}: it ${message}${detail(params)}`,
      "Allowed is what the OpenAPI specification allows",
      "Fix it at that place",
    ),
  );
}

const validators = new Map<string, ValidateFunction>();

// Loaded and compiled when a document is used: most stacks have none, and those that have share one.
function validatorOf(openapi: string): ValidateFunction {
  const version = openapi.startsWith("3.0.") ? "3.0" : "3.1";
  const known = validators.get(version);
  if (known) return known;
  const compiled = version === "3.0" ? compile30() : compile31();
  validators.set(version, compiled);
  return compiled;
}

const options = { strict: false, validateFormats: false, logger: false } as const;

function compile30(): ValidateFunction {
  const { default: Ajv } = lazy.ajv();
  return new Ajv(options).compile(lazy.openApiSchemas().openapi.v3);
}

function compile31(): ValidateFunction {
  const { default: Ajv } = lazy.ajv2020();
  // Ajv looks this reference up in the wrong place (ajv#1573); in the schema as it is, both mean the same.
  const text = JSON.stringify(lazy.openApiSchemas().openapi.v31).replace(
    /"\$dynamicRef":"#meta"/g,
    '"$ref":"#/$defs/schema"',
  );
  return new Ajv(options).compile(JSON.parse(text));
}

/** Of the errors of all alternatives, those that are deepest: the alternative that the author meant. */
function reasons(errors: readonly ErrorObject[]): ErrorObject[] {
  const own = errors.filter(({ keyword }) => !/^(oneOf|anyOf|allOf|if|not)$/.test(keyword));
  const depth = ({ instancePath }: ErrorObject) => instancePath.split("/").length;
  const deepest = Math.max(...own.map(depth));
  const meant = own.filter((error) => depth(error) === deepest);
  const withoutReference = meant.filter(({ params }) => params.missingProperty !== "$ref");
  return unique(withoutReference.length > 0 ? withoutReference : meant).slice(0, most);
}

function unique(errors: readonly ErrorObject[]): ErrorObject[] {
  const seen = new Set<string>();
  return errors.filter(
    ({ instancePath, message }) => seen.size !== seen.add(`${instancePath} ${message}`).size,
  );
}

function detail(params: Record<string, unknown>): string {
  const given = params.additionalProperty ?? params.unevaluatedProperty ?? params.allowedValues;
  return given === undefined ? "" : ` (${[given].flat().join(", ")})`;
}
