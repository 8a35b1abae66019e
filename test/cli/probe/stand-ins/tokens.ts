import { createPublicKey, generateKeyPairSync, sign, verify } from "node:crypto";
import { ids, issuer } from "../fixtures/ids";

export type Claims = Readonly<Record<string, unknown>>;

export const KEY_ID = "a-key-of-entra";

const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });

/** The keys that Entra publishes. */
export const publishedKeys = { keys: [{ ...publicKey.export({ format: "jwk" }), kid: KEY_ID, use: "sig" }] };

/** A token as Entra signs it. */
export function issued(claims: Claims): string {
  const now = Math.floor(Date.now() / 1000);
  const all = { iss: issuer, tid: ids.tenant, iat: now, nbf: now, exp: now + 3600, ver: "2.0", ...claims };
  const text = [{ typ: "JWT", alg: "RS256", kid: KEY_ID }, all].map(encoded).join(".");
  return `${text}.${sign("sha256", Buffer.from(text), privateKey).toString("base64url")}`;
}

/** The access token of the caller that the API's policy names. */
export const callersToken = () =>
  issued({ aud: ids.apiAudience, azp: ids.caller, oid: ids.caller, idtyp: "app" });

/** What somebody who checks tokens leaves out. */
export interface Carelessness {
  /** Takes the signature of any key. */
  readonly acceptsForgedSignature?: boolean;
  /** Takes a token without a signature. */
  readonly acceptsUnsigned?: boolean;
  /** Takes a token for somebody else. */
  readonly acceptsOtherAudience?: boolean;
}

/** The claims of a bearer token, if it is one that Entra signed for an audience. */
export function claimsOf(
  header: string | undefined,
  audience: string,
  careless: Carelessness = {},
): Claims | undefined {
  const [head, payload, signature] = (/^Bearer (.+)$/.exec(header ?? "")?.[1] ?? "").split(".");
  if (payload === undefined) return undefined;
  const { alg, kid } = decoded(head);
  const isUnsigned = alg === "none";
  if (isUnsigned && !careless.acceptsUnsigned) return undefined;
  if (!isUnsigned && !careless.acceptsForgedSignature) {
    const isSigned = verify(
      "sha256",
      Buffer.from(`${head}.${payload}`),
      createPublicKey(publicKey.export({ type: "spki", format: "pem" })),
      Buffer.from(signature ?? "", "base64url"),
    );
    if (!isSigned || kid !== KEY_ID) return undefined;
  }
  // Whoever checks at all looks for the key that a token names.
  if (!isUnsigned && kid !== KEY_ID) return undefined;
  const claims = decoded(payload);
  const { aud, iss, exp } = claims;
  if (aud !== audience && !careless.acceptsOtherAudience) return undefined;
  return iss === issuer && Number(exp) * 1000 > Date.now() ? claims : undefined;
}

function encoded(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString("base64url");
}

function decoded(part: string): Claims {
  return JSON.parse(Buffer.from(part, "base64url").toString("utf8"));
}
