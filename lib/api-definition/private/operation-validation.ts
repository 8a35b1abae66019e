import { validationError } from "../../support/validation";
import { validateOperationId } from "./operation-id";
import { templateShape, validateUrlTemplate } from "./url-template";

export interface OperationToValidate {
  readonly method: string;
  readonly urlTemplate: string;
  readonly operationId: string;
}

const methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"];

/** What API Management does not accept of an API's operations. */
export function validateOperations(operations: readonly OperationToValidate[]): string[] {
  if (operations.length === 0) {
    return [
      validationError(
        "An API without an operation was given",
        "A gateway answers 404 to everything that is not an operation",
        "List an operation, or use `ApiDefinition.passThrough()` for every method and path",
      ),
    ];
  }
  return [
    ...operations.flatMap(({ method, urlTemplate, operationId }) => [
      ...validateMethod(method),
      ...validateUrlTemplate(urlTemplate),
      ...validateOperationId(operationId),
    ]),
    ...collisions(
      operations,
      ({ method, urlTemplate }) => `${method} ${templateShape(urlTemplate)}`,
      "match the same calls",
      "Change the method or the URL template of one; the names of parameters do not tell them apart",
    ),
    ...collisions(
      operations,
      ({ operationId }) => operationId.toLowerCase(),
      "have the same operation id",
      "Give one another `operationId`; upper and lower case do not tell them apart",
    ),
  ];
}

function validateMethod(method: string): string[] {
  if (methods.includes(method)) return [];
  return [
    validationError(
      `The method ${JSON.stringify(method)} was given`,
      `Allowed are ${methods.join(", ")}`,
      "Choose one of these",
    ),
  ];
}

function collisions(
  operations: readonly OperationToValidate[],
  keyOf: (operation: OperationToValidate) => string,
  what: string,
  fix: string,
): string[] {
  const first = new Map<string, OperationToValidate>();
  return operations.flatMap((operation) => {
    const key = keyOf(operation);
    const other = first.get(key);
    if (!other) {
      first.set(key, operation);
      return [];
    }
    return [
      validationError(
        `The operations ${nameOf(other)} and ${nameOf(operation)} were given, which ${what}`,
        "API Management takes one operation for each method and URL template, with an id of its own",
        fix,
      ),
    ];
  });
}

function nameOf({ method, urlTemplate, operationId }: OperationToValidate): string {
  return `${method} ${urlTemplate} (${operationId})`;
}
