/** Billed by the call, ready in minutes, and with managed identities. */
export const defaultSkuName = "Consumption_0";

export function defaultIdentityName(serviceName: string): string {
  return `id-${serviceName}`;
}
