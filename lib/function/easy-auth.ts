import type { LinuxFunctionAppAuthSettingsV2 } from "@cdktf/provider-azurerm/lib/linux-function-app";
import { Lazy } from "cdktf";
import type { IGatewayIdentity } from "../gateway/gateway-identity-interface";
import type { IRegistration } from "../registration/registration-interface";

/**
 * App Service Authentication in front of the Function: the only gate, so every value of it counts.
 * It passes a token of this tenant (2), for this registration (3), asked for by a caller's application (4),
 * as that caller's principal (5), and answers 401 or 403 to everything else by itself (6).
 */
export function easyAuth(
  registration: Pick<IRegistration, "clientId" | "tenantId" | "cloud">,
  callers: readonly IGatewayIdentity[],
): LinuxFunctionAppAuthSettingsV2 {
  return {
    authEnabled: true,
    requireAuthentication: true,
    requireHttps: true,
    unauthenticatedAction: "Return401",
    runtimeVersion: "~1",
    activeDirectoryV2: {
      clientId: registration.clientId,
      tenantAuthEndpoint: `https://${registration.cloud.loginHost}/${registration.tenantId}/v2.0`,
      allowedAudiences: [registration.clientId],
      allowedApplications: atSynth(() => callers.map(({ clientId }) => clientId)),
      allowedIdentities: atSynth(() => callers.map(({ principalId }) => principalId)),
    },
    // azurerm demands the block (R4). Nobody signs in, so there is no token to store (7).
    login: { tokenStoreEnabled: false },
  };
}

// Callers can be added as long as the program runs; both lists grow together.
function atSynth(produce: () => string[]): string[] {
  return Lazy.listValue({ produce });
}
