import { Token } from "cdktf";
import type { IManagedIdentity } from "./managed-identity";

/**
 * A key that is the same for the same identity. Each read of a reference yields another token, so an identity that
 * does not exist yet is identified by its object.
 */
export function identityKey(identity: IManagedIdentity): unknown {
  return Token.isUnresolved(identity.principalId) ? identity : identity.principalId.toLowerCase();
}
