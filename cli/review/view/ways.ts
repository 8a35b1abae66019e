import type { Entrance } from "../../../lib/access/report";

/** A kind of way to a Function, as people tell them apart. */
export interface Way {
  /** Completes "reached …". */
  readonly name: string;
  readonly kinds: readonly Entrance["kind"][];
}

/** In the order in which people ask for them. */
export const ways: readonly Way[] = [
  { name: "through API Management", kinds: ["operation"] },
  { name: "directly", kinds: ["host", "host-path"] },
  { name: "as the gateway", kinds: ["gateway-token"] },
  { name: "by deploying code", kinds: ["scm", "ftp"] },
  { name: "by storage or a key", kinds: ["key"] },
];

/** What a column of the matrix is called that stands for entrances of a kind. */
export const shortNames: Readonly<Record<Entrance["kind"], string>> = {
  operation: "API",
  host: "host",
  "host-path": "path",
  "gateway-token": "token",
  scm: "SCM",
  ftp: "FTP",
  key: "key",
};
