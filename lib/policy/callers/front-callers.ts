import type { IFrontRegistration } from "../../registration/front-registration-interface";
import { refusal } from "../../support/refusal";
import type { CallerAuthentication } from "./caller-authentication";
import type { FrontRegistrationCallers } from "./callers-props";
import { entraApplicationsAuthentication } from "./entra-applications";

/** Clients of a front registration: tokens for it, of its clients, with one of its roles. */
export function frontRegistrationAuthentication(
  front: IFrontRegistration,
  callers: FrontRegistrationCallers,
): CallerAuthentication {
  const authentication = entraApplicationsAuthentication({
    ...callers,
    clientIds: front.clientIds,
    // Tokens of version 2 name the client id, whatever the client asked with.
    audiences: [front.clientId],
    requiredRoles: callers.requiredRoles ?? front.roles,
    tenantId: front.tenantId,
  });
  return {
    ...authentication,
    refusals: [...authentication.refusals, ...roleRefusals(front, callers.requiredRoles ?? [])],
    callableAfter: (scope) => front.callableAfter(scope),
  };
}

function roleRefusals(front: IFrontRegistration, requiredRoles: readonly string[]): string[] {
  return requiredRoles
    .filter((role) => !front.roles.includes(role))
    .map((role) =>
      refusal(
        `The role ${JSON.stringify(role)} was given`,
        `The front registration has the roles ${front.roles.join(", ")}`,
        "Add the role to the front registration's `roles`, or choose one of them in `callers.requiredRoles`",
      ),
    );
}
