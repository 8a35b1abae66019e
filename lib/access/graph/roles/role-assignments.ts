import { addTo } from "../../groups";
import type { Resource } from "../../stack/stack";
import type { Value } from "../../stack/value";
import type { StackIndex } from "../stack-index";
import { at, isAbsent, literalText, type Ternary } from "../values";
import { type Ability, type Alternative, abilities, assignRoles } from "./abilities";
import { allows, allowsAll, type Role, RoleDefinitions } from "./role-definitions";
import { type Part, type Scope, Scopes } from "./scopes";

/** A role of Azure that is given to a principal, or that the principal may activate. */
export interface RoleAssignment {
  readonly resource: Resource;
  readonly role: Role;
  readonly principalId: Value;
  readonly isEligible: boolean;
}

/** An assignment that lets somebody do something, for all that is known. */
export interface Holding {
  readonly assignment: RoleAssignment;
  /** Why it may not let them. */
  readonly doubt?: string;
  /** The part of the resource that it holds for, where it is not the whole. */
  readonly part?: Part;
}

interface Placed extends RoleAssignment {
  readonly scope: Scope;
  readonly condition?: Value;
}

const types = [
  "azurerm_role_assignment",
  "azurerm_pim_active_role_assignment",
  "azurerm_pim_eligible_role_assignment",
];

/** The role assignments of a stack, by what they let whom do. */
export class RoleAssignments {
  private readonly definitions: RoleDefinitions;
  private readonly scopes: Scopes;
  /** By a text that stands for where they hold. Those of the empty one may hold anywhere. */
  private readonly byPlace = new Map<string, Placed[]>();

  public constructor(private readonly index: StackIndex) {
    this.definitions = new RoleDefinitions(index);
    this.scopes = new Scopes(index);
    for (const resource of index.managed(...types)) this.add(resource);
    for (const resource of index.managed("azapi_resource")) this.addGeneric(resource);
  }

  /** Who is able to do something with a resource, which is in an app where it is a slot. */
  public on(target: Resource, ability: Ability, app?: Resource): readonly Holding[] {
    return this.candidates(target, app).flatMap((assignment) => {
      const coverage = this.scopes.coverage(assignment.scope, target, app);
      const part = "part" in coverage ? coverage.part : undefined;
      const is = "part" in coverage ? coverage.is : coverage.covers;
      if (is === "no") return [];
      const lets = letsOf(assignment, alternativesFor(target, ability, part?.type));
      if (lets.is === "no") return [];
      const where = is === "unknown" ? "where the role holds is not known" : undefined;
      const doubt = lets.doubt ?? where;
      return [{ assignment, ...(doubt !== undefined && { doubt }), ...(part && { part }) }];
    });
  }

  private candidates(target: Resource, app: Resource | undefined): readonly Placed[] {
    const near = app === undefined ? [target] : [target, app];
    const names = near.map((one) => this.index.text(one, "name")?.toLowerCase());
    if (names.includes(undefined)) return [...this.byPlace.values()].flat();
    const places = ["", ...near.map(({ address }) => address), ...names.map((name) => `=${name}`)];
    return [...new Set(places.flatMap((place) => this.byPlace.get(place) ?? []))];
  }

  private add(resource: Resource): void {
    const [id, name] = ["role_definition_id", "role_definition_name"].map((argument) =>
      at(resource.values, argument),
    );
    const principalId = this.index.value(resource, "principal_id");
    this.place(resource, this.definitions.of(id, name), principalId, at(resource.values, "scope"));
  }

  private addGeneric(resource: Resource): void {
    if (!/^Microsoft\.Authorization\/roleAssignments@/i.test(this.index.text(resource, "type") ?? "")) return;
    const properties = at(resource.values, "body", "properties");
    const principalId = at(properties, "principalId");
    const id = at(properties, "roleDefinitionId");
    const principal = principalId && this.index.followed(principalId);
    this.place(resource, this.definitions.of(id, undefined), principal, at(resource.values, "parent_id"));
  }

  private place(
    resource: Resource,
    role: Role,
    principal: Value | undefined,
    where: Value | undefined,
  ): void {
    if (role.permissions?.length === 0) return;
    const scope = this.scopes.read(where);
    const condition = this.index.value(resource, "condition");
    const principalId = principal ?? { kind: "unknown", because: "the principal is not known" };
    const isEligible = resource.type === "azurerm_pim_eligible_role_assignment";
    const placed = { resource, role, principalId, isEligible, scope, condition };
    for (const place of placesOf(scope)) addTo(this.byPlace, place, placed);
  }
}

/** By which texts an assignment is found: the address or the name of what it holds for, and of what that is a part of. */
function placesOf(scope: Scope): readonly string[] {
  if (scope.kind === "id") {
    const [name] = scope.id.names;
    return name ? [name] : [""];
  }
  if (scope.kind !== "resource") return [""];
  const { resource } = scope;
  const owner = ["api_management_name", "api_management_id", "storage_account_id", "storage_account_name"]
    .map((argument) => at(resource.values, argument))
    .find((value) => !isAbsent(value));
  if (owner !== undefined || resource.mode === "data") return [""];
  return [resource.address];
}

interface Lets {
  readonly is: Ternary;
  readonly doubt?: string;
}

/** Whether an assignment lets do one of some things. */
function letsOf(assignment: Placed, ways: readonly Alternative[]): Lets {
  const { role } = assignment;
  const found = [...ways, ...byAssigning(ways)].map((way) => letsDo(assignment, way));
  const sure = found.find(({ is, doubt }) => is === "yes" && doubt === undefined);
  const unsure = found.find(({ is }) => is !== "no");
  if (sure || !unsure) return sure ?? { is: "no" };
  if (!role.permissions) return { is: "unknown", doubt: `what the role ${role.label} allows is not known` };
  return { is: "unknown", doubt: unsure.doubt ?? `whether the role ${role.label} allows it is not known` };
}

/** Who assigns roles gives themselves what it takes, as surely as it is enough. */
function byAssigning(ways: readonly Alternative[]): readonly Alternative[] {
  const enough = ways.find(({ doubt }) => doubt === undefined) ?? ways[0];
  return enough ? [{ actions: [assignRoles], doubt: enough.doubt }] : [];
}

function letsDo({ role, condition }: Placed, way: Alternative): Lets {
  const is = allowsAll(role, way);
  if (is === "no") return { is };
  if (role.permissions && way.actions.includes(assignRoles) && allows(role, assignRoles, false) === "unknown")
    return { is: "unknown", doubt: `which roles ${role.label} may assign is not known` };
  if (way.actions.some((action) => isLimited(condition, action)))
    return { is, doubt: "what the condition of the role assignment allows is not known" };
  return { is, ...(way.doubt !== undefined && { doubt: way.doubt }) };
}

/** Whether a condition may forbid an action: of those that it names, or any where it names none. */
function isLimited(condition: Value | undefined, action: string): boolean {
  if (isAbsent(condition) || literalText(condition) === "") return false;
  const text = literalText(condition);
  if (text === undefined) return true;
  const named = [...text.matchAll(/ActionMatches\s*\{\s*'([^']*)'\s*\}/gi)].map(([, name]) =>
    name.toLowerCase(),
  );
  return named.length === 0 || named.some((name) => matchesName(name, action.toLowerCase()));
}

function matchesName(name: string, action: string): boolean {
  const [start] = name.split("*");
  return name.includes("*") ? action.startsWith(start) : action === name;
}

/** The actions for a resource, as they are called for a slot; of a part of it, those of the part. */
function alternativesFor(
  target: Resource,
  ability: Ability,
  part: string | undefined,
): readonly Alternative[] {
  const all = abilities[ability].map((way) =>
    target.type.endsWith("_slot")
      ? {
          ...way,
          actions: way.actions.map((action) => action.replace(/^Microsoft\.Web\/sites\//, "$&slots/")),
        }
      : way,
  );
  if (part === undefined) return all;
  return all.filter(({ actions }) =>
    actions.every((action) => action.split("/").slice(2).join("/").toLowerCase().startsWith(`${part}/`)),
  );
}
