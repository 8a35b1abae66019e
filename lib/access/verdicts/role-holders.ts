import type { Graph } from "../graph/graph";
import type { Holding } from "../graph/roles/role-assignments";
import { at, isAbsent, printed } from "../graph/values";
import type { Caller, ProofStep } from "../report";
import { after, type Decision, unknown } from "./decision";

/** Somebody who can do something, and what says so. */
export interface RoleHolder {
  readonly caller: Caller;
  readonly proof: readonly ProofStep[];
  /** Why it is not known whether they can. */
  readonly doubt?: string;
}

/** Whoever has a role of Azure, as what it makes of them. */
export function byRole(
  { principals }: Graph,
  { assignment, doubt }: Holding,
  kind: Caller["kind"],
  meaning: string,
): RoleHolder {
  const { resource, role, principalId, isEligible } = assignment;
  const principal = principals.ofObjectId(principalId);
  // What the stack makes or looks up is called what it is there, whether its id is known yet or not.
  const who = principal?.resource ? principal.label : printed(principalId);
  const argument = isAbsent(at(resource.values, "role_definition_name"))
    ? "role_definition_id"
    : "role_definition_name";
  const given: ProofStep = {
    address: resource.address,
    argument,
    value: role.label,
    meaning: `${who} ${doubt === undefined ? meaning : `may be one who ${meaning}`}`,
  };
  const defined: ProofStep[] = role.definition
    ? [
        {
          address: role.definition.address,
          argument: "permissions",
          value: printed(at(role.definition.values, "permissions")),
          meaning: "what the role allows",
        },
      ]
    : [];
  const label = `${who} (${role.label}${isEligible ? ", once activated" : ""})`;
  return {
    caller: { id: `${kind}:${resource.address}`, kind, label, address: resource.address },
    proof: [given, ...defined],
    doubt,
  };
}

/** What becomes of a holder's call, if it is known that they are one. */
export function asHolder({ proof, doubt }: RoleHolder, decision: Decision): Decision {
  if (doubt === undefined || decision.access === "refused") return after(proof, decision);
  return unknown(doubt, proof);
}

/** Holdings of assignments that do not let their holders do something that is more, as far as is known of both. */
export function withoutThose(all: readonly Holding[], more: readonly Holding[]): Holding[] {
  return all.filter(
    ({ assignment, doubt }) =>
      !more.some((one) => one.assignment === assignment && (one.doubt === undefined || one.doubt === doubt)),
  );
}
