import { DataAzurermApiManagement } from "@cdktf/provider-azurerm/lib/data-azurerm-api-management";
import { DataAzurermUserAssignedIdentity } from "@cdktf/provider-azurerm/lib/data-azurerm-user-assigned-identity";
import { type Postcondition, type TerraformProvider, Token } from "cdktf";
import { Construct } from "constructs";
import type { IManagedIdentity } from "../../identity/managed-identity";
import { lookUpSystemAssignedIdentity } from "../../identity/system-assigned-identity";
import { AzureCloud } from "../../support/cloud";
import { mayBeGuid } from "../../support/guid";
import { validateResourceName } from "../../support/names";
import { throwIfInvalid, validationError } from "../../support/validation";
import {
  type GatewayAttributes,
  GatewayIdentityType,
  type GatewayLookup,
  type IGateway,
} from "../gateway-props";
import { validateSku } from "../sku";
import { noteServiceName, validateServiceName } from "./service-names";

/** An existing API Management service whose ids are known. */
export class ImportedGateway extends Construct implements IGateway {
  public readonly name: string;
  public readonly resourceGroupName: string;
  public readonly gatewayUrl: string;
  public readonly identity: IManagedIdentity;
  public readonly policyClientId?: string;
  public readonly skuName?: string;
  public readonly provider?: TerraformProvider;

  public constructor(scope: Construct, id: string, attributes: GatewayAttributes) {
    super(scope, id);
    throwIfInvalid(this, [
      ...validateAttributes(attributes),
      ...validateServiceName(this, "existing", attributes.name),
    ]);
    noteServiceName(this, "existing", attributes.name);
    const { name, identity, cloud = AzureCloud.PUBLIC } = attributes;
    this.name = name;
    this.resourceGroupName = attributes.resourceGroupName;
    this.gatewayUrl = attributes.gatewayUrl ?? `https://${name}.${cloud.gatewayHostSuffix}`;
    this.identity = identity;
    const systemAssigned = attributes.identityType === GatewayIdentityType.SYSTEM_ASSIGNED;
    this.policyClientId = systemAssigned ? undefined : identity.clientId;
    this.skuName = attributes.skuName;
    this.provider = attributes.provider;
  }
}

function validateAttributes({
  name,
  resourceGroupName,
  identity,
  gatewayUrl,
  skuName,
}: GatewayAttributes): string[] {
  return [
    ...validateResourceName("apiManagement", name),
    ...validateResourceName("resourceGroup", resourceGroupName),
    ...validateId("clientId", identity.clientId),
    ...validateId("principalId", identity.principalId),
    ...(gatewayUrl === undefined ? [] : validateUrl(gatewayUrl)),
    ...(skuName === undefined ? [] : validateSku(skuName)),
  ];
}

function validateId(property: string, id: string): string[] {
  if (mayBeGuid(id)) return [];
  return [
    validationError(
      `\`identity.${property}\` was given as ${JSON.stringify(id)}`,
      "The ids of an identity are GUIDs",
      `Copy it with \`az identity show --query ${property}\``,
    ),
  ];
}

function validateUrl(url: string): string[] {
  if (Token.isUnresolved(url) || /^https:\/\/\S*[^\s/]$/.test(url)) return [];
  return [
    validationError(
      `The gateway's URL ${JSON.stringify(url)} was given`,
      "Allowed is an address like https://api.contoso.com, without a slash at its end",
      "Fix `gatewayUrl`, or leave it out for the service's own host name",
    ),
  ];
}

/** An existing API Management service and its identity, which Terraform looks up by name. */
export class LookedUpGateway extends Construct implements IGateway {
  public readonly name: string;
  public readonly resourceGroupName: string;
  public readonly gatewayUrl: string;
  public readonly identity: IManagedIdentity;
  public readonly policyClientId?: string;
  public readonly skuName: string;
  public readonly provider?: TerraformProvider;

  public constructor(scope: Construct, id: string, props: GatewayLookup) {
    super(scope, id);
    throwIfInvalid(this, validateLookUp(props));
    const { name, resourceGroupName, provider } = props;
    const userAssigned = props.identityName
      ? this.userAssignedIdentity(props, props.identityName)
      : undefined;
    const service = new DataAzurermApiManagement(this, "service", {
      name,
      resourceGroupName,
      provider,
      lifecycle: {
        postcondition: [userAssigned ? carries(userAssigned, name) : hasSystemAssignedIdentity(name)],
      },
    });
    this.name = service.name;
    this.resourceGroupName = service.resourceGroupName;
    this.gatewayUrl = service.gatewayUrl;
    this.skuName = service.skuName;
    this.provider = provider;
    this.identity = userAssigned ?? lookUpSystemAssignedIdentity(this, service.identity.get(0).principalId);
    this.policyClientId = userAssigned?.clientId;
  }

  private userAssignedIdentity(props: GatewayLookup, name: string): DataAzurermUserAssignedIdentity {
    return new DataAzurermUserAssignedIdentity(this, "identity", {
      name,
      resourceGroupName: props.identityResourceGroupName ?? props.resourceGroupName,
      provider: props.provider,
    });
  }
}

function validateLookUp({
  name,
  resourceGroupName,
  identityName,
  identityResourceGroupName,
}: GatewayLookup): string[] {
  return [
    ...validateResourceName("apiManagement", name),
    ...validateResourceName("resourceGroup", resourceGroupName),
    ...(identityName === undefined ? [] : validateResourceName("userAssignedIdentity", identityName)),
    ...(identityResourceGroupName === undefined
      ? []
      : validateResourceName("resourceGroup", identityResourceGroupName)),
  ];
}

function hasSystemAssignedIdentity(name: string): Postcondition {
  return {
    condition: Token.asAny(
      '${length(self.identity) > 0 && strcontains(self.identity[0].type, "SystemAssigned")}',
    ),
    errorMessage: `The API Management service ${name} has no system-assigned identity to call Functions with. Switch it on, or give the name of a user-assigned identity of the service as identityName.`,
  };
}

// Azure does not keep the case of ids.
function carries(identity: DataAzurermUserAssignedIdentity, name: string): Postcondition {
  const ids = "[for id in self.identity[0].identity_ids : lower(id)]";
  return {
    condition: Token.asAny(`\${length(self.identity) > 0 && contains(${ids}, lower(${identity.fqn}.id))}`),
    errorMessage: `The API Management service ${name} does not have the identity that is named as its own. Assign that identity to the service, or give the name of one that it has as identityName.`,
  };
}
