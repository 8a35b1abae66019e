import type { Caller } from "../../../lib/access/report";
import { type Applied, includes, list, same } from "./applied";
import { type Entra, subjectOf } from "./entra";
import { POLICY_KEYS, tenantOf } from "./gateway";
import { foreignToken, issuedToken, type Subject, type Token } from "./tokens";
import type { Questions } from "./worlds";

/** What it takes to know who a caller is. */
export interface CallerWorld {
  readonly applied: Applied;
  readonly entra: Entra;
  readonly questions: Questions;
}

/** Every token that a caller can get for one of some audiences, and none; nothing for a caller that is not known. */
export function tokensOf(
  world: CallerWorld,
  caller: Caller,
  audiences: readonly string[],
): readonly (Token | undefined)[] | undefined {
  const { entra } = world;
  const issued = (subject: Subject) => [
    undefined,
    ...audiences.flatMap((audience) => entra.token(subject, audience) ?? []),
  ];
  switch (caller.kind) {
    case "internet":
    case "network":
    case "subscription-key":
    case "function-key":
      return [undefined];
    case "tenant-user":
      return issued(anyUser(world));
    case "tenant-application":
      return issued(stranger(entra.ownTenant));
    case "other-tenant":
      return [undefined, foreignToken(entra.ownTenant, entra.multiTenantApplications())];
    case "policy-caller":
      return tokensOfPolicyCaller(world, caller, audiences);
    default: {
      const principal = caller.address === undefined ? undefined : entra.principalAt(caller.address);
      if (principal) return issued(subjectOf(principal, entra.ownTenant, world.questions));
      const id = caller.address === undefined && caller.id.split(":")[1];
      return id ? issued(listed(world, id)) : undefined;
    }
  }
}

/** Somebody of the tenant who is on no list and has no right. */
function stranger(tenant: string): Subject {
  const no = () => false;
  return {
    tenant,
    isOfStack: true,
    isNamed: false,
    isApplication: no,
    isPrincipal: no,
    isInGroup: no,
    hasClaim: no,
  };
}

/** A user signs in through any application that is not an identity of Azure, and consents to any scope. */
function anyUser({ entra, questions }: CallerWorld): Subject {
  return {
    ...stranger(entra.ownTenant),
    isApplication: (clientId) => {
      const known = entra.principals.filter((principal) => same(principal.clientId, clientId));
      if (known.some(({ isManagedIdentity }) => isManagedIdentity)) return false;
      return known.length > 0
        ? questions.choice(`the user signs in through ${clientId}`)
        : questions.unknown(`users sign in through ${clientId}`);
    },
    isInGroup: (id) => questions.unknown(`the user is in the group ${id}`),
    hasClaim: (name, value) => {
      if (name === "roles") return false;
      return name === "scp" || questions.unknown(`the user's token has ${name} ${value}`);
    },
  };
}

/** Whom a list names by an id that nothing in the stack has. */
function listed({ applied, entra, questions }: CallerWorld, id: string): Subject {
  const isTaken = (other: string) =>
    entra.principals.some(({ clientId, objectId }) => same(clientId, other) || same(objectId, other));
  const mayBe = (other: string) =>
    same(id, other) || (!isTaken(other) && isInList(applied, other) && questions.choice(`${other} is ${id}`));
  return {
    ...stranger(entra.ownTenant),
    isOfStack: false,
    isNamed: true,
    isApplication: mayBe,
    isPrincipal: mayBe,
    isInGroup: (group) => questions.unknown(`${id} is in the group ${group}`),
  };
}

function isInList(applied: Applied, id: string): boolean {
  return JSON.stringify(applied.resources.map(({ values }) => list(values, "auth_settings_v2"))).includes(id);
}

interface NamedCaller {
  readonly issuer: string;
  readonly clientId?: string;
  readonly claims: readonly { readonly name: string; readonly values: readonly string[] }[];
}

/** Whom a policy names, by the id that the review gives it; nothing if it hides a part of it. */
function namedCaller({ applied }: CallerWorld, id: string): NamedCaller | undefined {
  const [, provider, application, rest] = /^policy-caller:([^|]*)\|([^|]*)\|(.*)$/s.exec(id) ?? [];
  // What is not known stands in brackets.
  if (provider === undefined || provider.includes("(")) return undefined;
  const claims = application === "*" ? rest.slice(0, rest.lastIndexOf("|")) : rest;
  try {
    return {
      issuer: provider === "keys" ? POLICY_KEYS : valueAt(applied, provider.replace(/^[\w-]+ /, "")),
      ...(application !== "*" && { clientId: valueAt(applied, application) }),
      claims: (JSON.parse(`[${claims}]`) as NamedCaller["claims"]).map(({ name, values }) => ({
        name,
        values: values.map((value) => valueAt(applied, value)),
      })),
    };
  } catch {
    return undefined;
  }
}

/** What `=literal` and `@address#attribute` stand for. */
function valueAt(applied: Applied, key: string): string {
  if (!key.startsWith("@")) return key.replace(/^=/, "");
  const [address, attribute] = key.slice(1).split("#");
  return String(applied.at(address)?.values[attribute]);
}

function tokensOfPolicyCaller(
  world: CallerWorld,
  caller: Caller,
  audiences: readonly string[],
): readonly (Token | undefined)[] | undefined {
  const { entra, questions } = world;
  const named = namedCaller(world, caller.id);
  if (!named) return undefined;
  const principal = named.clientId === undefined ? undefined : entra.principalWithClientId(named.clientId);
  const isEvery = /^(common|organizations|absent)$/.test(named.issuer);
  const tenant = isEvery ? (claimed(named, /^(tid|iss)$/).map(tenantOf)[0] ?? entra.ownTenant) : named.issuer;
  const subject: Subject = {
    ...(principal ? subjectOf(principal, tenant, questions) : anyUser(world)),
    ...isWhomClaimsName(named),
    tenant,
    isOfStack: principal?.isMade === true,
    isNamed: true,
    hasClaim: (name, value) =>
      named.claims.some((claim) => claim.name === name && (value === "" || claim.values.includes(value))),
  };
  if (same(tenant, entra.ownTenant))
    return [undefined, ...audiences.flatMap((audience) => entra.token(subject, audience) ?? [])];
  const versions = [1, 2] as const;
  return [
    undefined,
    ...audiences.flatMap((one) => versions.map((version) => issuedToken(subject, one, version))),
  ];
}

/** The application that asked for its tokens, and who it is, where the policy says so. */
function isWhomClaimsName(named: NamedCaller): Partial<Subject> {
  const applications = named.clientId === undefined ? claimed(named, /^(azp|appid)$/) : [named.clientId];
  const principals = claimed(named, /^(oid|sub)$/);
  return {
    ...(applications.length > 0 && { isApplication: (id: string) => includes(applications, id) }),
    ...(principals.length > 0 && { isPrincipal: (id: string) => includes(principals, id) }),
  };
}

function claimed({ claims }: NamedCaller, name: RegExp): readonly string[] {
  return claims.filter((claim) => name.test(claim.name)).flatMap(({ values }) => values);
}

/** Whom an id of the review ends with: the address of a principal, or an id that nothing in the stack has. */
export function subjectIn(world: CallerWorld, id: string): Subject {
  const { entra, questions } = world;
  const principal = entra.principals.find(({ address }) => id.endsWith(`:${address}`));
  if (principal) return subjectOf(principal, entra.ownTenant, questions);
  return listed(world, id.slice(id.lastIndexOf(":") + 1));
}
