import { Token } from "cdktf";
import type { IConstruct } from "constructs";
import { validateOnGateway } from "../../gateway/on-gateway";
import { callersContext } from "../../policy/callers/callers-context";
import { validationError } from "../../support/validation";
import type { ApiProductProps } from "../api-product-props";
import type { IGatewayApi } from "../gateway-api-props";
import { gatewayKey } from "./api-reservations";
import { knownSku, validateChildName } from "./names";

/** What API Management does not accept of a product, and what would let other callers in than its APIs name. */
export function validateApiProduct(scope: IConstruct, props: ApiProductProps): string[] {
  const { name, apis, subscriptionRequired = true, approvalRequired, subscriptionsLimit, policy } = props;
  // A call without a key does not go through the product, so neither does it through the product's limits.
  const ofApis = callersContext(apis.map(({ callers }) => callers));
  const everyCallHasKey = subscriptionRequired && ofApis.subscriptionRequired;
  const skuName = knownSku(props.gateway.skuName);
  return [
    ...validateChildName("product", name),
    ...validateOnGateway(scope, props.gateway),
    ...(apis.length > 0 ? [] : [noApi]),
    ...apis.flatMap((api) => validateGateway(api, props)),
    ...(subscriptionRequired ? [] : apis.flatMap(validateKey)),
    ...(subscriptionRequired ? [] : validateUnused({ approvalRequired, subscriptionsLimit })),
    ...(policy?._validate({ ...ofApis, level: "product", subscriptionRequired: everyCallHasKey, skuName }) ??
      []),
    ...validateLimit(subscriptionsLimit),
  ];
}

const noApi = validationError(
  "A product without an API was given",
  "A product offers at least one",
  "List it in `apis`",
);

function validateGateway(api: IGatewayApi, { gateway, name }: ApiProductProps): string[] {
  if (gatewayKey(api.gateway) === gatewayKey(gateway)) return [];
  return [
    validationError(
      `The API ${api.node.path} was given to the product ${JSON.stringify(name)}, and it is on another gateway`,
      "A product offers APIs of its own gateway",
      "Set `gateway` to the API's, or make another product there",
    ),
  ];
}

// API Management then serves the API to anyone without a key (T18).
function validateKey(api: IGatewayApi): string[] {
  if (!api.callers.subscriptionRequired) return [];
  return [
    validationError(
      `A product that requires no subscription was given the API ${api.node.path}, whose callers have a subscription key`,
      "API Management serves the API without a key as soon as one of its products requires none (T18)",
      "Leave `subscriptionRequired` out, or give the API callers without `withSubscriptionKey()`",
    ),
  ];
}

function validateUnused(ofSubscriptions: Record<string, unknown>): string[] {
  return Object.entries(ofSubscriptions)
    .filter(([, value]) => value !== undefined)
    .map(([property]) =>
      validationError(
        `\`${property}\` was given for a product that needs no subscription`,
        "It says how subscriptions are made",
        "Leave it out, or leave `subscriptionRequired` out",
      ),
    );
}

function validateLimit(limit: number | undefined): string[] {
  if (limit === undefined || Token.isUnresolved(limit) || (Number.isInteger(limit) && limit >= 1)) return [];
  return [
    validationError(
      `A limit of ${limit} subscriptions was given`,
      "Allowed is a whole number from 1",
      "Set `subscriptionsLimit` to one, or leave it out",
    ),
  ];
}
