import type { CacheLookupProps } from "../policy-props";
import { type Credentials, defaultCredentials, includesName } from "../rules/credentials";
import { childElements, element, textOf, type XmlElement } from "../xml/xml-element";
import { policyElement } from "./elements";
import type { PolicyStatement } from "./statement";

/** `cache-lookup` without what tells the callers apart, which is added when they are known. */
export function cacheLookupElement(props: CacheLookupProps): XmlElement {
  return policyElement(
    "cache-lookup",
    {
      "vary-by-developer": props.varyByDeveloper ?? false,
      "vary-by-developer-groups": false,
      // Calls with `Authorization` are not cached without it.
      "allow-private-response-caching": true,
    },
    [
      ...items("vary-by-header", props.varyByHeaders ?? []),
      ...items("vary-by-query-parameter", props.varyByQueryParameters ?? []),
    ],
  );
}

/** A statement as it is written for callers with these credentials (T20). */
export function forCallers(
  statement: PolicyStatement,
  credentials: Credentials = defaultCredentials,
): PolicyStatement {
  if (statement.cached !== "byCaller") return statement;
  return { ...statement, element: varyingByCaller(statement.element, credentials) };
}

function varyingByCaller(lookup: XmlElement, credentials: Credentials): XmlElement {
  const headers = listed(lookup, "vary-by-header");
  const parameters = listed(lookup, "vary-by-query-parameter");
  const ownHeaders = headers.filter((name) => !includesName(credentials.headers, name));
  const ownParameters = parameters.filter((name) => !includesName(credentials.queryParameters, name));
  return {
    ...lookup,
    children: [
      ...items("vary-by-header", [...credentials.headers, ...ownHeaders]),
      // Without a list, responses differ by all query parameters.
      ...items(
        "vary-by-query-parameter",
        parameters.length > 0 ? [...credentials.queryParameters, ...ownParameters] : [],
      ),
    ],
  };
}

function listed(lookup: XmlElement, name: string): string[] {
  return childElements(lookup)
    .filter((child) => child.name === name)
    .map(textOf);
}

function items(name: string, values: readonly string[]): XmlElement[] {
  return values.map((value) => element(name, {}, [value]));
}
