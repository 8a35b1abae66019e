import { Token } from "cdktf";
import { lazy } from "../../support/lazy";
import { policyText } from "../expressions/policy-expressions";
import type { QuotaByKeyProps, RateLimitByKeyProps } from "../policy-props";
import {
  type CorsProps,
  ExistsAction,
  type IpFilterProps,
  type ReturnResponseProps,
  type ValidateContentProps,
  ValidationAction,
} from "../policy-props";
import { element, type XmlElement } from "../xml/xml-element";

type Attributes = Record<string, string | number | boolean | undefined>;

/** An element whose attributes are numbers, booleans and texts; expressions are written on one line. */
export function policyElement(
  name: string,
  attributes: Attributes,
  children: readonly (XmlElement | string)[] = [],
): XmlElement {
  const texts = Object.entries(attributes).map(([key, value]) => [
    key,
    value === undefined ? undefined : policyText(textOf(value)),
  ]);
  return element(name, Object.fromEntries(texts), children);
}

// A Terraform number becomes a reference in a text.
function textOf(value: string | number | boolean): string {
  return typeof value === "number" && Token.isUnresolved(value) ? Token.asString(value) : String(value);
}

function items(name: string, values: readonly string[]): XmlElement[] {
  return values.map((value) => element(name, {}, [value]));
}

/** An element around a list; nothing for an empty list. */
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
    "retry-after-header-name": props.retryAfterHeaderName,
    "remaining-calls-header-name": props.remainingCallsHeaderName,
    "total-calls-header-name": props.totalCallsHeaderName,
  });
}

export function corsElement(props: CorsProps): XmlElement {
  const methods = props.allowedMethods ?? ["GET", "POST"];
  return policyElement("cors", { "allow-credentials": props.allowCredentials ?? false }, [
    ...list("allowed-origins", "origin", props.allowedOrigins),
    ...list("allowed-methods", "method", methods, { "preflight-result-max-age": props.preflightMaxAge }),
    ...list("allowed-headers", "header", props.allowedHeaders ?? ["Authorization", "Content-Type"]),
    ...list("expose-headers", "header", props.exposeHeaders ?? []),
  ]);
}

export function ipFilterElement({ allow = true, addresses = [], ranges = [] }: IpFilterProps): XmlElement {
  return policyElement("ip-filter", { action: allow ? "allow" : "forbid" }, [
    ...items("address", addresses),
    ...ranges.map(({ first, last }) => policyElement("address-range", { from: first, to: last })),
  ]);
}

/** Sets a header or a query parameter; without a value deletes it. */
export function valueElement(
  kind: string,
  name: string,
  value: string | undefined,
  existsAction: ExistsAction = ExistsAction.OVERRIDE,
): XmlElement {
  if (value === undefined) return policyElement(kind, { name, "exists-action": "delete" });
  return policyElement(kind, { name, "exists-action": existsAction }, [element("value", {}, [value])]);
}

export function validateContentElement(props: ValidateContentProps): XmlElement {
  const { action = ValidationAction.PREVENT, maxSize, contentTypes = ["application/json"] } = props;
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

export function returnResponseElement(props: ReturnResponseProps): XmlElement {
  const { statusCode, reason = reasonPhrase(statusCode), headers = {}, body } = props;
  return element("return-response", {}, [
    policyElement("set-status", { code: statusCode, reason }),
    // Sorted, since the order of names does not matter.
    ...Object.keys(headers)
      .sort()
      .map((name) => valueElement("set-header", name, headers[name])),
    ...(body === undefined ? [] : [element("set-body", {}, [body])]),
  ]);
}

function reasonPhrase(statusCode: number): string | undefined {
  return lazy.http().STATUS_CODES[statusCode];
}
