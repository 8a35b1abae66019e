/** One thing that a text of a policy reads when the gateway evaluates it. */
export type Read =
  | { readonly what: "header"; readonly name: string; readonly claimsOnly: boolean }
  | { readonly what: "queryParameter"; readonly name: string }
  | { readonly what: "namedValue"; readonly name: string; readonly inCode: boolean }
  | { readonly what: "query" | "subscription" | "subscriptionKey" | "user" | "variables" | "response" }
  /** Code that may run after the statement in which it stands. */
  | { readonly what: "later" }
  /** More of the request than single headers, or code that cannot be followed. */
  | { readonly what: "undecided"; readonly why: string };

/** What follows `context` in an expression or a Liquid template, read step by step. */
export interface ContextPath {
  /** The next member; undefined when there is none, or its name is computed. */
  member(): string | undefined;
  /** The literal name by which one entry of a collection is read; undefined when it is not read so. */
  entry(): string | undefined;
  /** Whether what was read so far is only compared, with null above all. */
  isCompared(): boolean;
  /** Whether what was read so far is parsed as a JWT. */
  isParsedAsJwt(): boolean;
}

// Microsoft's "API Management policy expressions", and "Set body" for Liquid. Liquid may not tell case apart.
const plainContextMembers = new Set(
  "api deployment elapsed graphql lasterror operation product requestid timestamp trace tracing workspace".split(
    " ",
  ),
);
const plainRequestMembers = new Set(
  "body certificate clientcertificates foundry hasbody ipaddress matchedparameters method originalmethod privateendpointconnection".split(
    " ",
  ),
);
const plainUrlMembers = new Set(["host", "path", "port", "scheme"]);
const subscriptionKeys = new Set(["key", "primarykey", "secondarykey"]);

/** What a use of `context` reads. */
export function contextReads(path: ContextPath): Read[] {
  const member = path.member();
  switch (member?.toLowerCase()) {
    case undefined:
      return [undecided("`context` itself is used")];
    case "request":
      return requestReads(path);
    case "subscription":
      return subscriptionReads(path);
    case "response":
      path.member();
      return [{ what: "response" }];
    case "user":
      return [{ what: "user" }];
    case "variables":
      return [{ what: "variables" }];
    default:
      return plain(member, plainContextMembers, "context");
  }
}

function requestReads(path: ContextPath): Read[] {
  const member = path.member();
  switch (member?.toLowerCase()) {
    case undefined:
      return [undecided("`context.Request` itself is used")];
    case "headers":
      return headerReads(path);
    case "url":
    case "originalurl":
      return urlReads(path);
    default:
      return plain(member, plainRequestMembers, "context.Request");
  }
}

function headerReads(path: ContextPath): Read[] {
  const name = path.entry();
  if (name === undefined) return [undecided("the headers are read otherwise than one by a literal name")];
  return [{ what: "header", name, claimsOnly: path.isParsedAsJwt() }];
}

function urlReads(path: ContextPath): Read[] {
  const member = path.member()?.toLowerCase();
  if (member !== undefined && plainUrlMembers.has(member)) return [];
  const name = member === "query" ? path.entry() : undefined;
  return [name === undefined ? { what: "query" } : { what: "queryParameter", name }];
}

function subscriptionReads(path: ContextPath): Read[] {
  const member = path.member();
  if (member === undefined) return path.isCompared() ? [] : [{ what: "subscriptionKey" }];
  return [{ what: subscriptionKeys.has(member.toLowerCase()) ? "subscriptionKey" : "subscription" }];
}

function plain(member: string | undefined, known: ReadonlySet<string>, owner: string): Read[] {
  return known.has(`${member}`.toLowerCase())
    ? []
    : [undecided(`\`${owner}.${member}\` is used, which is unknown`)];
}

export function undecided(why: string): Read {
  return { what: "undecided", why };
}
