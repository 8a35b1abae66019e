import { deletedParameters, headerKey } from "./fixed-names";

/** Where callers send what tells them apart: a token, a subscription key. */
export interface Credentials {
  readonly headers: readonly string[];
  readonly queryParameters: readonly string[];
}

export const noCredentials: Credentials = { headers: [], queryParameters: [] };

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
    headers: withoutRepeated(
      credentials.flatMap(({ headers }) => headers),
      headerKey,
    ),
    queryParameters: withoutRepeated(
      credentials.flatMap(({ queryParameters }) => queryParameters),
      parameterKey,
    ),
  };
}

/** Query parameters that do not reach the Function. */
export function parametersToDelete({ queryParameters }: Credentials): readonly string[] {
  return withoutRepeated([...deletedParameters, ...queryParameters], parameterKey);
}

export function hasHeader({ headers }: Credentials, name: string): boolean {
  return headers.some((header) => headerKey(header) === headerKey(name));
}

export function hasParameter({ queryParameters }: Credentials, name: string): boolean {
  return queryParameters.some((parameter) => parameterKey(parameter) === parameterKey(name));
}

function parameterKey(name: string): string {
  return name.trim().toLowerCase();
}

function withoutRepeated(names: readonly string[], keyOf: (name: string) => string): string[] {
  const keys = names.map(keyOf);
  return names.filter((name, index) => keys.indexOf(keyOf(name)) === index);
}
