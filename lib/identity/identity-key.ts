import { TerraformResource, Token } from "cdktf";
import type { IManagedIdentity } from "./managed-identity";

/**
 * A key that is the same for the same identity. Each read of a resource's attribute yields another token, so a new
 * identity is known by its resource; an object that holds the token is known by it, copied or not.
 */
export function identityKey(identity: IManagedIdentity): unknown {
  if (TerraformResource.isTerraformResource(identity)) return identity;
  const { principalId } = identity;
  if (!Token.isUnresolved(principalId)) return principalId.toLowerCase();
  const held = Object.getOwnPropertyDescriptor(identity, "principalId")?.value;
  return held ?? identity;
}
