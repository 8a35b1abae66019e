import type { RoleAssignment } from "../graph/role-assignments";
import { printed } from "../graph/values";
import type { Caller, ProofStep } from "../report";

/** Somebody who can do something, and what says so. */
export type Way = readonly [caller: Caller, proof: readonly ProofStep[]];

/** Whoever has a role of Azure, as what it makes of them. */
export function byRole(
  { resource, role, principalId }: RoleAssignment,
  kind: Caller["kind"],
  meaning: string,
): Way {
  const who = printed(principalId);
  return [
    { id: `${kind}:${resource.address}`, kind, label: `${who} (${role})`, address: resource.address },
    [
      {
        address: resource.address,
        argument: "role_definition_name",
        value: role,
        meaning: `${who} ${meaning}`,
      },
    ],
  ];
}
