import type { IGateway } from "../gateway/gateway-props";
import type { Policy } from "../policy/policy";
import type { IGatewayApi } from "./gateway-api-props";

/** What a product is made from. */
export interface ApiProductProps {
  /** The gateway that offers the product. */
  readonly gateway: IGateway;
  /** Name of the product: 1 to 80 letters, digits, hyphens and underscores. */
  readonly name: string;
  /**
   * Display name.
   * @default - the name
   * @escaped for Terraform
   */
  readonly displayName?: string;
  /**
   * What the product is for.
   * @default - no description
   * @escaped for Terraform
   */
  readonly description?: string;
  /** The APIs of the product, on the same gateway. */
  readonly apis: IGatewayApi[];
  /**
   * Whether a subscription to the product is needed to call its APIs. A subscription's key is a secret that
   * API Management keeps.
   * @default true
   */
  readonly subscriptionRequired?: boolean;
  /**
   * Whether a subscription has to be approved.
   * @default - true if subscriptions are required
   */
  readonly approvalRequired?: boolean;
  /**
   * How many subscriptions a user can have. API Management asks for approval only where there is a limit.
   * @default - 1 where a subscription has to be approved, otherwise any number
   */
  readonly subscriptionsLimit?: number;
  /**
   * Whether developers see the product.
   * @default true
   */
  readonly published?: boolean;
  /**
   * Terms that a subscriber agrees to.
   * @default - none
   * @escaped for Terraform
   */
  readonly terms?: string;
  /**
   * What is done for calls with a subscription to the product: quotas and rate limits above
   * all. It comes before the policies of the APIs.
   * @default - nothing
   */
  readonly policy?: Policy;
}
