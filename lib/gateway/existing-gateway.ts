import { AzureCloud } from "../support/cloud";
import { mayBeGuid } from "../support/guid";
import { resourceNameRefusals } from "../support/names";
import { refusal, refuseInput } from "../support/refusal";
import type { GatewayAttributes } from "./gateway-attributes";
import type { IGatewayIdentity } from "./gateway-identity-interface";
import { GatewayIdentityType } from "./gateway-identity-type";
import type { IGateway } from "./gateway-interface";
import { skuRefusals } from "./gateway-sku";

/** An API Management service that somebody else made. */
export class ExistingGateway implements IGateway {
  public readonly name: string;
  public readonly resourceGroupName: string;
  public readonly gatewayUrl: string;
  public readonly identity: IGatewayIdentity;
  public readonly policyClientId?: string;
  public readonly skuName?: string;

  public constructor(attributes: GatewayAttributes) {
    refuseInput("Gateway.fromAttributes", refusals(attributes));
    const { name, identity, cloud = AzureCloud.PUBLIC } = attributes;
    this.name = name;
    this.resourceGroupName = attributes.resourceGroupName;
    this.gatewayUrl = attributes.gatewayUrl ?? `https://${name}.${cloud.gatewayHostSuffix}`;
    this.identity = identity;
    const systemAssigned = attributes.identityType === GatewayIdentityType.SYSTEM_ASSIGNED;
    this.policyClientId = systemAssigned ? undefined : identity.clientId;
    this.skuName = attributes.skuName;
  }
}

function refusals({ name, resourceGroupName, identity, gatewayUrl, skuName }: GatewayAttributes): string[] {
  return [
    ...resourceNameRefusals("apiManagement", name),
    ...resourceNameRefusals("resourceGroup", resourceGroupName),
    ...idRefusals("clientId", identity.clientId),
    ...idRefusals("principalId", identity.principalId),
    ...(gatewayUrl === undefined ? [] : urlRefusals(gatewayUrl)),
    ...(skuName === undefined ? [] : skuRefusals(skuName)),
  ];
}

function idRefusals(property: string, id: string): string[] {
  if (mayBeGuid(id)) return [];
  return [
    refusal(
      `\`identity.${property}\` was given as ${JSON.stringify(id)}`,
      "The ids of an identity are GUIDs",
      `Copy it with \`az identity show --query ${property}\``,
    ),
  ];
}

function urlRefusals(url: string): string[] {
  if (/^https:\/\/\S*[^\s/]$/.test(url)) return [];
  return [
    refusal(
      `The gateway's URL ${JSON.stringify(url)} was given`,
      "Allowed is an address like https://api.contoso.com, without a slash at its end",
      "Mend `gatewayUrl`, or leave it out for the service's own host name",
    ),
  ];
}
