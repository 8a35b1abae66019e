import type { Resource } from "../../stack/stack";
import type { Value } from "../../stack/value";
import type { StackIndex } from "../stack-index";
import { at, isAbsent, keyOf, literal, literalText, type Ternary } from "../values";

/** Where a role holds: for this, and for all that is in it. */
export type Scope =
  | { readonly kind: "everything" }
  /** By its address or, after the apply, by its name. */
  | { readonly kind: "group"; readonly address?: string; readonly name?: Key }
  | { readonly kind: "resource"; readonly resource: Resource; readonly below: readonly string[] }
  | { readonly kind: "id"; readonly id: ArmId }
  | { readonly kind: "unknown" };

/** A resource's id in Azure, or what is known of it before there is one: keys, as `keyOf` writes them. */
interface ArmId {
  readonly subscription?: Key;
  /** Undefined for what is above groups. */
  readonly group?: Key;
  /** `microsoft.web/sites/slots`; empty for a group or a subscription. */
  readonly type: string;
  readonly names: readonly Key[];
}

/** Empty for what is not known. */
type Key = string;

/** What a scope is to a resource: whether it covers it or, where it is a part of it, of which type. */
export type Coverage = { readonly covers: Ternary } | { readonly part: Part; readonly is: Ternary };

/** A part of a resource, by its type below that of the resource: `apis/operations`. */
export interface Part {
  readonly type: string;
  readonly name?: string;
}

/** The types in Azure of what roles matter for, and of parts of it that roles are given on. */
const armTypes: Readonly<Record<string, string>> = {
  azurerm_linux_function_app: "microsoft.web/sites",
  azurerm_windows_function_app: "microsoft.web/sites",
  azurerm_function_app_flex_consumption: "microsoft.web/sites",
  azurerm_function_app: "microsoft.web/sites",
  azurerm_linux_function_app_slot: "microsoft.web/sites/slots",
  azurerm_windows_function_app_slot: "microsoft.web/sites/slots",
  azurerm_function_app_slot: "microsoft.web/sites/slots",
  azurerm_user_assigned_identity: "microsoft.managedidentity/userassignedidentities",
  azurerm_storage_account: "microsoft.storage/storageaccounts",
  azurerm_api_management: "microsoft.apimanagement/service",
};

const parts: Readonly<Record<string, string>> = {
  azurerm_api_management_api: "apis",
  azurerm_api_management_api_operation: "apis/operations",
  azurerm_api_management_product: "products",
  azurerm_api_management_backend: "backends",
  azurerm_api_management_named_value: "namedvalues",
  azurerm_api_management_policy_fragment: "policyfragments",
  azurerm_api_management_subscription: "subscriptions",
  azurerm_api_management_workspace: "workspaces",
  azurerm_storage_container: "blobservices/containers",
  azurerm_storage_share: "fileservices/shares",
};

const owners = ["api_management_name", "api_management_id", "storage_account_id", "storage_account_name"];

/** Reads scopes, and compares them with resources. */
export class Scopes {
  public constructor(private readonly index: StackIndex) {}

  public read(value: Value | undefined): Scope {
    if (isAbsent(value)) return { kind: "unknown" };
    if (value.kind === "reference") return this.ofReference(value, []);
    if (value.kind === "text") return this.ofText(value.parts);
    const text = literalText(this.index.followed(value));
    return text === undefined ? { kind: "unknown" } : ofId(text.split("/"));
  }

  /** What a scope is to a resource, which is in an app where it is a slot. */
  public coverage(scope: Scope, target: Resource, app: Resource | undefined): Coverage {
    switch (scope.kind) {
      case "everything":
        return { covers: "yes" };
      case "unknown":
        return { covers: "unknown" };
      case "group":
        return { covers: this.isInGroup(scope, target, app) };
      case "id":
        return compare(scope.id, this.idOf(target, app));
      case "resource":
        return this.ofResource(scope, target, app);
    }
  }

  private ofReference(value: Value, below: readonly string[]): Scope {
    const resource = this.index.resourceOf(value);
    if (!resource)
      return isAboveGroups(value) ? ofId(["", "subscriptions", "", ...below]) : { kind: "unknown" };
    switch (resource.type) {
      case "azurerm_management_group":
        return { kind: "everything" };
      case "azurerm_subscription":
        return ofId(["", "subscriptions", this.index.text(resource, "subscription_id") ?? "", ...below]);
      case "azurerm_resource_group": {
        const name = this.index.text(resource, "name") ?? "";
        if (below.length > 0) return ofId(["", "subscriptions", "", "resourcegroups", name, ...below]);
        return { kind: "group", address: resource.address, name: keyOf(this.index.value(resource, "name")) };
      }
      default:
        return { kind: "resource", resource, below };
    }
  }

  /** An id that goes on after a reference, or that has references in it. */
  private ofText(textParts: readonly (string | Value)[]): Scope {
    const [first, ...rest] = textParts;
    const known = rest.map((part) => (typeof part === "string" ? part : this.known(part))).join("");
    if (typeof first === "string" || first.kind !== "reference" || !known.startsWith("/"))
      return ofId(
        textParts
          .map((part) => (typeof part === "string" ? part : this.known(part)))
          .join("")
          .split("/"),
      );
    return this.ofReference(first, known.slice(1).toLowerCase().split("/"));
  }

  private known(value: Value): string {
    return literalText(this.index.followed(value)) ?? "";
  }

  private ofResource(
    { resource, below }: Scope & { kind: "resource" },
    target: Resource,
    app: Resource | undefined,
  ): Coverage {
    if (resource.address === target.address || this.isSame(resource, target)) {
      if (below.length === 0) return { covers: "yes" };
      return { part: { type: typeIn(below), name: below[below.length - 1] }, is: "yes" };
    }
    if (resource.address === app?.address) return { covers: below.length === 0 ? "yes" : "no" };
    const type = parts[resource.type];
    if (type === undefined) return { covers: "no" };
    const name = this.index.text(resource, "name")?.toLowerCase();
    return { part: { type, name }, is: this.belongsTo(resource, target) };
  }

  /** Whether a data source looks up a resource of the stack. */
  private isSame(resource: Resource, target: Resource): boolean {
    if (resource.mode !== "data" || armTypes[resource.type] !== armTypes[target.type]) return false;
    const [a, b] = [resource, target].map((one) => keyOf(this.index.value(one, "name")));
    return (
      a !== undefined &&
      a === b &&
      this.isInGroup({ kind: "group", name: this.groupOf(resource) }, target, undefined) !== "no"
    );
  }

  private belongsTo(part: Resource, target: Resource): Ternary {
    const found = owners.map((argument) => at(part.values, argument)).find((value) => !isAbsent(value));
    if (found === undefined) return "unknown";
    if (found.kind === "reference")
      return found.address === target.address ? "yes" : this.isOwner(found, target);
    return this.isOwner(found, target);
  }

  private isOwner(value: Value, target: Resource): Ternary {
    const followed = this.index.followed(value);
    const text = literalText(followed);
    const name = text === undefined ? keyOf(followed) : keyOf(literal(text.split("/").pop() ?? ""));
    return sameKeys(name, keyOf(this.index.value(target, "name")));
  }

  private isInGroup(
    { address, name }: Scope & { kind: "group" },
    target: Resource,
    app: Resource | undefined,
  ): Ternary {
    const raw = at((app ?? target).values, "resource_group_name");
    if (raw?.kind === "reference" && address !== undefined) {
      if (raw.address === address) return "yes";
      const other = this.index.at(raw.address);
      const both = [other, this.index.at(address)];
      const areMade = both.every((one) => one?.type === "azurerm_resource_group" && one.mode === "managed");
      if (areMade) return "no";
    }
    return sameKeys(name, this.idOf(target, app).group);
  }

  private groupOf(resource: Resource): Key | undefined {
    return keyOf(this.index.value(resource, "resource_group_name"));
  }

  /** The id of a resource or, as long as there is none, what it will hold. */
  private idOf(target: Resource, app: Resource | undefined): ArmId {
    const id = literalText(target.values.entries.get("id"));
    const type = armTypes[target.type] ?? "";
    const read = id === undefined ? undefined : ofId(id.split("/"));
    if (read?.kind === "id" && read.id.type === type) return read.id;
    const appId = literalText(this.appIdOf(target));
    const ofApp = appId === undefined ? undefined : ofId(appId.split("/"));
    const above = app ? this.idOf(app, undefined) : ofApp?.kind === "id" ? ofApp.id : undefined;
    const name = keyOf(this.index.value(target, "name")) ?? "";
    const isInApp = type.split("/").length > 2;
    return {
      subscription: above?.subscription,
      group: this.groupOf(target) ?? above?.group ?? "",
      type,
      names: isInApp ? [above?.names[0] ?? "", name] : [name],
    };
  }

  private appIdOf(target: Resource): Value | undefined {
    return this.index.value(target, "function_app_id");
  }
}

/** Whether it is what holds groups, by the name of its type: a plan need not tell what it has looked up. */
function isAboveGroups(value: Value): boolean {
  return (
    value.kind === "reference" && /(^|\.)azurerm_(subscription|management_group)\.[^.]+$/.test(value.address)
  );
}

/** What a text is the id of. An empty segment is one that is not known. */
function ofId(segments: readonly string[]): Scope {
  const [start, ...rest] = segments.map((segment) => segment.toLowerCase());
  if (start !== "") return { kind: "unknown" };
  const whole = rest[rest.length - 1] === "" ? rest.slice(0, -1) : rest;
  if (whole.length === 0) return { kind: "everything" };
  const [root, subscription, groups, group, ...providers] = whole;
  if (/^microsoft\.management\/managementgroups/.test(`${subscription}/${groups}`))
    return { kind: "everything" };
  // Of a service of the tenant, such as its marketplace.
  if (root !== "subscriptions") return { kind: "id", id: { type: `${subscription}/${groups}`, names: [] } };
  if (groups === undefined)
    return { kind: "id", id: { subscription: known(subscription), type: "", names: [] } };
  if (groups !== "resourcegroups" || group === undefined) return { kind: "unknown" };
  const ofGroup = { subscription: known(subscription), group: known(group) };
  const [, namespace, ...pairs] = providers;
  if (namespace === undefined) return { kind: "id", id: { ...ofGroup, type: "", names: [] } };
  const kinds = pairs.filter((_, place) => place % 2 === 0);
  const names = pairs.filter((_, place) => place % 2 === 1);
  return { kind: "id", id: { ...ofGroup, type: [namespace, ...kinds].join("/"), names: names.map(known) } };
}

function known(segment: string): Key {
  return segment === "" ? "" : `=${segment}`;
}

/** The types in the path of a part: `apis/operations` of `apis/orders/operations/list`. */
function typeIn(path: readonly string[]): string {
  return path.filter((_, place) => place % 2 === 0).join("/");
}

function compare(scope: ArmId, target: ArmId): Coverage {
  const place = all([
    // A stack that says nothing of its subscription is taken to be in the one that it names.
    scope.subscription && target.subscription ? sameKeys(scope.subscription, target.subscription) : "yes",
    scope.group === undefined ? "yes" : sameKeys(scope.group, target.group),
  ]);
  if (scope.type === "") return { covers: place };
  const names = target.names.map((name, at) =>
    at < scope.names.length ? sameKeys(scope.names[at], name) : "yes",
  );
  if (target.type === scope.type || target.type.startsWith(`${scope.type}/`))
    return { covers: all([place, ...names]) };
  if (!scope.type.startsWith(`${target.type}/`)) return { covers: "no" };
  const name = scope.names[scope.names.length - 1]?.slice(1) || undefined;
  return { part: { type: scope.type.slice(target.type.length + 1), name }, is: all([place, ...names]) };
}

function all(answers: readonly Ternary[]): Ternary {
  if (answers.includes("no")) return "no";
  return answers.includes("unknown") ? "unknown" : "yes";
}

function sameKeys(a: Key | undefined, b: Key | undefined): Ternary {
  if (!a || !b) return "unknown";
  if (a === b) return "yes";
  return a.startsWith("=") && b.startsWith("=") ? "no" : "unknown";
}
