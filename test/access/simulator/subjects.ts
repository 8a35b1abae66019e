import { type Applied, list, same } from "./applied";
import type { Entra, Principal } from "./entra";
import type { Subject } from "./tokens";
import type { Questions } from "./worlds";

/** What it takes to know who somebody is. */
export interface SubjectWorld {
  readonly applied: Applied;
  readonly entra: Entra;
  readonly questions: Questions;
}

/** A principal that calls with tokens of its own. */
export function subjectOf(principal: Principal, tenant: string, questions: Questions): Subject {
  return {
    tenant,
    isOfStack: principal.isMade,
    isNamed: true,
    isApplication: (clientId) => same(clientId, principal.clientId),
    isPrincipal: (objectId) => same(objectId, principal.objectId),
    isInGroup: (id) => questions.unknown(`${principal.address} is in the group ${id}`),
    hasClaim: () => false,
  };
}

/** Somebody of the tenant who is on no list and has no right. */
export function stranger(tenant: string): Subject {
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
export function anyUser({ entra, questions }: SubjectWorld): Subject {
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
export function listed({ applied, entra, questions }: SubjectWorld, id: string): Subject {
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

/** Whom an id of the review ends with: the address of a principal, or an id that nothing in the stack has. */
export function subjectIn(world: SubjectWorld, id: string): Subject {
  const { entra, questions } = world;
  const principal = entra.principals.find(({ address }) => id.endsWith(`:${address}`));
  if (principal) return subjectOf(principal, entra.ownTenant, questions);
  return listed(world, id.slice(id.lastIndexOf(":") + 1));
}
