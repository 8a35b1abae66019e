import { type OpenApiNode, operationsOf } from "./open-api-operations";

/**
 * What API Management leaves out of a document that it imports, in words.
 * From Microsoft's "API import restrictions and known issues".
 */
export function openApiWarnings(document: OpenApiNode): string[] {
  const operations = [...operationsOf(document)].map(([, , operation]) => operation);
  const dropped = [
    operations.some(({ callbacks }) => callbacks) && "callbacks",
    document.webhooks && "webhooks",
    (document.components?.links || JSON.stringify(document.paths).includes('"links":')) && "links",
    hasCookieParameter(document) && "parameters in cookies",
  ].filter((name): name is string => Boolean(name));
  return dropped.map(
    (name) =>
      `API Management leaves ${name} out of the OpenAPI document that it imports; calls are not affected.`,
  );
}

function hasCookieParameter(document: OpenApiNode): boolean {
  return JSON.stringify([document.paths, document.components?.parameters ?? {}]).includes('"in":"cookie"');
}
