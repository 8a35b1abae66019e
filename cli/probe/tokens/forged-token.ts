import { generateKeyPairSync, type KeyObject, randomUUID, sign } from "node:crypto";
import type { ForgedClaims } from "../attempts/attempt";
import type { Network } from "../sending/network";

/** An hour before and after now, so that nothing but the signature speaks against a token. */
const HOUR = 3600;

/**
 * Writes a token that says what a rightful one says, and that Entra did not issue: it names a key of Entra's, and is
 * signed with another one, or with none.
 */
export async function forgedToken(
  claims: ForgedClaims,
  signature: "foreign" | "none",
  network: Network,
): Promise<string> {
  const header = signature === "none" ? { typ: "JWT", alg: "none" } : await foreignHeader(claims, network);
  const signed = [header, payloadOf(claims)].map(encoded).join(".");
  if (signature === "none") return `${signed}.`;
  return `${signed}.${sign("sha256", Buffer.from(signed), foreignKey()).toString("base64url")}`;
}

let key: KeyObject | undefined;

/** A key that nobody knows. It is made once, because that takes its time. */
function foreignKey(): KeyObject {
  key ??= generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;
  return key;
}

async function foreignHeader({ issuer }: ForgedClaims, network: Network): Promise<object> {
  return { typ: "JWT", alg: "RS256", kid: await keyIdOf(issuer, network) };
}

/** The id of one of the issuer's keys; any id where it cannot be asked, which is no better a token. */
async function keyIdOf(issuer: string, network: Network): Promise<string> {
  const configuration = await jsonAt(`${issuer}/.well-known/openid-configuration`, network);
  const { jwks_uri: address } = configuration as { jwks_uri?: unknown };
  const { keys } = (typeof address === "string" ? await jsonAt(address, network) : {}) as {
    keys?: { kid?: unknown }[];
  };
  const [first] = Array.isArray(keys) ? keys : [];
  return typeof first?.kid === "string" ? first.kid : randomUUID();
}

async function jsonAt(url: string, network: Network): Promise<object> {
  const seen = await network.send({ method: "GET", url, headers: {} });
  if (seen.kind !== "answer") return {};
  try {
    const json: unknown = JSON.parse(seen.body);
    return typeof json === "object" && json !== null ? json : {};
  } catch {
    return {};
  }
}

function payloadOf({ issuer, audience, application, identity }: ForgedClaims): object {
  const now = Math.floor(Date.now() / 1000);
  return {
    aud: audience,
    iss: issuer,
    iat: now - HOUR,
    nbf: now - HOUR,
    exp: now + HOUR,
    azp: application,
    oid: identity,
    sub: identity,
    idtyp: "app",
    roles: ["Function.Invoke"],
    tid: issuer.split("/")[3],
    ver: "2.0",
  };
}

function encoded(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString("base64url");
}
