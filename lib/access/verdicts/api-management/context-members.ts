import type { Operation, Product } from "../../graph/gateways";
import { literalText } from "../../graph/values";
import type { Resource } from "../../stack/stack";
import type { PlacedApi } from "../policies/backends";
import type { ConditionContext } from "../policies/conditions";

/**
 * What the stack tells of `context` for a call:
 * https://learn.microsoft.com/azure/api-management/api-management-policy-expressions#ContextVariables
 */
export function membersOf(
  { graph, gateway, api }: PlacedApi,
  operation: Operation,
  product: Product | undefined,
  hasKey: boolean,
): ConditionContext["members"] {
  const text = (resource: Resource | undefined, argument: string) =>
    resource && (graph.index.text(resource, argument) || undefined);
  const isTold =
    operation.id !== undefined && operation.resource.type === "azurerm_api_management_api_operation";
  return new Map([
    ["Api.Id", literalText(api.resource.values.entries.get("name"))],
    ["Api.Name", text(api.resource, "display_name")],
    ["Api.Path", text(api.resource, "path")],
    ["Api.Version", text(api.resource, "version")],
    ["Deployment.ServiceName", text(gateway.resource, "name")],
    ["Operation.Id", operation.id],
    ["Operation.Method", operation.method],
    ["Operation.Name", isTold ? text(operation.resource, "display_name") : undefined],
    ["Operation.UrlTemplate", operation.template],
    ["Product", product ? "a product" : null],
    ["Product.Id", literalText(product?.resource?.values.entries.get("product_id"))],
    ["Product.Name", text(product?.resource, "display_name")],
    // Such an operation takes every method.
    ["Request.Method", operation.method === "*" ? undefined : operation.method],
    ["Subscription", hasKey ? "a subscription" : null],
  ]);
}
