import { Token } from "cdktf";
import type { IManagedIdentity } from "../managed-identity";

/**
 * What two mentions of one identity have in common. Every reading of a reference is another text, so an
 * identity that is not made yet is known by its object.
 */
export function identityKey(identity: IManagedIdentity): unknown {
  return Token.isUnresolved(identity.principalId) ? identity : identity.principalId.toLowerCase();
}
