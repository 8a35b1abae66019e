import { includes, same } from "./applied";

/** An access token, by what a validation asks of it. */
export interface Token {
  /** Whether a tenant of Entra issued it, whichever. */
  readonly isOfEntra: boolean;
  issuedBy(tenant: string): boolean;
  hasVersion(version: 1 | 2): boolean;
  isFor(audience: string): boolean;
  /** The application that asked for it. */
  isOfApplication(clientId: string): boolean;
  isOfPrincipal(objectId: string): boolean;
  isInGroup(id: string): boolean;
  hasClaim(name: string, value: string): boolean;
}

/** Who asks for a token. */
export interface Subject {
  readonly tenant: string;
  /** Whether nobody outside of the stack knows it, so that nothing else gives it rights. */
  readonly isOfStack: boolean;
  /** Whether it is somebody whom the stack names, who is taken to get what another stack decides. */
  readonly isNamed: boolean;
  /** The application that asks; for a user those through which it may sign in. */
  isApplication(clientId: string): boolean;
  isPrincipal(objectId: string): boolean;
  isInGroup(id: string): boolean;
  /** Claims that its tokens have besides those that Entra writes. */
  hasClaim(name: string, value: string): boolean;
}

/** A token that Entra wrote for a subject. */
export function issuedToken(subject: Subject, audience: string, version: 1 | 2): Token {
  return {
    isOfEntra: true,
    issuedBy: (tenant) => same(tenant, subject.tenant),
    hasVersion: (other) => other === version,
    isFor: (other) => same(other, audience),
    isOfApplication: (clientId) => subject.isApplication(clientId),
    isOfPrincipal: (objectId) => subject.isPrincipal(objectId),
    isInGroup: (id) => subject.isInGroup(id),
    hasClaim: (name, value) => {
      if (/^(azp|appid)$/.test(name)) return subject.isApplication(value);
      if (/^(oid|sub)$/.test(name)) return subject.isPrincipal(value);
      if (name === "tid") return same(value, subject.tenant);
      if (name === "aud") return same(value, audience);
      return subject.hasClaim(name, value);
    },
  };
}

/**
 * A token of a tenant that is the attacker's: what its administrator can write is whatever a validation asks for. Ids
 * of principals are given out by Entra, and so are those of applications.
 */
export function foreignToken(ownTenant: string, applicationsOfOthers: readonly string[]): Token {
  const isOfApplication = (clientId: string) => includes(applicationsOfOthers, clientId);
  return {
    isOfEntra: true,
    // An address is another provider's.
    issuedBy: (tenant) => !/^https:/i.test(tenant) && !same(tenant, ownTenant),
    hasVersion: () => true,
    isFor: () => true,
    isOfApplication,
    isOfPrincipal: () => false,
    isInGroup: () => false,
    hasClaim: (name, value) => {
      if (/^(azp|appid)$/.test(name)) return isOfApplication(value);
      if (/^(oid|sub)$/.test(name)) return false;
      if (name === "tid") return !same(value, ownTenant);
      return true;
    },
  };
}

/** A token of another provider than Entra, or one whose signature nobody checks. */
export function textWithoutIssuer(): Token {
  const no = () => false;
  return {
    isOfEntra: false,
    issuedBy: no,
    hasVersion: no,
    isFor: no,
    isOfApplication: no,
    isOfPrincipal: no,
    isInGroup: no,
    hasClaim: no,
  };
}
