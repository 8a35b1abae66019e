import type { Resource } from "../../stack/stack";
import type { Value } from "../../stack/value";
import type { StackIndex } from "../stack-index";
import { at, isAbsent, itemsOf, literalText, printed, type Ternary } from "../values";
import { type Alternative, assignRoles } from "./abilities";
import { type BuiltInPermissions, builtInRoles } from "./built-in-roles";
import { harmlessRoles } from "./harmless-roles";

/** A role of Azure, and what it allows. */
export interface Role {
  readonly label: string;
  /** Undefined where the stack does not tell what it allows. */
  readonly permissions?: readonly Permission[];
  /** What defines it, of a role that is not built in. */
  readonly definition?: Resource;
}

/** What is allowed of each plane. */
interface Permission {
  readonly control: Patterns;
  readonly data: Patterns;
  /** Whether a condition of the role says which roles it may assign. */
  readonly isLimited?: boolean;
}

/** Names of actions with wildcards; undefined for one that is not known. */
interface Patterns {
  readonly allowed: readonly (string | undefined)[];
  readonly excepted: readonly (string | undefined)[];
}

/** Whether a role allows an action: by one of its permissions, which each except actions only from themselves. */
export function allows({ permissions }: Role, action: string, isData: boolean): Ternary {
  if (!permissions) return "unknown";
  return anyOf(
    permissions.map(({ control, data, isLimited }) => {
      const { allowed, excepted } = isData ? data : control;
      if (matches(excepted, action) === "yes") return "no";
      const is = matches(allowed, action);
      const isUnsure = matches(excepted, action) === "unknown" || (isLimited && action === assignRoles);
      return is === "yes" && isUnsure ? "unknown" : is;
    }),
  );
}

/** Whether a role allows every action of an alternative. */
export function allowsAll(role: Role, { actions, isData }: Alternative): Ternary {
  const all = actions.map((action) => allows(role, action, isData === true));
  if (all.includes("no")) return "no";
  return all.includes("unknown") ? "unknown" : "yes";
}

export function anyOf(all: readonly Ternary[]): Ternary {
  if (all.includes("yes")) return "yes";
  return all.includes("unknown") ? "unknown" : "no";
}

function matches(patterns: readonly (string | undefined)[], action: string): Ternary {
  return anyOf(
    patterns.map((pattern) => {
      if (pattern === undefined) return "unknown";
      return isMatch(pattern, action) ? "yes" : "no";
    }),
  );
}

/** Whether an action has the form of a pattern, in which `*` stands for any text. */
function isMatch(pattern: string, action: string): boolean {
  const parts = pattern.split("*").map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`, "i").test(action);
}

const types = ["azurerm_role_definition"];

/** The roles that assignments of a stack name. */
export class RoleDefinitions {
  private readonly known = new Map<string, Role>();

  public constructor(private readonly index: StackIndex) {}

  /** The role with an id or a name; the one that is known, where a state has both and one of them says nothing. */
  public of(id: Value | undefined, name: Value | undefined): Role {
    const found = [isAbsent(id) ? [] : this.ofId(id), isAbsent(name) ? [] : this.ofName(name)].flat();
    return found.find(({ permissions }) => permissions) ?? found[0] ?? { label: printed(name ?? id) };
  }

  private ofId(id: Value): Role {
    const definition = this.definitionIn(id);
    if (definition) return this.ofResource(definition);
    const text = literalText(this.index.followed(id))?.toLowerCase();
    const own = text === undefined ? undefined : this.all().find((one) => this.hasId(one, text));
    if (own) return this.ofResource(own);
    const guid = text?.split("/").pop();
    return (guid !== undefined && builtIn().get(guid)) || { label: printed(this.index.followed(id)) };
  }

  private ofName(value: Value): Role {
    const definition = this.definitionIn(value);
    if (definition) return this.ofResource(definition);
    const name = literalText(this.index.followed(value));
    const own = this.all().find((one) => name !== undefined && this.index.text(one, "name") === name);
    if (own) return this.ofResource(own);
    return (
      (name !== undefined && builtIn().get(name.toLowerCase())) || {
        label: printed(this.index.followed(value)),
      }
    );
  }

  /** The definition that a value is an attribute of, or ends with one of. */
  private definitionIn(value: Value): Resource | undefined {
    const parts = value.kind === "text" ? [...value.parts].reverse() : [value];
    return parts
      .map((part) => (typeof part === "string" ? undefined : this.index.resourceOf(part)))
      .find((resource) => resource && types.includes(resource.type));
  }

  private all(): readonly Resource[] {
    return [...this.index.managed(...types), ...this.index.data(...types)];
  }

  private hasId(definition: Resource, id: string): boolean {
    const guid = id.split("/").pop();
    return ["role_definition_resource_id", "id", "role_definition_id"].some((attribute) => {
      const own = this.index.text(definition, attribute)?.toLowerCase().split("|")[0];
      return own !== undefined && own.split("/").pop() === guid;
    });
  }

  private ofResource(definition: Resource): Role {
    const known = this.known.get(definition.address);
    if (known) return known;
    const role = this.read(definition);
    this.known.set(definition.address, role);
    return role;
  }

  private read(definition: Resource): Role {
    const label = this.index.nameOf(definition, "name");
    const permissions = this.index.value(definition, "permissions");
    const isTold = permissions?.kind === "list" || permissions?.kind === "map";
    if (definition.mode === "data" && !(isTold && !isAbsent(permissions)))
      return this.lookedUp(definition, label);
    if (isAbsent(permissions)) return { label, definition, permissions: [] };
    if (!isTold) return { label, definition };
    return { label, definition, permissions: itemsOf(permissions).map((one) => this.permission(one)) };
  }

  /** A built-in role that is looked up, of which a plan need not tell what it allows. */
  private lookedUp(definition: Resource, label: string): Role {
    const names = ["role_definition_id", "name"].map((argument) => this.index.text(definition, argument));
    const found = names.flatMap((name) => builtIn().get(name?.toLowerCase().split("/").pop() ?? "") ?? []);
    return found[0] ?? { label };
  }

  private permission(block: Value): Permission {
    return {
      control: { allowed: this.names(block, "actions"), excepted: this.names(block, "not_actions") },
      data: { allowed: this.names(block, "data_actions"), excepted: this.names(block, "not_data_actions") },
      isLimited: !isAbsent(at(block, "condition")) && literalText(at(block, "condition")) !== "",
    };
  }

  private names(block: Value, argument: string): (string | undefined)[] {
    const value = at(block, argument);
    const followed = value && this.index.followed(value);
    if (isAbsent(followed)) return [];
    if (followed.kind !== "list") return [undefined];
    return followed.items.map((item) => literalText(this.index.followed(item)));
  }
}

let builtInByKey: ReadonlyMap<string, Role> | undefined;

/** The built-in roles, by their ids and by their names in lower case. */
function builtIn(): ReadonlyMap<string, Role> {
  builtInByKey ??= new Map([
    ...builtInRoles.flatMap(({ id, name, permissions }) =>
      keyed(id, { label: name, permissions: permissions.map(ofBuiltIn) }),
    ),
    ...harmlessRoles
      .trim()
      .split("\n")
      .flatMap((line) => {
        const place = line.indexOf(" ");
        return keyed(line.slice(0, place), { label: line.slice(place + 1), permissions: [] });
      }),
  ]);
  return builtInByKey;
}

function keyed(id: string, role: Role): [string, Role][] {
  return [
    [id, role],
    [role.label.toLowerCase(), role],
  ];
}

function ofBuiltIn({ actions, notActions, dataActions, isLimited }: BuiltInPermissions): Permission {
  return {
    control: { allowed: actions ?? [], excepted: notActions ?? [] },
    data: { allowed: dataActions ?? [], excepted: [] },
    isLimited,
  };
}
