import { Token } from "cdktf";
import { validationError } from "./validation";

interface ResourceIdForm {
  readonly resource: string;
  /** Resource type below `/providers/`. */
  readonly type: string;
  /** Form of the last segment, the resource's name; any unless it is given. */
  readonly name?: RegExp;
  /** That form as people read it; any name unless it is given. */
  readonly nameTitle?: string;
  /** Whether azurerm wants the type in this very case. */
  readonly caseSensitive?: boolean;
  /** The Azure CLI command that prints the id. */
  readonly command: string;
}

const forms = {
  api: {
    resource: "API",
    type: "Microsoft.ApiManagement/service/…/apis",
    // azurerm manages one revision of an API, which the id that Azure prints does not name.
    name: /^[^;]+;rev=[1-9]\d*$/,
    nameTitle: "{name};rev={its `apiRevision`}",
    command: "az apim api show",
  },
  actionGroup: {
    resource: "action group",
    type: "Microsoft.Insights/actionGroups",
    command: "az monitor action-group show",
  },
  apiManagement: {
    resource: "API Management service",
    type: "Microsoft.ApiManagement/service",
    command: "az apim show",
  },
  applicationInsights: {
    resource: "Application Insights",
    type: "Microsoft.Insights/components",
    command: "az monitor app-insights component show",
  },
  functionApp: {
    resource: "Function App",
    type: "Microsoft.Web/sites",
    command: "az functionapp show",
  },
  functionAppSlot: {
    resource: "slot",
    type: "Microsoft.Web/sites/…/slots",
    command: "az functionapp deployment slot list",
  },
  logAnalyticsWorkspace: {
    resource: "workspace",
    type: "Microsoft.OperationalInsights/workspaces",
    command: "az monitor log-analytics workspace show",
  },
  privateDnsZone: {
    resource: "private DNS zone",
    type: "Microsoft.Network/privateDnsZones",
    name: /^privatelink\./i,
    command: "az network private-dns zone show",
  },
  servicePlan: {
    resource: "service plan",
    type: "Microsoft.Web/serverFarms",
    caseSensitive: true,
    command: "az functionapp plan show",
  },
  storageAccount: {
    resource: "storage account",
    type: "Microsoft.Storage/storageAccounts",
    name: /^[a-z0-9]{3,24}$/i,
    command: "az storage account show",
  },
  subnet: {
    resource: "subnet",
    type: "Microsoft.Network/virtualNetworks/…/subnets",
    command: "az network vnet subnet show",
  },
  userAssignedIdentity: {
    resource: "user-assigned identity",
    type: "Microsoft.ManagedIdentity/userAssignedIdentities",
    command: "az identity show",
  },
  virtualNetwork: {
    resource: "virtual network",
    type: "Microsoft.Network/virtualNetworks",
    command: "az network vnet show",
  },
} satisfies Record<string, ResourceIdForm>;

/** A kind of Azure resource whose ids have a form of their own. */
export type ResourceIdKind = keyof typeof forms;

/**
 * Rejects text that is not the resource id of such a resource. A token is accepted: its text is not known yet.
 *
 * @param property the property that holds the id, where one construct has several of the kind
 */
export function validateResourceId(kind: ResourceIdKind, id: string, property?: string): string[] {
  const form: ResourceIdForm = forms[kind];
  if (Token.isUnresolved(id) || matches(form, id)) return [];
  const exact = form.caseSensitive ? ", in this very case" : "";
  return [
    validationError(
      property
        ? `\`${property}\` was given as ${JSON.stringify(id)}`
        : `The ${form.resource} id ${JSON.stringify(id)} was given`,
      `Allowed is /subscriptions/…/resourceGroups/…/providers/${form.type}/${form.nameTitle ?? "…"}${exact}`,
      `Copy it with \`${form.command} --query id\``,
    ),
  ];
}

/** A resource id, taken apart. */
export interface ResourceIdParts {
  /** The id as azurerm spells it: Azure prints types in other cases. */
  readonly id: string;
  readonly resourceGroupName: string;
  /** The names of what the resource is in, and then its own. */
  readonly names: readonly string[];
}

/** Takes a resource id apart, in whatever case its types are; nothing if it is not one of that kind. */
export function resourceIdParts(kind: ResourceIdKind, id: string): ResourceIdParts | undefined {
  const form: ResourceIdForm = forms[kind];
  if (!matches({ ...form, caseSensitive: false }, id)) return undefined;
  const [, , subscription, , resourceGroupName, , ...given] = id.split("/");
  const names = given.slice(1).filter((_segment, index) => index % 2 === 1);
  const [namespace, ...types] = form.type.split("/").filter((part) => part !== "…");
  const path = types.map((type, index) => `${type}/${names[index]}`).join("/");
  const group = `/subscriptions/${subscription}/resourceGroups/${resourceGroupName}`;
  return { id: `${group}/providers/${namespace}/${path}`, resourceGroupName, names };
}

const scope = /^\/subscriptions\/[^/]+\/resourceGroups\/[^/]+\/providers\//i;

function matches({ type, name = /./, caseSensitive }: ResourceIdForm, id: string): boolean {
  if (!scope.test(id)) return false;
  const segments = id.replace(scope, "").split("/");
  const last = segments.pop() ?? "";
  const types = type.split("/");
  const same = (one: string, other: string) =>
    caseSensitive ? one === other : one.toLowerCase() === other.toLowerCase();
  return (
    segments.length === types.length &&
    types.every((part, index) => (part === "…" ? segments[index] !== "" : same(part, segments[index]))) &&
    name.test(last)
  );
}
