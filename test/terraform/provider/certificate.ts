import { generateKeyPairSync, randomBytes, sign } from "node:crypto";

/** A key and a certificate in PEM, and the certificate's DER bytes for the handshake line. */
export interface ServerIdentity {
  readonly privateKey: string;
  readonly certificate: string;
  readonly der: Buffer;
}

/**
 * Makes the self-signed certificate that automatic mutual TLS asks of a plugin: the parent trusts exactly
 * this certificate, as its own authority, for the name `localhost`, or for the names that are given. Node can sign but
 * not write X.509, so the few DER structures are written here.
 */
export function createServerIdentity(names: readonly string[] = ["localhost"]): ServerIdentity {
  const keys = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const body = certificateBody(keys.publicKey.export({ type: "spki", format: "der" }), names);
  const signature = sign("sha256", body, keys.privateKey);
  const der = sequence(body, ECDSA_WITH_SHA256, bitString(signature));
  return {
    privateKey: keys.privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
    certificate: pem(der),
    der,
  };
}

function certificateBody(publicKey: Buffer, names: readonly string[]): Buffer {
  const name = sequence(tagged(0x31, sequence(COMMON_NAME, tagged(0x0c, Buffer.from("localhost")))));
  const day = 24 * 60 * 60 * 1000;
  const validity = sequence(utcTime(Date.now() - day), utcTime(Date.now() + day));
  const serial = Buffer.concat([Buffer.from([0x01]), randomBytes(8)]);
  const version3 = tagged(0xa0, tagged(0x02, Buffer.from([2])));
  return sequence(
    version3,
    tagged(0x02, serial),
    ECDSA_WITH_SHA256,
    name,
    validity,
    name,
    publicKey,
    tagged(0xa3, extensions(names)),
  );
}

function extensions(names: readonly string[]): Buffer {
  const authority = sequence(tagged(0x01, Buffer.from([0xff])));
  // digitalSignature, keyEncipherment, keyAgreement and keyCertSign.
  const usage = tagged(0x03, Buffer.from([0x02, 0b10101100]));
  const purposes = sequence(oid("2b06010505070301"), oid("2b06010505070302"));
  const alternativeNames = sequence(...names.map((name) => tagged(0x82, Buffer.from(name))));
  return sequence(
    extension("551d13", authority),
    extension("551d0f", usage),
    extension("551d25", purposes),
    extension("551d11", alternativeNames),
  );
}

function extension(identifier: string, value: Buffer): Buffer {
  return sequence(oid(identifier), tagged(0x04, value));
}

function tagged(tag: number, content: Buffer): Buffer {
  return Buffer.concat([Buffer.from([tag]), derLength(content.length), content]);
}

function derLength(length: number): Buffer {
  if (length < 0x80) return Buffer.from([length]);
  if (length < 0x100) return Buffer.from([0x81, length]);
  return Buffer.from([0x82, length >> 8, length & 0xff]);
}

function sequence(...parts: Buffer[]): Buffer {
  return tagged(0x30, Buffer.concat(parts));
}

function bitString(content: Buffer): Buffer {
  return tagged(0x03, Buffer.concat([Buffer.from([0]), content]));
}

function oid(hex: string): Buffer {
  return tagged(0x06, Buffer.from(hex, "hex"));
}

function utcTime(time: number): Buffer {
  const digits = new Date(time).toISOString().replace(/[-:T]/g, "").slice(2, 14);
  return tagged(0x17, Buffer.from(`${digits}Z`));
}

function pem(der: Buffer): string {
  const lines = der.toString("base64").match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join("\n")}\n-----END CERTIFICATE-----\n`;
}

const ECDSA_WITH_SHA256 = sequence(oid("2a8648ce3d040302"));
const COMMON_NAME = oid("550403");
