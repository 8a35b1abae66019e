import { deletedHeaders, functionKeyHeader, headerKey } from "../fixed-names";
import { type Credentials, parametersToDelete } from "../rules/credentials";
import { countOf, element, type XmlElement } from "../xml/xml-element";

/** What the gateway calls a Function with: a token, and as which identity it requests it. */
export interface CredentialSteps {
  /** What the gateway requests a token for: the client id of the Function's registration (rule 10). */
  readonly tokenResource: string;
  /** Client id of the gateway's user-assigned identity; undefined for the system-assigned one (rule 18). */
  readonly identityClientId?: string;
  /** Named value with the key that the Function's code still asks for; undefined where it asks for none. */
  readonly functionKey?: string;
}

/** Requests the token from Entra, and writes it to `Authorization`; before it the key, where there is one. */
export function credentialSteps({
  tokenResource,
  identityClientId,
  functionKey,
}: CredentialSteps): XmlElement[] {
  const token = element("authentication-managed-identity", {
    resource: tokenResource,
    "client-id": identityClientId,
    "ignore-error": "false",
  });
  return functionKey === undefined ? [token] : [keyStep(functionKey), token];
}

/** Writes a key of the Functions host, which the gateway reads from Key Vault. */
function keyStep(namedValue: string): XmlElement {
  return element("set-header", { name: functionKeyHeader, "exists-action": "override" }, [
    element("value", {}, [`{{${namedValue}}}`]),
  ]);
}

/** Deletes the key of a Function from calls that another one answers. */
export function keyDeletion(): XmlElement {
  return headerDeletion(functionKeyHeader);
}

/** Deletes what callers must not send on: their tokens and keys, and what could pass for somebody else (T14). */
export function deletions(credentials: Credentials): XmlElement[] {
  const fixed = new Set(deletedHeaders.map(headerKey));
  const ofCallers = credentials.headers.filter((name) => !fixed.has(headerKey(name)));
  return [...parameterDeletions(credentials), ...[...ofCallers, ...deletedHeaders].map(headerDeletion)];
}

/** Deletes query parameters again after a new path, to which API Management copies those that the caller sent. */
export function deletionsAgain(added: readonly XmlElement[], credentials: Credentials): XmlElement[] {
  const copies = added.some((one) => countOf(one, "rewrite-uri") + countOf(one, "include-fragment") > 0);
  return copies ? parameterDeletions(credentials) : [];
}

function parameterDeletions(credentials: Credentials): XmlElement[] {
  return parametersToDelete(credentials).map((name) =>
    element("set-query-parameter", { name, "exists-action": "delete" }),
  );
}

function headerDeletion(name: string): XmlElement {
  return element("set-header", { name, "exists-action": "delete" });
}

/** Beginnings of the names by which a call could pass for somebody else, or hand on a key. */
const fixedPrefixes = [
  "X-MS-CLIENT-PRINCIPAL",
  "X-MS-TOKEN-",
  "Ocp-Apim-Subscription-Key",
  "x-functions-key",
];

/** Rejects calls with a header that a host may take for one of these: with underscores for its hyphens (T21). */
export function rejectLookalikes(claimHeaders: readonly string[]): XmlElement {
  const names = [...[...claimHeaders].sort(), ...fixedPrefixes].map((name) => `"${name}"`).join(", ");
  const isOne = `new[] { ${names} }.Any(name => header.Key.Replace("_", "-").StartsWith(name, StringComparison.OrdinalIgnoreCase))`;
  const condition = `@(context.Request.Headers.Any(header => header.Key.Contains("_") && ${isOne}))`;
  return element("choose", {}, [
    element("when", { condition }, [
      element("return-response", {}, [element("set-status", { code: "400", reason: "Bad Request" })]),
    ]),
  ]);
}
