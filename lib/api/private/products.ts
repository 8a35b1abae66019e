import type { IConstruct } from "constructs";
import { appRegistry, isInTree } from "../../support/registry";
import type { IGatewayApi } from "../gateway-api-props";

interface Product {
  readonly construct: IConstruct;
  readonly name: string;
}

/** Notes that an API is offered in a product, which is one more way to call it. */
export function addProduct(api: IGatewayApi, construct: IConstruct, name: string): void {
  productsOf(api).push({ construct, name });
}

/** Names of the products that offer an API, in the order in which they were made. */
export function productNames(api: IGatewayApi): string[] {
  return productsOf(api)
    .filter(({ construct }) => isInTree(construct))
    .map(({ name }) => name);
}

function productsOf(api: IGatewayApi): Product[] {
  const apis = appRegistry<Product[]>(api, "products by API");
  const products = apis.get(api) ?? [];
  apis.set(api, products);
  return products;
}
