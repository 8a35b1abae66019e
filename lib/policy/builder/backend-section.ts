import { element, type XmlElement } from "../xml";
import { policyElement } from "./elements";
import type { ForwardRequestProps, LimitConcurrencyProps, RetryProps } from "./policy-props";

/** How a user wants the Function to be called; raw XML takes the place of all the rest. */
export interface Forwarding {
  readonly forward?: ForwardRequestProps;
  readonly retry?: RetryProps;
  readonly limitConcurrency?: LimitConcurrencyProps;
}

/**
 * What stands in the backend section. It takes one element, so a call of one's own stands instead of
 * `<base />`, which would be a second call; it is the one section in which a user's policy can do so.
 */
export function backendElements(
  { forward, retry, limitConcurrency }: Forwarding,
  raw: readonly XmlElement[],
): readonly XmlElement[] {
  if (raw.length > 0) return raw;
  if (!forward && !retry && !limitConcurrency) return [element("base")];
  const call = policyElement("forward-request", {
    timeout: forward?.timeout,
    "follow-redirects": forward?.followRedirects,
    // A body that is sent again has to be kept.
    "buffer-request-body": retry ? true : undefined,
  });
  const repeated = retry
    ? policyElement("retry", { condition: retry.condition, count: retry.count, interval: retry.interval }, [
        call,
      ])
    : call;
  if (!limitConcurrency) return [repeated];
  const { key, maxCount } = limitConcurrency;
  return [policyElement("limit-concurrency", { key, "max-count": maxCount }, [repeated])];
}
