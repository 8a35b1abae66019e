import type { HttpRequest } from "@azure/functions";

/** Who made a call, as the gateway and App Service Authentication tell the Function. */
export interface Caller {
  /** The caller's application, from the claim that the gateway forwards. Absent where no token names one. */
  readonly id?: string;
  /** The caller's app roles. */
  readonly roles: readonly string[];
  /** The object id of the identity with which the gateway calls: App Service Authentication sets it. */
  readonly gatewayPrincipalId?: string;
}

/** The gateway deletes these headers of every call, and sets them from the caller's validated token. */
export function callerOf({ headers }: HttpRequest): Caller {
  return {
    id: claim(headers.get("x-caller-id"))[0],
    roles: claim(headers.get("x-caller-roles")),
    gatewayPrincipalId: headers.get("x-ms-client-principal-id") ?? undefined,
  };
}

// The gateway joins a claim's values with commas, and percent-encodes each of them.
function claim(header: string | null): string[] {
  return header === null || header === "" ? [] : header.split(",").map(decodeURIComponent);
}
