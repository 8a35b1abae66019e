import type { Graph } from "../graph/graph";
import type { Registration } from "../graph/registrations";
import { booleanOf, literalText, printed } from "../graph/values";
import type { Resource } from "../stack/stack";
import type { Value } from "../stack/value";
import { type Check, passes, unsure } from "./decision";
import type { Presented } from "./presented";

/** Whether Entra issues a token for a resource to a caller at all. */
export function checkIssuance(
  graph: Graph,
  presented: Presented,
  resource: Value,
  registration: Registration | undefined,
): Check {
  if (presented.kind === "nothing") return passes();
  // Another tenant can give an application of its own the same identifier URI.
  if (presented.kind === "foreign") return passes();
  if (!registration?.servicePrincipal) return outside(graph, presented, resource, registration?.application);
  const { servicePrincipal, assignmentRequired } = registration;
  const required = {
    address: servicePrincipal.address,
    argument: "app_role_assignment_required",
    value: printed(graph.index.value(servicePrincipal, "app_role_assignment_required")),
  };
  const disabled = booleanOf(graph.index.value(servicePrincipal, "account_enabled"), true) === "no";
  if (disabled)
    return noToken(
      { ...required, argument: "account_enabled", value: "false", meaning: "Entra issues no token for it" },
      "account_enabled = true",
      "account_enabled",
    );
  if (assignmentRequired === "no")
    return passes({ ...required, meaning: "Entra issues a token to everyone of the tenant" });
  if (assignmentRequired === "unknown")
    return unsure("whether Entra requires an assignment is not known", {
      ...required,
      meaning: "decides who gets a token",
    });
  if (presented.kind !== "principal")
    return noToken(
      { ...required, meaning: "Entra issues no token to who is not assigned" },
      "app_role_assignment_required = false",
    );
  const { principal } = presented;
  const compared = registration.assignments.map((assignment) => ({
    assignment,
    is: graph.principals.hasObjectId(principal, assignment.principalId),
  }));
  const found = compared.find(({ is }) => is === "yes") ?? compared.find(({ is }) => is === "unknown");
  if (found?.is === "yes")
    return passes({
      address: found.assignment.resource.address,
      argument: "principal_object_id",
      value: printed(found.assignment.principalId),
      meaning: `${principal.label} is assigned, so Entra issues it a token`,
    });
  // Another stack may assign it: only what is made here, and only here, is known not to be assigned.
  const isOutside =
    principal.kind === "unresolved" || principal.kind === "looked-up" || servicePrincipal.mode === "data";
  if (found || isOutside) return passes();
  return noToken(
    { ...required, meaning: `nothing assigns ${principal.label}, so Entra issues it no token` },
    `an azuread_app_role_assignment for ${principal.label}`,
  );
}

function noToken(
  step: { address: string; argument: string; value: string; meaning: string },
  turnedBy: string,
  argument = "app_role_assignment_required",
): Check {
  return { result: "refuses", answer: "no token", control: `Entra: ${argument}`, proof: [step], turnedBy };
}

/** Of what is not in the stack it is not known whom Entra issues tokens to. */
function outside(
  graph: Graph,
  presented: Presented,
  resource: Value,
  application: Resource | undefined,
): Check {
  if (application?.mode === "managed")
    return unsure(
      `whether the tenant has a service principal of ${printed(resource)} is not decided in this stack`,
    );
  if (presented.kind === "principal") return passes();
  const text = literalText(graph.index.followed(resource)) ?? "";
  if (/^https:\/\/([\w-]+\.)*(azure\.(com|net|us|cn)|windows\.net|microsoft\.com)(\/|$)/i.test(text))
    return passes();
  return unsure(`who gets a token for ${printed(resource)} is not decided in this stack`);
}
