import { validationError } from "../../support/validation";
import type { ForwardRequestProps, LimitConcurrencyProps, RetryProps } from "../policy-props";
import { countOf, element, type XmlElement } from "../xml";
import { policyElement } from "./elements";

/** How a user wants the Function to be called; raw XML takes the place of all the rest. */
export interface Forwarding {
  readonly forwardRequest?: ForwardRequestProps;
  readonly retry?: RetryProps;
  readonly limitConcurrency?: LimitConcurrencyProps;
}

/**
 * What stands in the backend section. It takes one element, so a call of one's own stands instead of
 * `<base />`, which would be a second call; it is the one section in which a user's policy can do so.
 */
export function backendElements(forwarding: Forwarding, raw: readonly XmlElement[]): readonly XmlElement[] {
  if (raw.length > 0) return raw;
  return [typedCall(forwarding) ?? element("base")];
}

/** The call of the Function as the methods describe it; nothing unless one of them was called. */
export function typedCall({ forwardRequest, retry, limitConcurrency }: Forwarding): XmlElement | undefined {
  if (!forwardRequest && !retry && !limitConcurrency) return undefined;
  const call = policyElement("forward-request", {
    timeout: forwardRequest?.timeout,
    "follow-redirects": forwardRequest?.followRedirects,
    // A body that is sent again has to be kept.
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

/** Refuses a backend section that would not call the Function once. */
export function validateBackend(raw: readonly XmlElement[], forwarding: Forwarding): string[] {
  if (raw.length === 0) return [];
  const typed = Object.keys(forwarding).map((method) => `\`${method}\``);
  const calls = raw.reduce((sum, one) => sum + countOf(one, "forward-request"), 0);
  if (raw.length === 1 && calls === 1 && typed.length === 0) return [];
  const beside = typed.length > 0 ? `, and ${typed.join(" and ")} beside them` : "";
  return [
    validationError(
      `The backend section has ${raw.length} elements of raw XML with ${calls} \`<forward-request>\`${beside}`,
      "API Management takes one element there, and it calls the Function once",
      "Write one element with one `<forward-request />` in it",
    ),
  ];
}
