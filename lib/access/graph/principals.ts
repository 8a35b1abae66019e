import type { Resource } from "../stack/stack";
import type { Value } from "../stack/value";
import { isNew, type StackIndex } from "./stack-index";
import { at, idOf, isAbsent, itemsOf, keyOf, printed, reference, type Ternary, withoutDoubt } from "./values";

export type PrincipalKind =
  | "user-assigned"
  | "system-assigned"
  | "application"
  | "looked-up"
  | "deployer"
  | "unresolved";

/** Whoever Entra issues tokens to as an application: a managed identity, or an application. */
export interface Principal {
  /** Stable while the resource stays: its address, or the id itself. */
  readonly id: string;
  readonly kind: PrincipalKind;
  readonly label: string;
  readonly resource?: Resource;
  /** One of its client ids and object ids, for proofs. */
  readonly clientId?: Value;
  readonly objectId?: Value;
}

/** Somebody of whom no id is known: it may be anyone. */
export function untoldPrincipal(id: string, label: string): Principal {
  return { id, kind: "unresolved", label };
}

export function isUntoldPrincipal({ clientId, objectId }: Principal): boolean {
  return clientId === undefined && objectId === undefined;
}

interface Facts {
  readonly kind: PrincipalKind;
  readonly id: string;
  readonly label: string;
  readonly resource?: Resource;
  readonly clientIds: readonly (Value | undefined)[];
  readonly objectIds: readonly (Value | undefined)[];
}

interface Entry {
  principal: Principal;
  readonly clientKeys: Set<string>;
  readonly objectKeys: Set<string>;
}

const ranks: readonly PrincipalKind[] = [
  "user-assigned",
  "system-assigned",
  "application",
  "deployer",
  "looked-up",
  "unresolved",
];

/** Types with an identity of their own, whose principal id they export. */
const hosts =
  /^azurerm_(api_management|(linux|windows)_(function|web)_app(_slot)?|function_app(_flex_consumption|_slot)?|app_service(_slot)?)$/;

/**
 * Who is who. A client id and an object id are two names of one principal, and are never compared with each other:
 * the one in a list of the other admits nobody.
 */
export class Principals {
  private readonly byClientId = new Map<string, Entry>();
  private readonly byObjectId = new Map<string, Entry>();
  /** Ids of other things, which no token carries as its client or principal: of an application object above all. */
  private readonly otherIds = new Set<string>();
  private readonly byResourceId = new Map<string, Principal>();

  public constructor(private readonly index: StackIndex) {
    this.addUserAssigned();
    this.addSystemAssigned();
    this.addApplications();
    this.addDeployers();
    this.addLookedUp();
  }

  /** The principal with a client id; one of its own if the stack does not know it. */
  public ofClientId(value: Value): Principal | undefined {
    return this.find(this.byClientId, value, (id, label) => ({
      kind: "unresolved",
      id,
      label: `application ${label}`,
      clientIds: [value],
      objectIds: [],
    }));
  }

  /** The principal with an object id; one of its own if the stack does not know it. */
  public ofObjectId(value: Value): Principal | undefined {
    return this.find(this.byObjectId, value, (id, label) => ({
      kind: "unresolved",
      id,
      label: `principal ${label}`,
      clientIds: [],
      objectIds: [value],
    }));
  }

  /** The principal of a resource: of a user-assigned identity, or of what has a system-assigned one. */
  public ofResource(address: string): Principal | undefined {
    const key = keyOf(reference(address, "principal_id"));
    const system = keyOf(reference(address, "identity.0.principal_id"));
    const application = keyOf(reference(address, "client_id"));
    return (
      this.byObjectId.get(key ?? "") ??
      this.byObjectId.get(system ?? "") ??
      this.byClientId.get(application ?? "")
    )?.principal;
  }

  /** The user-assigned identity with a resource id. */
  public ofResourceId(id: Value): Principal | undefined {
    if (id.kind === "reference") return this.ofResource(id.address);
    const key = keyOf(id);
    return key === undefined ? undefined : this.byResourceId.get(key);
  }

  /** The user-assigned identities that are attached to a resource, as far as they are known. */
  public attachedTo(resource: Resource): Principal[] {
    return identityIdsOf(resource).flatMap((id) => this.ofResourceId(id) ?? []);
  }

  /** Whether a principal has this client id. */
  public hasClientId(principal: Principal, value: Value): Ternary {
    return this.hasId(principal, value, "client");
  }

  /** Whether a principal has this object id. */
  public hasObjectId(principal: Principal, value: Value): Ternary {
    return this.hasId(principal, value, "object");
  }

  /** Whether a value is an id of something, and not of this kind. */
  public isOtherId(value: Value, kind: "client" | "object"): boolean {
    const key = this.keyOf(value);
    const [right, wrong] =
      kind === "client" ? [this.byClientId, this.byObjectId] : [this.byObjectId, this.byClientId];
    return key !== undefined && !right.has(key) && (wrong.has(key) || this.otherIds.has(key));
  }

  /** Whether nothing is known of a value: it may be the id of anyone. */
  public isUntold(value: Value): boolean {
    return this.keyOf(value) === undefined;
  }

  /** Whether two principals are one. */
  public areSame(a: Principal, b: Principal): Ternary {
    if (a.id === b.id || this.entryOf(a) === this.entryOf(b)) return "yes";
    return this.areDistinct(a, b) ? "no" : "unknown";
  }

  /** Takes a client id and an object id as those of one principal, which nothing in the stack contradicts. */
  public assumeSame(clientId: Value, objectId: Value): void {
    const [client, object] = [this.ofClientId(clientId), this.ofObjectId(objectId)];
    if (client?.kind !== "unresolved" || object?.kind !== "unresolved") return;
    const { id, label } = client;
    this.add({ kind: "unresolved", id, label, clientIds: [clientId], objectIds: [objectId] });
  }

  private hasId(principal: Principal, value: Value, which: "client" | "object"): Ternary {
    const key = this.keyOf(value);
    const entry = this.entryOf(principal);
    if (key === undefined || entry === undefined) return "unknown";
    const [own, other] =
      which === "client" ? [entry.clientKeys, entry.objectKeys] : [entry.objectKeys, entry.clientKeys];
    if (own.has(key)) return "yes";
    if (other.has(key) || this.otherIds.has(key)) return "no";
    const [right, wrong] =
      which === "client" ? [this.byClientId, this.byObjectId] : [this.byObjectId, this.byClientId];
    const owner = right.get(key);
    // The id of another kind is nobody's id of this kind.
    if (owner === undefined && wrong.has(key)) return "no";
    if (isLiteralKey(key) && [...own].some(isLiteralKey)) return "no";
    if (owner && this.areDistinct(owner.principal, principal)) return "no";
    if (owner === undefined && isLiteralKey(key) && isGenerated(principal) && isFresh(principal)) return "no";
    return "unknown";
  }

  /** Whether two principals cannot be one: ids are generated, and never given out twice. */
  private areDistinct(a: Principal, b: Principal): boolean {
    if (this.entryOf(a) === this.entryOf(b)) return false;
    if (isGenerated(a) && isGenerated(b)) return true;
    // What is new has an id that nothing outside of the stack can have, unless it looks it up by a name.
    return (
      (isGenerated(a) && isFresh(a) && this.isOfOutside(b)) ||
      (isGenerated(b) && isFresh(b) && this.isOfOutside(a))
    );
  }

  /** Whether an id is known to be none that the apply makes: what only refers to something may hold any. */
  private isOfOutside(principal: Principal): boolean {
    if (principal.kind !== "unresolved") return principal.kind !== "looked-up";
    return this.keysOfPrincipal(principal).every((key) => isLiteralKey(key) || isGeneratedKey(key));
  }

  private keysOfPrincipal(principal: Principal): readonly string[] {
    const entry = this.entryOf(principal);
    return entry ? [...entry.clientKeys, ...entry.objectKeys] : ["?"];
  }

  private entryOf({ clientId, objectId }: Principal): Entry | undefined {
    return this.byClientId.get(this.keyOf(clientId) ?? "") ?? this.byObjectId.get(this.keyOf(objectId) ?? "");
  }

  private find(
    known: Map<string, Entry>,
    value: Value,
    facts: (id: string, label: string) => Facts,
  ): Principal | undefined {
    const key = this.keyOf(value);
    if (key === undefined) return undefined;
    const found = known.get(key);
    if (found) return found.principal;
    // The id of another kind is nobody's.
    const others = known === this.byClientId ? this.byObjectId : this.byClientId;
    if (others.has(key) || this.otherIds.has(key)) return undefined;
    const followed = this.index.followed(value);
    const label = printed(withoutDoubt(followed));
    return this.add(facts(label === "(sensitive)" ? idOf(followed) : label, label));
  }

  private keyOf(value: Value | undefined): string | undefined {
    return value && keyOf(this.index.followed(value));
  }

  private add(facts: Facts): Principal {
    const clientKeys = this.keysOf(facts.clientIds);
    const objectKeys = this.keysOf(facts.objectIds);
    const known = new Set([
      ...clientKeys.flatMap((key) => this.byClientId.get(key) ?? []),
      ...objectKeys.flatMap((key) => this.byObjectId.get(key) ?? []),
    ]);
    const own: Principal = {
      id: facts.id,
      kind: facts.kind,
      label: facts.label,
      resource: facts.resource,
      clientId: facts.clientIds.find((value) => !isAbsent(value)),
      objectId: facts.objectIds.find((value) => !isAbsent(value)),
    };
    const all = [...[...known].map(({ principal }) => principal), own];
    const best = all.reduce((a, b) => (ranks.indexOf(b.kind) < ranks.indexOf(a.kind) ? b : a));
    const entry: Entry = {
      principal: {
        ...best,
        clientId: best.clientId ?? all.find(({ clientId }) => clientId)?.clientId,
        objectId: best.objectId ?? all.find(({ objectId }) => objectId)?.objectId,
      },
      clientKeys: new Set([...[...known].flatMap((one) => [...one.clientKeys]), ...clientKeys]),
      objectKeys: new Set([...[...known].flatMap((one) => [...one.objectKeys]), ...objectKeys]),
    };
    for (const key of entry.clientKeys) this.byClientId.set(key, entry);
    for (const key of entry.objectKeys) this.byObjectId.set(key, entry);
    return entry.principal;
  }

  private keysOf(values: readonly (Value | undefined)[]): string[] {
    return [
      ...new Set(
        values.flatMap((value) =>
          value === undefined ? [] : [keyOf(value) ?? [], this.keyOf(value) ?? []].flat(),
        ),
      ),
    ];
  }

  private addUserAssigned(): void {
    for (const resource of this.index.managed("azurerm_user_assigned_identity")) {
      const principal = this.addResource(
        resource,
        "user-assigned",
        `identity ${this.nameOf(resource)}`,
        "client_id",
        "principal_id",
      );
      const id = keyOf(this.index.value(resource, "id"));
      if (id !== undefined) this.byResourceId.set(id, principal);
    }
    for (const resource of this.index.data("azurerm_user_assigned_identity")) {
      const same = this.namesake(resource, "azurerm_user_assigned_identity");
      const facts = [reference(resource.address, "client_id"), reference(resource.address, "principal_id")];
      this.add({
        kind: same ? "user-assigned" : "looked-up",
        id: same?.address ?? resource.address,
        label: `identity ${this.nameOf(resource)}`,
        resource: same ?? resource,
        clientIds: [
          facts[0],
          this.index.value(resource, "client_id"),
          same && reference(same.address, "client_id"),
        ],
        objectIds: [
          facts[1],
          this.index.value(resource, "principal_id"),
          same && reference(same.address, "principal_id"),
        ],
      });
    }
  }

  /** The managed resource that a data source looks up, where both have the same name and group. */
  private namesake(resource: Resource, type: string): Resource | undefined {
    return this.index.managed(type).find((other) =>
      ["name", "resource_group_name"].every((argument) => {
        const [a, b] = [this.index.value(resource, argument), this.index.value(other, argument)];
        return keyOf(a) !== undefined && keyOf(a) === keyOf(b);
      }),
    );
  }

  private addSystemAssigned(): void {
    for (const resource of this.index.stack.resources) {
      if (!hosts.test(resource.type)) continue;
      const identity = this.index.value(resource, "identity", 0, "type");
      const objectId = this.index.value(resource, "identity", 0, "principal_id");
      const isLookedUp = resource.mode === "data";
      if (!isLookedUp && !/SystemAssigned/.test(printed(identity))) continue;
      this.add({
        kind: isLookedUp ? "looked-up" : "system-assigned",
        id: resource.address,
        label: `system-assigned identity of ${this.nameOf(resource)}`,
        resource,
        clientIds: [],
        objectIds: [reference(resource.address, "identity.0.principal_id"), objectId],
      });
    }
  }

  private addApplications(): void {
    for (const resource of this.index.managed("azuread_application", "azuread_application_registration")) {
      const label = `application ${this.nameOf(resource)}`;
      this.addResource(resource, "application", label, "client_id");
      this.addOtherIds(resource, "object_id", "id");
    }
    for (const resource of this.index.managed("azuread_service_principal")) {
      const clientId = this.index.value(resource, "client_id");
      this.add({
        kind: "application",
        id: resource.address,
        label: `application ${printed(this.index.value(resource, "display_name") ?? clientId)}`,
        resource,
        clientIds: [clientId, reference(resource.address, "client_id")],
        objectIds: [reference(resource.address, "object_id"), this.index.value(resource, "object_id")],
      });
    }
  }

  private addDeployers(): void {
    for (const resource of this.index.data("azuread_client_config", "azurerm_client_config")) {
      const label = "whoever applies the stack";
      const facts = { kind: "deployer" as const, id: resource.address, label, resource };
      this.add({
        ...facts,
        clientIds: [reference(resource.address, "client_id"), this.index.value(resource, "client_id")],
        objectIds: [reference(resource.address, "object_id"), this.index.value(resource, "object_id")],
      });
    }
  }

  private addLookedUp(): void {
    for (const resource of this.index.data("azuread_service_principal", "azuread_application")) {
      const isPrincipal = resource.type === "azuread_service_principal";
      const { address } = resource;
      const named = isPrincipal
        ? this.systemAssignedNamed(this.index.value(resource, "display_name"))
        : undefined;
      this.add({
        kind: "looked-up",
        id: address,
        label: `application ${this.nameOf(resource)}`,
        resource,
        clientIds: [reference(address, "client_id"), this.index.value(resource, "client_id")],
        objectIds: isPrincipal
          ? [reference(address, "object_id"), this.index.value(resource, "object_id"), named]
          : [],
      });
      if (!isPrincipal) this.addOtherIds(resource, "object_id");
    }
  }

  /** Azure names the service principal of a system-assigned identity after what has it. */
  private systemAssignedNamed(name: Value | undefined): Value | undefined {
    const key = keyOf(name);
    if (key === undefined) return undefined;
    const owner = this.index.stack.resources.find(
      (resource) =>
        resource.mode === "managed" &&
        (hosts.test(resource.type) || resource.type === "azurerm_user_assigned_identity") &&
        keyOf(this.index.value(resource, "name")) === key,
    );
    return owner && this.ofResource(owner.address)?.objectId;
  }

  private addResource(
    resource: Resource,
    kind: PrincipalKind,
    label: string,
    client: string,
    object?: string,
  ): Principal {
    const ids = (attribute: string | undefined) =>
      attribute === undefined
        ? []
        : [reference(resource.address, attribute), this.index.value(resource, attribute)];
    return this.add({
      kind,
      id: resource.address,
      label,
      resource,
      clientIds: ids(client),
      objectIds: ids(object),
    });
  }

  private addOtherIds(resource: Resource, ...attributes: readonly string[]): void {
    for (const attribute of attributes) {
      const value = this.index.value(resource, attribute);
      for (const key of this.keysOf([reference(resource.address, attribute), value])) this.otherIds.add(key);
    }
  }

  private nameOf(resource: Resource): string {
    return this.index.nameOf(resource, "name", "display_name", "client_id", "object_id");
  }
}

/** The ids of the user-assigned identities that are attached to a resource. */
export function identityIdsOf({ values }: Resource): readonly Value[] {
  return itemsOf(at(values, "identity", 0, "identity_ids"));
}

function isLiteralKey(key: string): boolean {
  return key.startsWith("=");
}

/** Of a group, a user, or the identity of a resource itself: Entra makes an id that nothing else has. */
function isGeneratedKey(key: string): boolean {
  return /^@(?!(?:.*\.)?data\.).*(?:\bazuread_(?:group|user)\.[^#]*#object_id|\bazurerm_\w+\.[^#]*#identity\.principal_id)$/.test(
    key,
  );
}

/** Whether Azure or Entra generates its ids for a resource of the stack. */
function isGenerated({ kind }: Principal): boolean {
  return kind === "user-assigned" || kind === "system-assigned" || kind === "application";
}

function isFresh({ resource }: Principal): boolean {
  return resource !== undefined && isNew(resource);
}
