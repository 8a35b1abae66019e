import type { StackJson } from "../stack-input";
import type { Mutation } from "./mutations";

// biome-ignore lint/suspicious/noExplicitAny: arguments of any resource.
type Json = any;

const somebody = "bbbbbbbb-2222-4333-8444-555555555555";

/** Roles that are built in, and some that are not. */
const roles = [
  "Owner",
  "Contributor",
  "Reader",
  "Role Based Access Control Administrator",
  "Website Contributor",
  "Managed Identity Operator",
  "Managed Identity Contributor",
  "API Management Service Contributor",
  "Storage Account Contributor",
  "Storage Account Key Operator Service Role",
  "Storage Blob Data Contributor",
  "Key Vault Secrets User",
  "A role of another stack",
];

const blobs = "Microsoft.Storage/storageAccounts/blobServices/containers/blobs";

/** What a role of the stack itself allows. */
const permissions: Readonly<Record<string, Json>> = {
  "everything of sites": { actions: ["microsoft.web/SITES/*"] },
  "everything of sites but writing": {
    actions: ["Microsoft.Web/sites/*"],
    not_actions: ["Microsoft.Web/sites/*write", "Microsoft.Web/sites/*/action"],
  },
  "restarting sites": { actions: ["Microsoft.Web/sites/restart/action", "*/read"] },
  "the publishing profile": { actions: ["Microsoft.Web/sites/publishxml/action"] },
  "host keys": { actions: ["Microsoft.Web/sites/host/listkeys/action"] },
  "federated credentials": {
    actions: ["Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials/*"],
  },
  "policies of APIs": { actions: ["Microsoft.ApiManagement/service/apis/policies/write"] },
  "named values": { actions: ["Microsoft.ApiManagement/service/namedValues/*"] },
  "subscription keys": { actions: ["Microsoft.ApiManagement/service/subscriptions/listSecrets/action"] },
  "blobs in two parts": [{ data_actions: [`${blobs}/read`] }, { data_actions: [`${blobs}/*`] }],
  "blobs, except writing": {
    data_actions: [`${blobs}/*`],
    not_data_actions: [`${blobs}/write`, `${blobs}/add/action`],
  },
  "actions of the other plane": { actions: [`${blobs}/*`], data_actions: ["Microsoft.Web/sites/*"] },
};

/** The types of what roles are given on. */
const scopes = [
  "azurerm_linux_function_app",
  "azurerm_linux_function_app_slot",
  "azurerm_user_assigned_identity",
  "azurerm_api_management",
  "azurerm_api_management_api",
  "azurerm_storage_account",
];

const group = "/subscriptions/66666666-7777-4888-8999-aaaaaaaaaaaa/resourceGroups";

/** Stacks with one role assignment more, or with a credential. */
export function additionsTo(stack: StackJson): Mutation[] {
  const found = scopes.flatMap((type) =>
    Object.keys(stack.resource?.[type] ?? {}).map((name) => `\${${type}.${name}.id}`),
  );
  const everywhere = [...found, `${group}/RG`, `${group}/other`, group.replace(/\/resourceGroups$/, "")];
  return [
    ...everywhere.flatMap((scope) => [
      ...roles.map((role) => adding(`${role} on ${scope}`, given(scope, { role_definition_name: role }))),
      ...Object.entries(permissions).map(([name, permission]) =>
        adding(`${name} on ${scope}`, {
          ...given(scope, {
            role_definition_id: "${azurerm_role_definition.own.role_definition_resource_id}",
          }),
          azurerm_role_definition: { own: { name, scope, permissions: permission } },
        }),
      ),
    ]),
    ...Object.keys(stack.resource?.azurerm_user_assigned_identity ?? {}).map((name) =>
      adding(`a workload that is ${name}`, {
        azurerm_federated_identity_credential: {
          workload: {
            parent_id: `\${azurerm_user_assigned_identity.${name}.id}`,
            subject: "repo:contoso/x:ref:refs/heads/main",
            issuer: "https://token.actions.githubusercontent.com",
          },
        },
      }),
    ),
    adding("an owner who may assign few roles", {
      ...given(`${group}/rg`, {
        role_definition_name: "Owner",
        condition: "(!(ActionMatches{'Microsoft.Authorization/roleAssignments/write'})) OR (false)",
      }),
    }),
    adding("whoever administers access to few roles", {
      ...given(`${group}/rg`, {
        role_definition_name: "User Access Administrator",
        condition: "(!(ActionMatches{'Microsoft.Authorization/roleAssignments/write'})) OR (false)",
      }),
    }),
  ];
}

function given(scope: string, role: Json): Json {
  return { azurerm_role_assignment: { added: { scope, principal_id: somebody, ...role } } };
}

function adding(name: string, resources: Json): Mutation {
  return {
    name: `with ${name}`,
    path: [],
    apply: (stack) => {
      const copy: Json = structuredClone(stack);
      for (const [type, named] of Object.entries(resources))
        copy.resource[type] = { ...copy.resource[type], ...(named as object) };
      return copy;
    },
  };
}
