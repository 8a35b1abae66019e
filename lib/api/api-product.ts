import { ApiManagementProduct } from "@cdktf/provider-azurerm/lib/api-management-product";
import { ApiManagementProductApi } from "@cdktf/provider-azurerm/lib/api-management-product-api";
import type { ApiManagementProductPolicy } from "@cdktf/provider-azurerm/lib/api-management-product-policy";
import { Construct } from "constructs";
import { guardResource } from "../gate/guard-resource";
import { onGateway } from "../gateway/on-gateway";
import { warnOfUnusedDerivations } from "../policy/derived-values";
import { productPolicyXml } from "../policy/documents/policy-document";
import type { Policy } from "../policy/policy";
import { lazy } from "../support/lazy";
import { checked } from "../support/shape/checked";
import { terraformText } from "../support/terraform-text";
import { throwIfInvalid } from "../support/validation";
import type { ApiProductProps } from "./api-product-props";
import type { IGatewayApi } from "./gateway-api-props";
import { validateApiProduct } from "./private/api-product-validation";
import { guardedArguments } from "./private/guarded-arguments";
import { addProduct } from "./private/products";

/**
 * A product: APIs that are offered together, with a subscription of their own.
 *
 * @example
 * new ApiProduct(this, "partners", {
 *   gateway: orders.gateway,
 *   name: "partners",
 *   apis: [orders.api],
 *   subscriptionsLimit: 2,
 * });
 */
export class ApiProduct extends Construct {
  /** The `azurerm_api_management_product`. */
  public readonly product: ApiManagementProduct;
  /** The `azurerm_api_management_product_api`s. */
  public readonly productApis: ApiManagementProductApi[];
  /** The `azurerm_api_management_product_policy`; none unless a policy is given. */
  public readonly policy?: ApiManagementProductPolicy;

  /**
   * @throws when API Management does not accept the name or the policy, or the product would change who may call
   * its APIs.
   */
  constructor(scope: Construct, id: string, props: ApiProductProps) {
    [scope, id, props] = checked("ApiProduct", [scope, id, props]);
    super(scope, id);
    throwIfInvalid(this, validateApiProduct(this, props));
    for (const api of props.apis) addProduct(api, this, props.name);
    this.product = this.newProduct(props);
    this.productApis = props.apis.map((api) => this.newProductApi(api, props));
    this.policy = props.policy && this.newPolicy(props.policy, props);
    warnOfUnusedDerivations(this, { policy: props.policy });
    guardResource(this, this.product, guardedArguments.product);
    for (const productApi of this.productApis) guardResource(this, productApi, guardedArguments.productApi);
    if (this.policy) guardResource(this, this.policy, guardedArguments.policy);
  }

  private newProduct(props: ApiProductProps): ApiManagementProduct {
    return new ApiManagementProduct(this, "product", {
      ...onGateway(this, props.gateway),
      productId: props.name,
      displayName: terraformText(props.displayName ?? props.name),
      description: props.description && terraformText(props.description),
      ...subscriptionSettings(props),
      published: props.published ?? true,
      terms: props.terms && terraformText(props.terms),
    });
  }

  private newProductApi(api: IGatewayApi, props: ApiProductProps): ApiManagementProductApi {
    return new ApiManagementProductApi(this, `api-${api.node.addr.slice(0, 8)}`, {
      ...onGateway(this, props.gateway),
      productId: this.product.productId,
      apiName: api.apiName,
    });
  }

  private newPolicy(policy: Policy, props: ApiProductProps): ApiManagementProductPolicy {
    const { ApiManagementProductPolicy: ProductPolicy } = lazy.productPolicy();
    return new ProductPolicy(this, "policy", {
      ...onGateway(this, props.gateway),
      productId: this.product.productId,
      xmlContent: productPolicyXml(policy),
      dependsOn: policy._needs.length > 0 ? [...policy._needs] : undefined,
    });
  }
}

function subscriptionSettings({
  subscriptionRequired = true,
  approvalRequired = true,
  subscriptionsLimit,
}: ApiProductProps) {
  if (!subscriptionRequired) return { subscriptionRequired };
  // azurerm sends an approval only together with a limit, and the apply fails without one.
  const limit = subscriptionsLimit ?? (approvalRequired ? 1 : undefined);
  return { subscriptionRequired, approvalRequired, subscriptionsLimit: limit };
}
