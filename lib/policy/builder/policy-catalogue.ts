import { tierName } from "../../gateway/gateway-sku";
import type { Place } from "./policy-statement";

/** What API Management says of a policy. */
export interface CataloguedPolicy {
  readonly places: readonly Place[];
  /** Attributes without which it is refused. */
  readonly attributes?: readonly string[];
  /** Tiers that have not got it (rule 24). */
  readonly notOn?: readonly string[];
}

const inbound: readonly Place[] = ["beforeAuthentication", "afterAuthentication", "afterToken"];
const answering: readonly Place[] = ["outbound", "onError"];
const anywhere: readonly Place[] = [...inbound, "backend", ...answering];
const requestAndAnswer: readonly Place[] = [...inbound, ...answering];

// Microsoft's "API Management policy reference", for policies of an API or an operation.
export const policyCatalogue = new Map<string, CataloguedPolicy>([
  ["cache-lookup", { places: inbound, attributes: ["vary-by-developer", "vary-by-developer-groups"] }],
  ["cache-lookup-value", { places: anywhere, attributes: ["key", "variable-name"] }],
  ["cache-remove-value", { places: anywhere, attributes: ["key"] }],
  ["cache-store", { places: ["outbound"], attributes: ["duration"] }],
  ["cache-store-value", { places: anywhere, attributes: ["key", "value", "duration"] }],
  ["check-header", { places: inbound, attributes: ["name", "failed-check-httpcode"] }],
  ["choose", { places: anywhere }],
  ["cors", { places: inbound }],
  ["emit-metric", { places: requestAndAnswer, attributes: ["name"] }],
  ["find-and-replace", { places: anywhere, attributes: ["from", "to"] }],
  ["forward-request", { places: ["backend"] }],
  ["include-fragment", { places: anywhere, attributes: ["fragment-id"] }],
  ["ip-filter", { places: inbound, attributes: ["action"] }],
  ["json-to-xml", { places: requestAndAnswer, attributes: ["apply"] }],
  ["limit-concurrency", { places: anywhere, attributes: ["key", "max-count"] }],
  ["mock-response", { places: requestAndAnswer }],
  ["quota", { places: inbound, attributes: ["renewal-period"] }],
  [
    "quota-by-key",
    { places: inbound, attributes: ["counter-key", "renewal-period"], notOn: ["Consumption"] },
  ],
  ["rate-limit", { places: inbound, attributes: ["calls", "renewal-period"] }],
  [
    "rate-limit-by-key",
    { places: inbound, attributes: ["calls", "renewal-period", "counter-key"], notOn: ["Consumption"] },
  ],
  ["redirect-content-urls", { places: requestAndAnswer }],
  ["retry", { places: anywhere, attributes: ["condition", "count", "interval"] }],
  ["return-response", { places: anywhere }],
  ["rewrite-uri", { places: inbound, attributes: ["template"] }],
  ["send-one-way-request", { places: anywhere, attributes: ["mode"] }],
  ["send-request", { places: anywhere, attributes: ["mode", "response-variable-name"] }],
  ["set-body", { places: anywhere }],
  ["set-header", { places: anywhere, attributes: ["name", "exists-action"] }],
  ["set-method", { places: [...inbound, "onError"] }],
  ["set-query-parameter", { places: [...inbound, "backend"], attributes: ["name", "exists-action"] }],
  ["set-status", { places: anywhere, attributes: ["code"] }],
  ["set-variable", { places: anywhere, attributes: ["name", "value"] }],
  ["trace", { places: anywhere, attributes: ["source"] }],
  [
    "validate-content",
    { places: requestAndAnswer, attributes: ["unspecified-content-type-action", "max-size"] },
  ],
  [
    "validate-headers",
    { places: answering, attributes: ["specified-header-action", "unspecified-header-action"] },
  ],
  [
    "validate-parameters",
    { places: inbound, attributes: ["specified-parameter-action", "unspecified-parameter-action"] },
  ],
  ["validate-status-code", { places: answering, attributes: ["unspecified-status-code-action"] }],
  ["wait", { places: [...inbound, "backend", "outbound"] }],
  ["xml-to-json", { places: requestAndAnswer, attributes: ["kind", "apply"] }],
  ["xsl-transform", { places: requestAndAnswer }],
]);

/** Policies of which the children are policies again. */
export const containers = new Set(["choose", "when", "otherwise", "retry", "limit-concurrency", "wait"]);

/** Whether the tier of a SKU has a policy; of an unknown SKU it is not known, and taken for granted. */
export function tierHas(policy: CataloguedPolicy, skuName: string | undefined): boolean {
  return skuName === undefined || !policy.notOn?.includes(tierName(skuName));
}
