import { reviewAccess } from "../../../lib/access/review";
import { type Arguments, closedStack, inbound, policy } from "../closed-stack";
import { agreementOn } from "../simulator/agreement";
import { firstPlan, type StackJson } from "../stack-input";
import { verdictOf } from "../verdict-of";

export type Change = (resources: Arguments, data: Arguments) => void;

/** Steps of the closed stack's policy. */
export const validate = inbound.slice(inbound.indexOf("<validate"), inbound.indexOf("<set-backend-service"));
export const toFunction = inbound.slice(inbound.indexOf("<set-backend-service"));
export const askForToken = toFunction.slice(toFunction.indexOf("<authentication"));

export const asGateway = "reaches as identity id-gateway";
export const closed = "refused 401 Policy: validate-azure-ad-token";

/** The closed stack with another policy of its API. */
export function withSteps(steps: string, other: { outbound?: string; error?: string } = {}): Change {
  return ({ azurerm_api_management_api_policy: { orders } }) => {
    orders.xml_content = policy(steps)
      .replace("<outbound><base />", `<outbound><base />${other.outbound ?? ""}`)
      .replace("<on-error><base />", `<on-error><base />${other.error ?? ""}`);
  };
}

/** A condition, as XML writes it. */
export function when(condition: string, steps: string, otherwise = ""): string {
  const rest = otherwise && `<otherwise>${otherwise}</otherwise>`;
  return `<choose><when condition="@(${condition.replaceAll('"', "&quot;").replaceAll("<", "&lt;")})">${steps}</when>${rest}</choose>`;
}

/**
 * The verdicts on an operation, those of callers whom a policy names as one. Requests have to end in the same way, as
 * far as they are decided.
 */
export function played(...changes: readonly Change[]): Record<string, string> {
  const stack: StackJson = closedStack((resources, data) => {
    for (const change of changes) change(resources, data);
  });
  const report = reviewAccess(firstPlan(stack));
  const { disagreements } = agreementOn(stack);
  if (disagreements.length > 0) throw new Error(disagreements.join("\n"));
  const verdicts = verdictOf(report, "operation:azurerm_api_management_api.orders:list");
  return Object.fromEntries(
    Object.entries(verdicts).map(([caller, verdict]) => [
      caller.replace(/^(policy-caller):.*$/s, "$1"),
      verdict,
    ]),
  );
}
