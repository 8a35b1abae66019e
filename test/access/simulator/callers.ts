import type { Caller } from "../../../lib/access/report";
import { type Applied, includes, same } from "./applied";
import { POLICY_KEYS, tenantOf } from "./gateway";
import { anyUser, listed, type SubjectWorld, stranger, subjectOf } from "./subjects";
import { foreignToken, issuedToken, type Subject, type Token } from "./tokens";

/** Every token that a caller can get for one of some audiences, and none; nothing for a caller that is not known. */
export function tokensOf(
  world: SubjectWorld,
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

interface NamedCaller {
  readonly issuer: string;
  readonly clientId?: string;
  readonly claims: readonly { readonly name: string; readonly values: readonly string[] }[];
}

/** Whom a policy names, by the id that the review gives it; nothing if it hides a part of it. */
function namedCaller({ applied }: SubjectWorld, id: string): NamedCaller | undefined {
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
  world: SubjectWorld,
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
