import { deletedParameters, headerKey } from "../fixed-names";

/** Where callers send what tells them apart: a token, a subscription key. */
export interface Credentials {
  readonly headers: readonly string[];
  readonly queryParameters: readonly string[];
}

/** What callers have unless they are known: a token in the usual header. */
export const defaultCredentials: Credentials = { headers: ["Authorization"], queryParameters: [] };

/** API Management takes the key from either. */
export const subscriptionKeyCredentials: Credentials = {
  headers: ["Ocp-Apim-Subscription-Key"],
  queryParameters: ["subscription-key"],
};

/** The credentials of several kinds of callers. */
export function allCredentials(credentials: readonly Credentials[]): Credentials {
  return {
    headers: withoutRepeated(credentials.flatMap(({ headers }) => headers)),
    queryParameters: withoutRepeated(credentials.flatMap(({ queryParameters }) => queryParameters)),
  };
}

/** Query parameters that do not reach the Function. */
export function parametersToDelete({ queryParameters }: Credentials): readonly string[] {
  return withoutRepeated([...deletedParameters, ...queryParameters]);
}

/** Whether a header is a credential, or a host may take it for one (T21). */
export function hasHeader({ headers }: Credentials, name: string): boolean {
  return headers.some((header) => headerKey(header) === headerKey(name));
}

export function hasParameter({ queryParameters }: Credentials, name: string): boolean {
  return includesName(queryParameters, name);
}

/** Whether a name is among others, in any case. */
export function includesName(names: readonly string[], name: string): boolean {
  return names.some((one) => nameKey(one) === nameKey(name));
}

function nameKey(name: string): string {
  return name.trim().toLowerCase();
}

function withoutRepeated(names: readonly string[]): string[] {
  return names.filter((name, index) => !includesName(names.slice(0, index), name));
}
