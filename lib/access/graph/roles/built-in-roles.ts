/** What a role allows, as far as it opens a way to a Function. */
export interface BuiltInPermissions {
  readonly actions?: readonly string[];
  readonly notActions?: readonly string[];
  readonly dataActions?: readonly string[];
  /** Whether a condition of the role itself says which roles it may assign. */
  readonly isLimited?: true;
}

/** A role that every tenant has, with the same id. */
export interface BuiltInRole {
  readonly id: string;
  readonly name: string;
  readonly permissions: readonly BuiltInPermissions[];
}

/**
 * The built-in roles that allow one of the actions of `abilities`, with what of them does.
 * https://learn.microsoft.com/azure/role-based-access-control/built-in-roles as of August 2026
 */
export const builtInRoles: readonly BuiltInRole[] = [
  {
    id: "312a565d-c81f-4fd8-895a-4e21e48d571c",
    name: "API Management Service Contributor",
    permissions: [{ actions: ["Microsoft.ApiManagement/service/*"] }],
  },
  {
    id: "e022efe7-f5ba-4159-bbe4-b44f577e9b61",
    name: "API Management Service Operator Role",
    permissions: [{ actions: ["Microsoft.ApiManagement/service/restore/action"] }],
  },
  {
    id: "56328988-075d-4c6a-8766-d93edd6725b6",
    name: "API Management Workspace API Developer",
    permissions: [
      {
        actions: [
          "Microsoft.ApiManagement/service/workspaces/apis/*",
          "Microsoft.ApiManagement/service/workspaces/policies/*",
          "Microsoft.ApiManagement/service/workspaces/products/*",
        ],
      },
    ],
  },
  {
    id: "73c2c328-d004-4c5e-938c-35c6f5679a1f",
    name: "API Management Workspace API Product Manager",
    permissions: [{ actions: ["Microsoft.ApiManagement/service/workspaces/products/*"] }],
  },
  {
    id: "0c34c906-8d99-4cb7-8bb7-33f5b0a1a799",
    name: "API Management Workspace Contributor",
    permissions: [{ actions: ["Microsoft.ApiManagement/service/workspaces/*"] }],
  },
  {
    id: "0f37683f-2463-46b6-9ce7-9b788b988ba2",
    name: "App Compliance Automation Administrator",
    permissions: [
      {
        actions: [
          "Microsoft.Storage/storageAccounts/listKeys/action",
          "Microsoft.Storage/storageAccounts/write",
        ],
      },
    ],
  },
  {
    id: "4f8fab4f-1852-4a58-a46a-8eaf358af14a",
    name: "Avere Contributor",
    permissions: [
      {
        actions: ["Microsoft.Storage/storageAccounts/*"],
        dataActions: ["Microsoft.Storage/storageAccounts/blobServices/containers/blobs/write"],
      },
    ],
  },
  {
    id: "c025889f-8102-4ebf-b32c-fc0c6f0c6bd9",
    name: "Avere Operator",
    permissions: [{ dataActions: ["Microsoft.Storage/storageAccounts/blobServices/containers/blobs/write"] }],
  },
  {
    id: "b78c5d69-af96-48a3-bf8d-a8b4d589de94",
    name: "Azure AI Administrator",
    permissions: [{ actions: ["Microsoft.Storage/storageAccounts/*"] }],
  },
  {
    id: "92b92042-07d9-4307-87f7-36a593fc5850",
    name: "Azure File Sync Administrator",
    permissions: [{ actions: ["Microsoft.Authorization/roleAssignments/write"], isLimited: true }],
  },
  {
    id: "7b7c71ed-33fa-4ed2-a91a-e56d5da260b5",
    name: "Azure IoT Operations Onboarding",
    permissions: [{ actions: ["Microsoft.Authorization/roleAssignments/write"], isLimited: true }],
  },
  {
    id: "1cfa4eac-9a23-481c-a793-bfb6958e836c",
    name: "Azure Local Migrate Execute Expert",
    permissions: [
      { actions: ["Microsoft.Storage/storageAccounts/listKeys/action"] },
      { actions: ["Microsoft.Authorization/roleAssignments/write"], isLimited: true },
    ],
  },
  {
    id: "fd8ea4d5-6509-4db0-bada-356ab233b4fb",
    name: "Azure Local Migrate Owner",
    permissions: [
      { actions: ["Microsoft.Storage/storageAccounts/*"] },
      { actions: ["Microsoft.Authorization/roleAssignments/write"], isLimited: true },
    ],
  },
  {
    id: "7859c0b0-0bb9-4994-bd12-cd529af7d646",
    name: "Azure Migrate Decide and Plan Expert",
    permissions: [{ actions: ["Microsoft.Storage/storageAccounts/listKeys/action"] }],
  },
  {
    id: "1cfa4eac-9a23-481c-a793-bfb6958e836b",
    name: "Azure Migrate Execute Expert",
    permissions: [
      { actions: ["Microsoft.Storage/storageAccounts/listKeys/action"] },
      { actions: ["Microsoft.Authorization/roleAssignments/write"], isLimited: true },
    ],
  },
  {
    id: "fd8ea4d5-6509-4db0-bada-356ab233b4fa",
    name: "Azure Migrate Owner",
    permissions: [
      { actions: ["Microsoft.Storage/storageAccounts/*"] },
      { actions: ["Microsoft.Authorization/roleAssignments/write"], isLimited: true },
    ],
  },
  {
    id: "ef318e2a-8334-4a05-9e4a-295a196c6a6e",
    name: "Azure Red Hat OpenShift Federated Credential",
    permissions: [
      { actions: ["Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials/write"] },
    ],
  },
  {
    id: "0d7aedc0-15fd-4a67-a412-efad370c947e",
    name: "Azure Red Hat OpenShift File Storage Operator",
    permissions: [
      {
        actions: [
          "Microsoft.Storage/storageAccounts/listKeys/action",
          "Microsoft.Storage/storageAccounts/write",
        ],
      },
    ],
  },
  {
    id: "8b32b316-c2f5-4ddf-b05b-83dacd2d08b5",
    name: "Azure Red Hat OpenShift Image Registry Operator",
    permissions: [
      {
        actions: [
          "Microsoft.Storage/storageAccounts/write",
          "Microsoft.Storage/storageAccounts/listKeys/action",
        ],
        dataActions: [
          "Microsoft.Storage/storageAccounts/blobServices/containers/blobs/write",
          "Microsoft.Storage/storageAccounts/blobServices/containers/blobs/add/action",
        ],
      },
    ],
  },
  {
    id: "0358943c-7e01-48ba-8889-02cc51d78637",
    name: "Azure Red Hat OpenShift Machine API Operator",
    permissions: [{ actions: ["Microsoft.ManagedIdentity/userAssignedIdentities/assign/action"] }],
  },
  {
    id: "4436bae4-7702-4c84-919b-c4069ff25ee2",
    name: "Azure Red Hat OpenShift Service Operator",
    permissions: [{ actions: ["Microsoft.Storage/storageAccounts/listKeys/action"] }],
  },
  {
    id: "c914561b-1575-4601-af9c-a1356bf59818",
    name: "Azure Resilience Management Drills Administrator",
    permissions: [{ actions: ["Microsoft.Authorization/roleAssignments/write"], isLimited: true }],
  },
  {
    id: "5a2ec2f1-2375-4950-9906-59ec1d979249",
    name: "Azure Resilience Management Drills Assets Administrator",
    permissions: [{ actions: ["Microsoft.Authorization/roleAssignments/write"], isLimited: true }],
  },
  {
    id: "e4c7f620-39b8-4688-bba2-70dd82ef367b",
    name: "Azure Resilience Management Drills Target Resource Administrator",
    permissions: [{ actions: ["Microsoft.Authorization/roleAssignments/write"], isLimited: true }],
  },
  {
    id: "a2b7cc47-30ec-462f-a2f4-9ac6e1c266af",
    name: "Azure Resilience Management Goals Administrator",
    permissions: [{ actions: ["Microsoft.Authorization/roleAssignments/write"], isLimited: true }],
  },
  {
    id: "5a382001-fe36-41ff-bba4-8bf06bd54da9",
    name: "Azure Sphere Owner",
    permissions: [{ actions: ["Microsoft.Authorization/roleAssignments/write"], isLimited: true }],
  },
  {
    id: "bda0d508-adf1-4af0-9c28-88919fc3ae06",
    name: "Azure Stack HCI Administrator",
    permissions: [{ actions: ["Microsoft.Authorization/roleAssignments/write"], isLimited: true }],
  },
  {
    id: "b24988ac-6180-42a0-ab88-20f7382dd24c",
    name: "Contributor",
    permissions: [{ actions: ["*"], notActions: ["Microsoft.Authorization/*/Write"] }],
  },
  {
    id: "bf41e52e-617f-4981-8b7a-47431bd4e011",
    name: "CosmosDB Fleet Analytics Storage Data Writer",
    permissions: [
      {
        dataActions: [
          "Microsoft.Storage/storageAccounts/blobServices/containers/blobs/write",
          "Microsoft.Storage/storageAccounts/blobServices/containers/blobs/add/action",
        ],
      },
    ],
  },
  {
    id: "68ac31b4-936a-4046-a6d2-ba6f8a757bf6",
    name: "Defender Serverless Scanner",
    permissions: [
      {
        actions: [
          "microsoft.web/sites/publish/action",
          "microsoft.web/sites/slots/publish/action",
          "microsoft.web/sites/config/list/action",
          "microsoft.web/sites/slots/config/list/action",
        ],
      },
    ],
  },
  {
    id: "76283e04-6283-4c54-8f91-bcf1374a3c64",
    name: "DevTest Labs User",
    permissions: [{ actions: ["Microsoft.Storage/storageAccounts/listKeys/action"] }],
  },
  {
    id: "7efff54f-a5b4-42b5-a1c5-5411624893ce",
    name: "Disk Snapshot Contributor",
    permissions: [
      {
        actions: [
          "Microsoft.Storage/storageAccounts/listkeys/action",
          "Microsoft.Storage/storageAccounts/write",
        ],
      },
    ],
  },
  {
    id: "92aaf0da-9dab-42b6-94a3-d43ce8d16293",
    name: "Log Analytics Contributor",
    permissions: [{ actions: ["Microsoft.Storage/storageAccounts/listKeys/action"] }],
  },
  {
    id: "87a39d53-fc1b-424a-814c-f7e04687dc9e",
    name: "Logic App Contributor",
    permissions: [
      {
        actions: [
          "Microsoft.Storage/storageAccounts/listkeys/action",
          "Microsoft.Web/sites/functions/listSecrets/action",
        ],
      },
    ],
  },
  {
    id: "ad710c24-b039-4e85-a019-deb4a06e8570",
    name: "Logic Apps Standard Contributor",
    permissions: [{ actions: ["Microsoft.Web/sites/*"] }],
  },
  {
    id: "523776ba-4eb2-4600-a3c8-f2dc93da4bdb",
    name: "Logic Apps Standard Developer",
    permissions: [
      {
        actions: [
          "Microsoft.Web/sites/config/list/Action",
          "microsoft.web/sites/config/Write",
          "microsoft.web/sites/hostruntime/*",
          "Microsoft.Web/sites/publish/Action",
          "Microsoft.Web/sites/slots/config/list/Action",
          "Microsoft.Web/sites/slots/publish/Action",
        ],
      },
    ],
  },
  {
    id: "b70c96e9-66fe-4c09-b6e7-c98e69c98555",
    name: "Logic Apps Standard Operator",
    permissions: [
      {
        actions: ["microsoft.web/sites/hostruntime/*", "Microsoft.Web/sites/write"],
        notActions: ["Microsoft.Web/sites/hostruntime/host/action"],
      },
    ],
  },
  {
    id: "e40ec5ca-96e0-45a2-b4ff-59039f2c2b59",
    name: "Managed Identity Contributor",
    permissions: [
      { actions: ["Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials/write"] },
    ],
  },
  {
    id: "7e559ce2-48d7-4b27-9128-fa1b247f1308",
    name: "Managed Identity Federated Identity Credential Contributor",
    permissions: [
      { actions: ["Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials/write"] },
    ],
  },
  {
    id: "f1a07417-d97a-45cb-824c-7a7467783830",
    name: "Managed Identity Operator",
    permissions: [{ actions: ["Microsoft.ManagedIdentity/userAssignedIdentities/*/assign/action"] }],
  },
  {
    id: "7a2b6e6c-472e-4b39-8878-a26eb63d75c6",
    name: "Microsoft Discovery Platform Administrator (Preview)",
    permissions: [{ actions: ["Microsoft.Authorization/roleAssignments/write"], isLimited: true }],
  },
  { id: "8e3af657-a8ff-443c-a75c-2fe8c4bcb635", name: "Owner", permissions: [{ actions: ["*"] }] },
  {
    id: "c12c1c16-33a1-487b-954d-41c89c60f349",
    name: "Reader and Data Access",
    permissions: [
      {
        actions: [
          "Microsoft.Storage/storageAccounts/listKeys/action",
          "Microsoft.Storage/storageAccounts/ListAccountSas/action",
        ],
      },
    ],
  },
  {
    id: "f58310d9-a9f6-439a-9e8d-f62e7b41a168",
    name: "Role Based Access Control Administrator",
    permissions: [{ actions: ["Microsoft.Authorization/roleAssignments/write"] }],
  },
  {
    id: "1d335eef-eee1-47fe-a9e0-53214eba8872",
    name: "SqlMI Migration Role",
    permissions: [{ actions: ["Microsoft.Storage/storageAccounts/listkeys/action"] }],
  },
  {
    id: "ae8036db-e102-405b-a1b9-bae082ea436d",
    name: "SqlVM Migration Role",
    permissions: [{ actions: ["Microsoft.Storage/storageAccounts/listkeys/action"] }],
  },
  {
    id: "17d1049b-9a84-46fb-8f53-869881c3d3ab",
    name: "Storage Account Contributor",
    permissions: [{ actions: ["Microsoft.Storage/storageAccounts/*"] }],
  },
  {
    id: "81a9662b-bebf-436f-a333-f67b29880f12",
    name: "Storage Account Key Operator Service Role",
    permissions: [
      {
        actions: [
          "Microsoft.Storage/storageAccounts/listkeys/action",
          "Microsoft.Storage/storageAccounts/regeneratekey/action",
        ],
      },
    ],
  },
  {
    id: "4bad4d9e-2a13-4888-94bb-c8432f6f3040",
    name: "Storage Actions Blob Data Operator",
    permissions: [
      {
        dataActions: [
          "Microsoft.Storage/storageAccounts/blobServices/containers/blobs/write",
          "Microsoft.Storage/storageAccounts/blobServices/containers/blobs/add/action",
        ],
      },
    ],
  },
  {
    id: "77789c21-1643-48a2-8f27-47f858540b51",
    name: "Storage Actions Task Assignment Contributor",
    permissions: [{ actions: ["Microsoft.Authorization/roleAssignments/write"], isLimited: true }],
  },
  {
    id: "ba92f5b4-2d11-453d-a403-e96b0029c9fe",
    name: "Storage Blob Data Contributor",
    permissions: [
      {
        dataActions: [
          "Microsoft.Storage/storageAccounts/blobServices/containers/blobs/write",
          "Microsoft.Storage/storageAccounts/blobServices/containers/blobs/add/action",
        ],
      },
    ],
  },
  {
    id: "b7e6dc6d-f1e8-4753-8033-0f276bb0955b",
    name: "Storage Blob Data Owner",
    permissions: [{ dataActions: ["Microsoft.Storage/storageAccounts/blobServices/containers/blobs/*"] }],
  },
  {
    id: "9d819e60-1b9f-4871-b492-4e6cdee0b50a",
    name: "Storage Connector Contributor",
    permissions: [
      {
        actions: ["Microsoft.Storage/storageAccounts/listServiceSas/action"],
        dataActions: ["Microsoft.Storage/storageAccounts/blobServices/containers/blobs/write"],
      },
    ],
  },
  {
    id: "35c49d44-ccc1-4b18-8267-cfb3bacdd396",
    name: "Storage DataShare Contributor",
    permissions: [{ actions: ["Microsoft.Storage/storageAccounts/listServiceSas/action"] }],
  },
  {
    id: "69566ab7-960f-475b-8e7c-b3118f30c6bd",
    name: "Storage File Data Privileged Contributor",
    permissions: [{ dataActions: ["Microsoft.Storage/storageAccounts/fileServices/fileshares/files/write"] }],
  },
  {
    id: "bbf004e3-0e4b-4f86-ae4f-1f8fb47b357b",
    name: "Storage File Data SMB Admin",
    permissions: [{ dataActions: ["Microsoft.Storage/storageAccounts/fileServices/fileshares/files/write"] }],
  },
  {
    id: "a235d3ee-5935-4cfb-8cc5-a3303ad5995e",
    name: "Storage File Data SMB MI Admin",
    permissions: [{ dataActions: ["Microsoft.Storage/storageAccounts/fileServices/fileshares/files/write"] }],
  },
  {
    id: "0c867c2a-1d8c-454a-a3db-ab2ea1bdc8bb",
    name: "Storage File Data SMB Share Contributor",
    permissions: [{ dataActions: ["Microsoft.Storage/storageAccounts/fileServices/fileshares/files/write"] }],
  },
  {
    id: "a7264617-510b-434b-a828-9731dc254ea7",
    name: "Storage File Data SMB Share Elevated Contributor",
    permissions: [{ dataActions: ["Microsoft.Storage/storageAccounts/fileServices/fileshares/files/write"] }],
  },
  {
    id: "e7a9e73d-4397-41f2-a282-af8b65aaa2dc",
    name: "Storage File Restore Contributor",
    permissions: [{ dataActions: ["Microsoft.Storage/storageAccounts/fileServices/fileShares/files/write"] }],
  },
  {
    id: "18d7d88d-d35e-4fb5-a5c3-7773c20a72d9",
    name: "User Access Administrator",
    permissions: [{ actions: ["Microsoft.Authorization/*"] }],
  },
  {
    id: "dfce8971-25e3-42e3-ba33-6055438e3080",
    name: "VM Restore Operator",
    permissions: [
      {
        actions: [
          "Microsoft.Storage/storageAccounts/listKeys/action",
          "Microsoft.Storage/storageAccounts/write",
        ],
        dataActions: [
          "Microsoft.Storage/storageAccounts/blobServices/containers/blobs/write",
          "Microsoft.Storage/storageAccounts/blobServices/containers/blobs/add/action",
        ],
      },
    ],
  },
  {
    id: "9980e02c-c2be-4d73-94e8-173b1dc7cf3c",
    name: "Virtual Machine Contributor",
    permissions: [{ actions: ["Microsoft.Storage/storageAccounts/listKeys/action"] }],
  },
  {
    id: "de139f84-1756-47ae-9be6-808fbbe84772",
    name: "Website Contributor",
    permissions: [{ actions: ["Microsoft.Web/sites/*"] }],
  },
];
