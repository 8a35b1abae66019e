import { validationError } from "../../support/validation";
import type { ForwardRequestProps, LimitConcurrencyProps, RetryProps } from "../policy-props";
import { countOf, element, type XmlElement } from "../xml/xml-element";
import { policyElement } from "./elements";

/** How the Function is called; raw XML replaces all of it. */
export interface Forwarding {
  readonly forwardRequest?: ForwardRequestProps;
  readonly retry?: RetryProps;
  readonly limitConcurrency?: LimitConcurrencyProps;
}

/**
 * The content of the backend section. It holds one element, so a call that the user configured replaces `<base />`,
 * which would be a second call. It is the only section in which this is possible.
 */
export function backendElements(forwarding: Forwarding, raw: readonly XmlElement[]): readonly XmlElement[] {
  if (raw.length > 0) return raw;
  return [typedCall(forwarding) ?? element("base")];
}

/** The call of the Function as configured by methods; undefined if none was called. */
export function typedCall({ forwardRequest, retry, limitConcurrency }: Forwarding): XmlElement | undefined {
  if (!forwardRequest && !retry && !limitConcurrency) return undefined;
  const call = policyElement("forward-request", {
    timeout: forwardRequest?.timeout,
    "follow-redirects": forwardRequest?.followRedirects,
    // A retry sends the body again.
    "buffer-request-body": retry ? true : undefined,
    "buffer-response": forwardRequest?.bufferResponse,
    "fail-on-error-status-code": forwardRequest?.failOnErrorStatusCode,
  });
  const repeated = retry ? repeat(retry, call) : call;
  if (!limitConcurrency) return repeated;
  const { key, maxCount } = limitConcurrency;
  return policyElement("limit-concurrency", { key, "max-count": maxCount }, [repeated]);
}

function repeat({ condition, count, interval, ...times }: RetryProps, call: XmlElement): XmlElement {
  return policyElement(
    "retry",
    {
      condition,
      count,
      interval,
      delta: times.delta,
      "max-interval": times.maxInterval,
      "first-fast-retry": times.firstFastRetry,
    },
    [call],
  );
}

/** Rejects a backend section that would not call the Function once. */
export function validateBackend(raw: readonly XmlElement[], forwarding: Forwarding): string[] {
  if (raw.length === 0) return [];
  const typed = Object.keys(forwarding).map((method) => `\`${method}\``);
  const calls = raw.reduce((sum, one) => sum + countOf(one, "forward-request"), 0);
  if (raw.length === 1 && calls === 1 && typed.length === 0) return [];
  const beside = typed.length > 0 ? `, besides ${typed.join(" and ")}` : "";
  return [
    validationError(
      `The backend section has ${raw.length} elements of raw XML with ${calls} \`<forward-request>\`${beside}`,
      "API Management accepts one element there, which must call the Function once",
      "Write one element with one `<forward-request />` in it",
    ),
  ];
}
