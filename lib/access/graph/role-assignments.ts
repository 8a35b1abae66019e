import { addTo } from "../groups";
import type { Resource } from "../stack/stack";
import type { Value } from "../stack/value";
import type { StackIndex } from "./stack-index";
import { at, isAbsent, keyOf, literalText, printed } from "./values";

/** A role of Azure that is given to a principal. */
export interface RoleAssignment {
  readonly resource: Resource;
  readonly role: string;
  readonly principalId: Value;
}

/** Roles that may attach a user-assigned identity to a resource, which then acts as it. */
export const identityOperatorRoles = [
  "Managed Identity Operator",
  "Managed Identity Contributor",
  "Contributor",
  "Owner",
  "User Access Administrator",
  "Role Based Access Control Administrator",
];

/** Roles that may write policies of an API Management service. */
export const policyWriterRoles = [
  "API Management Service Contributor",
  "API Management Service Workspace Contributor",
  "Contributor",
  "Owner",
  "User Access Administrator",
  "Role Based Access Control Administrator",
];

/**
 * Roles that may write a site: deploy code to it, read its publishing password and keys, and turn its authentication off.
 * https://learn.microsoft.com/azure/role-based-access-control/built-in-roles
 */
export const publisherRoles = [
  "Website Contributor",
  "Contributor",
  "Owner",
  "User Access Administrator",
  "Role Based Access Control Administrator",
];

/** The ids of built-in roles, which are the same everywhere. */
const builtIn: Readonly<Record<string, string>> = {
  "8e3af657-a8ff-443c-a75c-2fe8c4bcb635": "Owner",
  "b24988ac-6180-42a0-ab88-20f7382dd24c": "Contributor",
  "18d7d88d-d35e-4fb5-a5c3-7773c20a72d9": "User Access Administrator",
  "f58310d9-a9f6-439a-9e8d-f62e7b41a168": "Role Based Access Control Administrator",
  "f1a07417-d97a-45cb-824c-7a7467783830": "Managed Identity Operator",
  "e40ec5ca-96e0-45a2-b4ff-59039f2c2b59": "Managed Identity Contributor",
  "312a565d-c81f-4fd8-895a-4e21e48d571c": "API Management Service Contributor",
  "de139f84-1756-47ae-9be6-808fbbe84772": "Website Contributor",
};

/** The role assignments of a stack, by what their scope covers. */
export class RoleAssignments {
  private readonly byScope = new Map<string, RoleAssignment[]>();
  /** Of a subscription or a management group: they cover everything. */
  private readonly everywhere: RoleAssignment[] = [];

  public constructor(private readonly index: StackIndex) {
    for (const resource of index.managed("azurerm_role_assignment")) this.add(resource);
  }

  /** Who has one of these roles on a resource, or above it. */
  public on(resource: Resource, roles: readonly string[]): readonly RoleAssignment[] {
    const group = at(resource.values, "resource_group_name");
    const name = literalText(group && this.index.followed(group))?.toLowerCase();
    const keys = [
      resource.address,
      ...(group?.kind === "reference" ? [group.address] : []),
      ...(name === undefined ? [] : [`group ${name}`]),
      `name ${this.index.text(resource, "name")?.toLowerCase()}`,
    ];
    const found = [...this.everywhere, ...keys.flatMap((key) => this.byScope.get(key) ?? [])];
    return [...new Set(found)].filter(({ role }) => roles.includes(role));
  }

  private add(resource: Resource): void {
    const role = this.roleOf(resource);
    const principalId = this.index.value(resource, "principal_id");
    const scope = at(resource.values, "scope");
    if (role === undefined || !principalId || !scope) return;
    const assignment = { resource, role, principalId };
    const key = this.scopeKey(scope);
    if (key === "everything") this.everywhere.push(assignment);
    else addTo(this.byScope, key, assignment);
  }

  private roleOf(resource: Resource): string | undefined {
    const name = this.index.value(resource, "role_definition_name");
    if (!isAbsent(name)) return printed(name);
    const id = literalText(this.index.value(resource, "role_definition_id"))?.toLowerCase().split("/").pop();
    if (id !== undefined) return builtIn[id];
    const definition = this.index.resourceOf(at(resource.values, "role_definition_id"));
    return definition && this.index.text(definition, "name");
  }

  private scopeKey(scope: Value): string {
    if (scope.kind === "reference") {
      if (
        /^(data\.)?azurerm_(subscription|management_group)\b|\.azurerm_(subscription|management_group)\./.test(
          scope.address,
        )
      )
        return "everything";
      const group = this.index.resourceOf(scope);
      const name = group?.type === "azurerm_resource_group" ? this.index.text(group, "name") : undefined;
      return name === undefined ? scope.address : `group ${name.toLowerCase()}`;
    }
    const text = literalText(this.index.followed(scope))?.toLowerCase();
    if (text === undefined) return keyOf(scope) ?? "";
    if (/^\/(subscriptions\/[^/]+|providers\/microsoft\.management\/managementgroups\/[^/]+)?\/?$/.test(text))
      return "everything";
    const group = /\/resourcegroups\/([^/]+)\/?$/.exec(text)?.[1];
    return group === undefined ? `name ${text.split("/").pop()}` : `group ${group}`;
  }
}
