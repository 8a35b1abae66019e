import { element, type XmlElement } from "../xml";
import { isExpression, oneLineExpression } from "./expressions";
import type {
  CacheLookupProps,
  CorsProps,
  IpFilterProps,
  QuotaByKeyProps,
  RateLimitByKeyProps,
  ReturnResponseProps,
  ValidateContentProps,
} from "./policy-props";

type Attributes = Record<string, string | number | boolean | undefined>;

/** An element of which attributes are numbers, truths and texts; expressions are put on one line. */
export function policyElement(
  name: string,
  attributes: Attributes,
  children: readonly (XmlElement | string)[] = [],
): XmlElement {
  const texts = Object.entries(attributes).map(([key, value]) => [
    key,
    value === undefined ? undefined : policyText(String(value)),
  ]);
  return element(name, Object.fromEntries(texts), children);
}

/** A text of a policy; an expression that cannot be put on one line is refused later. */
export function policyText(text: string): string {
  return isExpression(text) ? (oneLineExpression(text) ?? text) : text;
}

function items(name: string, values: readonly string[]): XmlElement[] {
  return values.map((value) => element(name, {}, [value]));
}

/** An element around a list, or none for an empty one. */
function list(
  name: string,
  item: string,
  values: readonly string[],
  attributes: Attributes = {},
): XmlElement[] {
  return values.length > 0 ? [policyElement(name, attributes, items(item, values))] : [];
}

export function limitElement(
  name: string,
  props: Partial<RateLimitByKeyProps & QuotaByKeyProps>,
): XmlElement {
  return policyElement(name, {
    calls: props.calls,
    bandwidth: props.bandwidth,
    "renewal-period": props.renewalPeriod,
    "counter-key": props.counterKey,
    "increment-condition": props.incrementCondition,
  });
}

export function corsElement(props: CorsProps): XmlElement {
  const methods = props.allowedMethods ?? ["GET", "POST"];
  return policyElement("cors", { "allow-credentials": props.allowCredentials ?? false }, [
    ...list("allowed-origins", "origin", props.allowedOrigins),
    ...list("allowed-methods", "method", methods, { "preflight-result-max-age": props.preflightMaxAge }),
    ...list("allowed-headers", "header", props.allowedHeaders ?? []),
    ...list("expose-headers", "header", props.exposeHeaders ?? []),
  ]);
}

export function ipFilterElement({ allow = true, addresses = [], ranges = [] }: IpFilterProps): XmlElement {
  return policyElement("ip-filter", { action: allow ? "allow" : "forbid" }, [
    ...items("address", addresses),
    ...ranges.map(({ first, last }) => policyElement("address-range", { from: first, to: last })),
  ]);
}

/** A header or a query parameter that is set, or deleted when it has no value. */
export function valueElement(kind: string, name: string, value: string | undefined): XmlElement {
  if (value === undefined) return policyElement(kind, { name, "exists-action": "delete" });
  return policyElement(kind, { name, "exists-action": "override" }, [
    element("value", {}, [policyText(value)]),
  ]);
}

export function cacheLookupElement(props: CacheLookupProps): XmlElement {
  return policyElement(
    "cache-lookup",
    { "vary-by-developer": props.varyByDeveloper ?? false, "vary-by-developer-groups": false },
    [
      ...items("vary-by-header", props.varyByHeaders ?? []),
      ...items("vary-by-query-parameter", props.varyByQueryParameters ?? []),
    ],
  );
}

export function validateContentElement(props: ValidateContentProps): XmlElement {
  const { action = "prevent", maxSize, contentTypes = ["application/json"] } = props;
  return policyElement(
    "validate-content",
    {
      "unspecified-content-type-action": action,
      "max-size": maxSize,
      "size-exceeded-action": action,
      "errors-variable-name": "content-errors",
    },
    contentTypes.map((type) => policyElement("content", { type, "validate-as": "json", action })),
  );
}

export function returnResponseElement({
  statusCode,
  reason,
  headers,
  body,
}: ReturnResponseProps): XmlElement {
  return element("return-response", {}, [
    policyElement("set-status", { code: statusCode, reason }),
    ...Object.entries(headers ?? {}).map(([name, value]) => valueElement("set-header", name, value)),
    ...(body === undefined ? [] : [element("set-body", {}, [policyText(body)])]),
  ]);
}
