import { Token } from "cdktf";
import { validateResourceName } from "../../support/names";
import { validateExclusive, validationError } from "../../support/validation";
import type { GatewayProps, Publisher } from "../gateway-props";
import { GatewayIdentityType } from "../gateway-props";
import { validateSku } from "../sku";
import { validateGatewayAdoption } from "./adopted-gateway";
import { defaultIdentityName, defaultSkuName } from "./gateway-defaults";

/** What API Management does not accept of a new service. */
export function validateGateway(props: GatewayProps): string[] {
  return [
    ...validateResourceName("apiManagement", props.name),
    ...validateResourceName("userAssignedIdentity", props.identityName ?? defaultIdentityName(props.name)),
    ...validateIdentity(props),
    ...validateGatewayAdoption(props),
    ...validateSku(props.skuName ?? defaultSkuName),
    ...validatePublisher(props.publisher),
    ...(props.network?._validate(props.skuName ?? defaultSkuName) ?? []),
  ];
}

function validateIdentity({ userAssignedIdentity, identityType, identityName }: GatewayProps): string[] {
  if (!userAssignedIdentity) return [];
  const systemAssigned = identityType === GatewayIdentityType.SYSTEM_ASSIGNED ? identityType : undefined;
  return validateExclusive("userAssignedIdentity", "an identity", {
    identityName,
    identityType: systemAssigned,
  });
}

function validatePublisher({ name, email }: Publisher): string[] {
  return [
    ...(fits(name, /^.{1,100}$/)
      ? []
      : [
          validationError(
            `The publisher's name ${JSON.stringify(name)} was given`,
            "API Management allows 1 to 100 characters on one line",
            "Set `publisher.name` to the name of your organization",
          ),
        ]),
    ...(fits(email, /^(?=.{3,100}$)[^\s@]+@[^\s@]+$/)
      ? []
      : [
          validationError(
            `The publisher's e-mail address ${JSON.stringify(email)} was given`,
            "API Management requires an address of at most 100 characters",
            "Set `publisher.email` to an address that is read",
          ),
        ]),
  ];
}

function fits(text: string, pattern: RegExp): boolean {
  return Token.isUnresolved(text) || pattern.test(text);
}
