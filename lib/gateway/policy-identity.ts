import type { IConstruct } from "constructs";
import { resolveTokens } from "../support/terraform-json";
import { validationError } from "../support/validation";
import type { IGateway } from "./gateway-props";

/** Rejects a gateway that calls Functions with one identity and says that it calls them with another. */
export function validateIdentityInPolicies(scope: IConstruct, gateway: IGateway): string[] {
  if (gateway.policyClientId === undefined) return [];
  // Each read of a resource's attribute yields another token.
  const ids: unknown[] = resolveTokens(scope, [gateway.policyClientId, gateway.identity.clientId]);
  const [selected, letIn] = ids.map((id) => JSON.stringify(id));
  if (selected === letIn) return [];
  return [
    validationError(
      `A gateway was given whose \`policyClientId\` is ${selected}, and whose \`identity.clientId\` is ${letIn}`,
      "Policies select the identity that Functions let in, by the same client id",
      "Set both to the client id of the user-assigned identity, or leave `policyClientId` out for the system-assigned one",
    ),
  ];
}
