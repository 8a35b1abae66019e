import type { Graph } from "../graph/graph";
import type { Assignment, Registration } from "../graph/registrations";
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
  const all = [...registration.assignments, ...registration.untoldAssignments];
  const group = all.find((assignment) => isOfGroup(graph, assignment));
  if (group && presented.kind !== "principal") return membership(group, "who is a member of a group");
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
  const found = compared.find(({ is }) => is === "yes");
  if (found)
    return passes({
      address: found.assignment.resource.address,
      argument: "principal_object_id",
      value: printed(found.assignment.principalId),
      meaning: `${principal.label} is assigned, so Entra issues it a token`,
    });
  // Another stack may assign it: only what is made here, and only here, is known not to be assigned.
  const isOutside =
    principal.kind === "unresolved" || principal.kind === "looked-up" || servicePrincipal.mode === "data";
  if (isOutside) return passes();
  const doubts = compared.filter(({ is }) => is === "unknown");
  // Whoever is looked up is taken for whom it may be.
  if (doubts.some(({ assignment }) => !graph.principals.isUntold(assignment.principalId))) return passes();
  if (doubts.length > 0)
    return assignmentInDoubt(
      doubts[0].assignment,
      "principal_object_id",
      `whether it assigns ${principal.label}`,
    );
  if (group) return membership(group, `whether ${principal.label} is a member of a group`);
  const untold = registration.untoldAssignments.find(
    ({ principalId }) => graph.principals.hasObjectId(principal, principalId) !== "no",
  );
  if (untold) return assignmentInDoubt(untold, "resource_object_id", "which application's role it assigns");
  return noToken(
    { ...required, meaning: `nothing assigns ${principal.label}, so Entra issues it no token` },
    `an azuread_app_role_assignment for ${principal.label}`,
  );
}

/** Whether it is a group that is assigned: as the stack makes it or looks it up, or as Entra says after the apply. */
function isOfGroup({ index }: Graph, { resource, principalId }: Assignment): boolean {
  const raw = resource.values.entries.get("principal_object_id");
  const target = index.resourceOf(raw) ?? index.resourceOf(principalId);
  return target?.type === "azuread_group" || index.text(resource, "principal_type") === "Group";
}

function assignmentInDoubt({ resource }: Assignment, argument: string, what: string): Check {
  return unsure(`of ${resource.address} it is not known ${what}`, {
    address: resource.address,
    argument,
    value: printed(resource.values.entries.get(argument)),
    meaning: "decides whom Entra issues a token to",
  });
}

function membership({ resource, principalId }: Assignment, what: string): Check {
  return unsure(`${what} is not known`, {
    address: resource.address,
    argument: "principal_object_id",
    value: printed(principalId),
    meaning: "Entra issues a token to the members of this group",
  });
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
