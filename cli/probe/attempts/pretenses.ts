import { randomUUID } from "node:crypto";

/** Headers that App Service Authentication and gateways tell Functions about callers with. */
const identityHeaders = [
  "X-MS-CLIENT-PRINCIPAL",
  "X-MS-CLIENT-PRINCIPAL-ID",
  "X-MS-CLIENT-PRINCIPAL-NAME",
  "X-MS-CLIENT-PRINCIPAL-IDP",
  "X-MS-TOKEN-AAD-ACCESS-TOKEN",
];

/** Headers that authenticate: what a call shows there is its credential, and no pretense. */
const credentials = /^(authorization|ocp-apim-subscription-key)$/i;

/** Headers with which a caller says of itself who it is, and the mark by which they are found where they arrive. */
export function pretenses(others: readonly string[] = []): {
  readonly headers: Record<string, string>;
  readonly mark: string;
} {
  const mark = `pretends-${randomUUID()}`;
  const names = [...new Set([...identityHeaders, ...others])].filter((name) => !credentials.test(name));
  return { headers: Object.fromEntries(names.map((name) => [name, mark])), mark };
}
