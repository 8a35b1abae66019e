import type { ApiOperation } from "../api-operation";
import type { LoadedApiDefinition } from "../loaded-api-definition";
import { operationIdOf } from "./operation-id";
import { validateOperations } from "./operation-validation";
import { templateParameters } from "./url-template";

/** The definition of an API whose operations are listed. */
export function loadOperations(listed: readonly ApiOperation[]): LoadedApiDefinition {
  const operations = listed.map(({ method, urlTemplate, operationId, displayName, description }) => ({
    method: method.toUpperCase(),
    urlTemplate,
    operationId: operationId ?? operationIdOf(method, urlTemplate),
    displayName: displayName ?? `${method.toUpperCase()} ${urlTemplate}`,
    description,
    templateParameters: templateParameters(urlTemplate),
  }));
  return {
    errors: validateOperations(operations),
    warnings: [],
    operations,
    routes: operations,
    operationIds: operations.map(({ operationId }) => operationId),
  };
}

/** Every method and every path. */
export const everyOperation: readonly ApiOperation[] = [
  "GET",
  "HEAD",
  "POST",
  "PUT",
  "PATCH",
  "DELETE",
  "OPTIONS",
  "TRACE",
].map((method) => ({ method, urlTemplate: "/*" }));
