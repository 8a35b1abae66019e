import { PolicyPlace } from "../policy-props";
import type { ElementRule, PolicyRule } from "./grammar";

const inbound: readonly PolicyPlace[] = [
  PolicyPlace.BEFORE_AUTHENTICATION,
  PolicyPlace.AFTER_AUTHENTICATION,
  PolicyPlace.AFTER_TOKEN,
];
const authenticated: readonly PolicyPlace[] = [PolicyPlace.AFTER_AUTHENTICATION, PolicyPlace.AFTER_TOKEN];
const answering: readonly PolicyPlace[] = [PolicyPlace.OUTBOUND, PolicyPlace.ON_ERROR];
const anywhere: readonly PolicyPlace[] = [...inbound, PolicyPlace.BACKEND, ...answering];
const requestAndAnswer: readonly PolicyPlace[] = [...inbound, ...answering];

const consumption = ["Consumption"];
const exceptClassic = ["Consumption", "BasicV2", "StandardV2", "PremiumV2"];

const text: ElementRule = { content: "text" };
const empty: ElementRule = {};
const value: ElementRule = { content: { value: text } };
const dimensions: ElementRule = {
  content: { dimension: { attributes: ["name"] } },
  needs: ["dimension"],
};
const setHeader: ElementRule = { attributes: ["name"], ...value };
const ownRequest: ElementRule["content"] = {
  "set-url": text,
  "set-method": text,
  "set-header": setHeader,
  "set-body": text,
  "authentication-certificate": empty,
  "authentication-managed-identity": empty,
  proxy: { attributes: ["url"] },
};
const parameters: ElementRule = {
  attributes: ["specified-parameter-action", "unspecified-parameter-action"],
  content: { parameter: { attributes: ["name", "action"] } },
};
const limitedApis: ElementRule["content"] = { api: { content: "anything" } };
const tokenLimit: PolicyRule = {
  places: inbound,
  attributes: ["counter-key", "estimate-prompt-tokens"],
  oneOf: ["tokens-per-minute", "token-quota"],
  notOn: consumption,
};
const tokenMetric: PolicyRule = { places: inbound, ...dimensions };
const semanticLookup: PolicyRule = {
  places: authenticated,
  attributes: ["score-threshold", "embeddings-backend-id"],
  content: { "vary-by": text },
};
const semanticStore: PolicyRule = { places: [PolicyPlace.OUTBOUND], attributes: ["duration"] };

/**
 * Microsoft's "API Management policy reference", for REST APIs on a managed gateway: where a policy is allowed,
 * what it must have, and which tiers have it. Policies that only the fixed steps use are not in it.
 */
export const policyCatalogue: ReadonlyMap<string, PolicyRule> = new Map<string, PolicyRule>([
  ["azure-openai-emit-token-metric", tokenMetric],
  ["azure-openai-semantic-cache-lookup", semanticLookup],
  ["azure-openai-semantic-cache-store", semanticStore],
  ["azure-openai-token-limit", tokenLimit],
  [
    "cache-lookup",
    {
      // Before authentication it would respond to callers who are not authenticated.
      places: authenticated,
      levels: ["api", "operation"],
      attributes: ["vary-by-developer", "vary-by-developer-groups"],
      content: { "vary-by-header": text, "vary-by-query-parameter": text },
      once: true,
      needsCache: true,
    },
  ],
  ["cache-lookup-value", { places: anywhere, attributes: ["key", "variable-name"], needsCache: true }],
  ["cache-remove-value", { places: anywhere, attributes: ["key"], needsCache: true }],
  [
    "cache-store",
    { places: [PolicyPlace.OUTBOUND], levels: ["api", "operation"], attributes: ["duration"], once: true },
  ],
  ["cache-store-value", { places: anywhere, attributes: ["key", "value", "duration"], needsCache: true }],
  [
    "check-header",
    {
      places: inbound,
      attributes: ["name", "failed-check-httpcode", "failed-check-error-message", "ignore-case"],
      ...value,
    },
  ],
  [
    "choose",
    {
      places: anywhere,
      content: {
        when: { attributes: ["condition"], content: "policies" },
        otherwise: { content: "policies" },
      },
      needs: ["when"],
    },
  ],
  [
    "cors",
    {
      places: [PolicyPlace.BEFORE_AUTHENTICATION],
      levels: ["api"],
      content: {
        "allowed-origins": { content: { origin: text }, needs: ["origin"] },
        "allowed-methods": { content: { method: text } },
        "allowed-headers": { content: { header: text } },
        "expose-headers": { content: { header: text } },
      },
      needs: ["allowed-origins", "allowed-headers"],
      once: true,
    },
  ],
  ["emit-metric", { places: requestAndAnswer, attributes: ["name"], ...dimensions }],
  ["find-and-replace", { places: anywhere, attributes: ["from", "to"] }],
  ["forward-request", { places: [PolicyPlace.BACKEND] }],
  [
    "get-authorization-context",
    { places: inbound, attributes: ["provider-id", "authorization-id", "context-variable-name"] },
  ],
  ["include-fragment", { places: anywhere, attributes: ["fragment-id"] }],
  [
    "ip-filter",
    {
      places: inbound,
      attributes: ["action"],
      content: { address: text, "address-range": { attributes: ["from", "to"] } },
      needsOneOf: ["address", "address-range"],
    },
  ],
  ["json-to-xml", { places: requestAndAnswer, attributes: ["apply"] }],
  ["jsonp", { places: [PolicyPlace.OUTBOUND], attributes: ["callback-parameter-name"] }],
  ["limit-concurrency", { places: anywhere, attributes: ["key", "max-count"], content: "policies" }],
  ["llm-content-safety", { places: inbound, attributes: ["backend-id"], content: "anything" }],
  ["llm-emit-token-metric", tokenMetric],
  ["llm-semantic-cache-lookup", semanticLookup],
  ["llm-semantic-cache-store", semanticStore],
  ["llm-token-limit", tokenLimit],
  ["log-to-eventhub", { places: anywhere, attributes: ["logger-id"], content: "text" }],
  ["mock-response", { places: requestAndAnswer }],
  ["proxy", { places: inbound, attributes: ["url"] }],
  [
    "quota",
    {
      places: inbound,
      levels: ["product"],
      attributes: ["renewal-period"],
      oneOf: ["calls", "bandwidth"],
      content: limitedApis,
      once: true,
      needsSubscription: true,
    },
  ],
  [
    "quota-by-key",
    {
      places: inbound,
      attributes: ["counter-key", "renewal-period"],
      oneOf: ["calls", "bandwidth"],
      notOn: exceptClassic,
    },
  ],
  [
    "rate-limit",
    {
      places: inbound,
      attributes: ["calls", "renewal-period"],
      content: limitedApis,
      once: true,
      needsSubscription: true,
    },
  ],
  [
    "rate-limit-by-key",
    { places: inbound, attributes: ["calls", "renewal-period", "counter-key"], notOn: consumption },
  ],
  ["redirect-content-urls", { places: requestAndAnswer }],
  ["retry", { places: anywhere, attributes: ["condition", "count", "interval"], content: "policies" }],
  [
    "return-response",
    {
      places: anywhere,
      content: {
        "set-status": { attributes: ["code"] },
        "set-header": setHeader,
        "set-body": text,
      },
    },
  ],
  ["rewrite-uri", { places: inbound, attributes: ["template"] }],
  ["send-one-way-request", { places: anywhere, content: ownRequest }],
  ["send-request", { places: anywhere, attributes: ["response-variable-name"], content: ownRequest }],
  ["set-body", { places: anywhere, ...text }],
  ["set-header", { places: anywhere, ...setHeader }],
  ["set-method", { places: [...inbound, PolicyPlace.ON_ERROR], ...text }],
  ["set-query-parameter", { places: [...inbound, PolicyPlace.BACKEND], attributes: ["name"], ...value }],
  ["set-status", { places: anywhere, attributes: ["code"] }],
  ["set-variable", { places: anywhere, attributes: ["name", "value"] }],
  [
    "trace",
    {
      places: anywhere,
      attributes: ["source"],
      content: { message: text, metadata: { attributes: ["name", "value"] } },
      needs: ["message"],
    },
  ],
  [
    "validate-content",
    {
      places: requestAndAnswer,
      attributes: ["unspecified-content-type-action", "max-size", "size-exceeded-action"],
      content: {
        "content-type-map": { content: "anything" },
        content: { attributes: ["validate-as", "action"] },
      },
    },
  ],
  [
    "validate-headers",
    {
      places: answering,
      attributes: ["specified-header-action", "unspecified-header-action"],
      content: { header: { attributes: ["name", "action"] } },
    },
  ],
  ["validate-odata-request", { places: inbound, content: "anything" }],
  [
    "validate-parameters",
    {
      places: inbound,
      attributes: ["specified-parameter-action", "unspecified-parameter-action"],
      content: {
        headers: parameters,
        query: parameters,
        path: {
          attributes: ["specified-parameter-action"],
          content: { parameter: { attributes: ["name", "action"] } },
        },
      },
    },
  ],
  [
    "validate-status-code",
    {
      places: answering,
      attributes: ["unspecified-status-code-action"],
      content: { "status-code": { attributes: ["code", "action"] } },
    },
  ],
  ["wait", { places: [...inbound, PolicyPlace.BACKEND, PolicyPlace.OUTBOUND], content: "policies" }],
  ["xml-to-json", { places: requestAndAnswer, attributes: ["kind", "apply"] }],
  ["xsl-transform", { places: requestAndAnswer, content: "anything" }],
]);
