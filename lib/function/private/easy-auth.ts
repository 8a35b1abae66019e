import type { LinuxFunctionAppAuthSettingsV2 } from "@cdktf/provider-azurerm/lib/linux-function-app";
import { Lazy } from "cdktf";
import type { GateMigration } from "../../gate/gate-migration";
import type { IManagedIdentity } from "../../identity/managed-identity";
import type { RegistrationIds } from "../../registration/registration-ids-validation";

/**
 * App Service Authentication in front of the Function, which is the only gate. It accepts a token of this tenant
 * (rule 2), for this registration (rule 3), requested by the application of an allowed identity (rule 4), for the
 * principal of that identity (rule 5), and answers 401 or 403 to everything else (rule 6).
 *
 * @param migration while it observes, a call without a token passes: this is the only way to open the gate
 */
export function easyAuth(
  registration: RegistrationIds,
  allowedIdentities: readonly IManagedIdentity[],
  migration?: GateMigration,
): LinuxFunctionAppAuthSettingsV2 {
  const isOpen = migration?._observation !== undefined;
  return {
    authEnabled: true,
    requireAuthentication: !isOpen,
    requireHttps: true,
    unauthenticatedAction: isOpen ? "AllowAnonymous" : "Return401",
    runtimeVersion: "~1",
    activeDirectoryV2: {
      clientId: registration.clientId,
      tenantAuthEndpoint: `https://${registration.cloud.loginHost}/${registration.tenantId}/v2.0`,
      allowedAudiences: [registration.clientId],
      allowedApplications: atSynth(() => allowedIdentities.map(({ clientId }) => clientId)),
      allowedIdentities: atSynth(() => allowedIdentities.map(({ principalId }) => principalId)),
    },
    // azurerm requires the block (R4). Nobody signs in, so there is no token to store (rule 7).
    login: { tokenStoreEnabled: false },
  };
}

// Identities can be added until synthesis; both lists grow together.
function atSynth(produce: () => string[]): string[] {
  return Lazy.listValue({ produce });
}
