import { isGatewayHeader } from "../fixed-names";
import { isComputedName } from "../terraform-values";
import { attribute } from "../xml/xml-element";
import { isOfCall, type PolicyCheck, type Violation } from "./visits";

interface FixedPolicy {
  readonly name: RegExp;
  readonly why: string;
}

/** Policies that only the fixed steps use. */
const fixedPolicies: readonly FixedPolicy[] = [
  { name: /^base$/, why: "every section has `<base />` already (rules 18 and 19)" },
  { name: /^authentication-/, why: "the fixed steps request the token, once (rule 18)" },
  {
    name: /^validate-(azure-ad-token|jwt|client-certificate)$/,
    why: "`Callers` says who may call, in one place (rule 23)",
  },
  {
    name: /^set-backend-service$/,
    why: "the token is for this Function, and would go elsewhere (rule 18)",
  },
];

/** Whether only the fixed steps use a policy. */
export function isFixedPolicy(policy: string): boolean {
  return fixedPolicies.some(({ name }) => name.test(policy));
}

/** Rejects policies that only the fixed steps use. */
export const checkFixedPolicy: PolicyCheck = ({ element }) =>
  fixedPolicies.filter(({ name }) => name.test(element.name)).map(({ why }) => ({ why, fix: "Remove it" }));

/** Rejects what sends the call, and the gateway's token with it, elsewhere than to the Function (T19). */
export const checkWayOut: PolicyCheck = (visit) => {
  const { element, hasToken } = visit;
  if (/^send-(one-way-)?request$/.test(element.name) && hasToken) return copy(attribute(element, "mode"));
  if (element.name === "proxy" && isOfCall(visit)) return [proxy];
  if (element.name === "check-header" && hasToken) return headerCheck(attribute(element, "name"));
  if (element.name === "forward-request") return redirect(attribute(element, "follow-redirects"));
  return [];
};

/** Rejects fragments, whose content is not known, unless the user vouches for it. */
export const checkFragment: PolicyCheck = ({ element, vouched }) =>
  element.name === "include-fragment" && !vouched
    ? [
        {
          why: "what a fragment does with the gateway's token cannot be checked (T19)",
          fix: "Include it with `includeFragment`, by which you vouch for its content, or write its content",
        },
      ]
    : [];

function copy(mode: string): Violation[] {
  if (/^(new)?$/i.test(mode)) return [];
  return [
    {
      why: "a copy of the call takes the gateway's token elsewhere (rule 18, T19)",
      fix: "Set `mode` to `new`, and the headers that the other service needs",
    },
  ];
}

function headerCheck(name: string): Violation[] {
  if (!isComputedName(name) && !isGatewayHeader(name)) return [];
  return [
    {
      why: "`Authorization` is the gateway's token by then, and `x-functions-key` may be the Function's key (rule 18, T19)",
      fix: "Check the header in the API's `policy`, before the token step, or another header by a literal name",
    },
  ];
}

const proxy: Violation = {
  why: "the gateway's token would go through the proxy (rule 18, T19)",
  fix: "Remove it; a request of its own, `<send-request>`, may have a proxy",
};

function redirect(follows: string): Violation[] {
  if (/^(false)?$/i.test(follows)) return [];
  return [
    {
      why: "the gateway's token would go wherever the Function redirects (rule 18, T19)",
      fix: "Leave `followRedirects` out: the caller gets the redirect",
    },
  ];
}
