import { keptUnlessGiven } from "../../adoption/adopt";
import { validateAdoption } from "../../adoption/import-ids";
import { validateExclusive, validationError } from "../../support/validation";
import { GatewayIdentityType, type GatewayProps } from "../gateway-props";
import { defaultIdentityName } from "./gateway-defaults";

/** What an adopted service keeps: its network too, whose change would replace it (rule 27). */
export function keptByService({ tags, network }: GatewayProps): string[] {
  return [
    "location",
    "additional_location",
    "certificate",
    "client_certificate_enabled",
    "gateway_disabled",
    "min_api_version",
    "public_network_access_enabled",
    "zones",
    ...keptUnlessGiven({
      tags,
      public_ip_address_id: network,
      virtual_network_configuration: network,
      virtual_network_type: network,
    }),
  ];
}

/** What an adopted identity of a service keeps. */
export function keptByIdentity({ tags }: GatewayProps): string[] {
  return ["location", ...keptUnlessGiven({ tags })];
}

/** Rejects a service that the stack would replace, or move to another tier without being told to. */
export function validateGatewayAdoption(props: GatewayProps): string[] {
  const { importId, name, identityImportId, identityName } = props;
  return [
    ...validateAdoption("apiManagement", "importId", importId, { name }),
    ...validateTier(props),
    ...validateAdoption("userAssignedIdentity", "identityImportId", identityImportId, {
      name: identityName ?? defaultIdentityName(name),
    }),
    ...validateIdentityToAdopt(props),
  ];
}

function validateTier({ importId, skuName }: GatewayProps): string[] {
  if (importId === undefined || skuName !== undefined) return [];
  return [
    validationError(
      "An API Management service that is there was given without `skuName`",
      "It would be changed to the default, Consumption_0",
      "Say the tier and units that it has, as `az apim show --query sku` prints them, for example `Developer_1`",
    ),
  ];
}

// Only a user-assigned identity is a resource, and one that is handed in belongs to somebody else.
function validateIdentityToAdopt({
  identityImportId,
  userAssignedIdentity,
  identityType,
}: GatewayProps): string[] {
  if (identityImportId === undefined) return [];
  const systemAssigned = identityType === GatewayIdentityType.SYSTEM_ASSIGNED;
  return [
    ...(userAssignedIdentity
      ? validateExclusive("userAssignedIdentity", "an identity", { identityImportId })
      : []),
    ...(systemAssigned
      ? [
          validationError(
            "A user-assigned identity to adopt was given for a gateway that calls with its system-assigned one",
            "A system-assigned identity is part of the service",
            "Leave one of the two out",
          ),
        ]
      : []),
  ];
}
