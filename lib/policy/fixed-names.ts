/** The header in which the Functions host takes a key. */
export const functionKeyHeader = "x-functions-key";

/** Headers of a call that hold secrets of the gateway's own, once the fixed steps have run. */
const gatewayHeaders: readonly string[] = ["authorization", functionKeyHeader];

/** Whether a header of a call holds a secret of the gateway's own, once the fixed steps have run. */
export function isGatewayHeader(name: string): boolean {
  return gatewayHeaders.includes(headerKey(name));
}

/** Headers that are deleted from every call: a client could pass for somebody else, or send a secret on. */
export const deletedHeaders: readonly string[] = [
  "X-MS-CLIENT-PRINCIPAL",
  "X-MS-CLIENT-PRINCIPAL-ID",
  "X-MS-CLIENT-PRINCIPAL-IDP",
  "X-MS-CLIENT-PRINCIPAL-NAME",
  "X-MS-TOKEN-AAD-ACCESS-TOKEN",
  "X-MS-TOKEN-AAD-ID-TOKEN",
  "Ocp-Apim-Subscription-Key",
  functionKeyHeader,
  // Last: right before the token step writes the gateway's own (T14).
  "Authorization",
];

/** Query parameters that are deleted from every call: the subscription key, and a key of the Functions host. */
export const deletedParameters: readonly string[] = ["subscription-key", "code"];

/** Name of the variable that holds the caller's validated token during a call. */
export const tokenVariable = "validated-caller-token";

/**
 * One form for the names that a host may take for one header: some, above all those with CGI's variables, do not
 * tell hyphens and underscores apart (T21).
 */
export function headerKey(name: string): string {
  return name.trim().toLowerCase().replace(/_/g, "-");
}

/** Whether only the fixed steps may set a header of the call. */
export function isFixedHeader(name: string): boolean {
  return /^(authorization|ocp-apim-subscription-key|x-functions-key|x-ms-client-principal.*|x-ms-token-.*)$/.test(
    headerKey(name),
  );
}
