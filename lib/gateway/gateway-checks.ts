import { Token } from "cdktf";
import { resourceNameRefusals } from "../support/names";
import { refusal, togetherRefusals } from "../support/refusal";
import { defaultIdentityName, defaultSkuName } from "./gateway-defaults";
import { GatewayIdentityType } from "./gateway-identity-type";
import type { GatewayProps, Publisher } from "./gateway-props";
import { skuRefusals } from "./gateway-sku";

/** Everything that API Management would refuse of a new service. */
export function gatewayRefusals(props: GatewayProps): string[] {
  return [
    ...resourceNameRefusals("apiManagement", props.name),
    ...resourceNameRefusals("userAssignedIdentity", props.identityName ?? defaultIdentityName(props.name)),
    ...identityRefusals(props),
    ...skuRefusals(props.skuName ?? defaultSkuName),
    ...publisherRefusals(props.publisher),
    ...(props.network?._check(props.skuName ?? defaultSkuName) ?? []),
  ];
}

function identityRefusals({ userAssignedIdentity, identityType, identityName }: GatewayProps): string[] {
  if (!userAssignedIdentity) return [];
  const systemAssigned = identityType === GatewayIdentityType.SYSTEM_ASSIGNED ? identityType : undefined;
  return togetherRefusals("userAssignedIdentity", "an identity", {
    identityName,
    identityType: systemAssigned,
  });
}

function publisherRefusals({ name, email }: Publisher): string[] {
  return [
    ...(fits(name, /^.{1,100}$/)
      ? []
      : [
          refusal(
            `The publisher's name ${JSON.stringify(name)} was given`,
            "API Management allows 1 to 100 characters on one line",
            "Set `publisher.name` to the name of your organization",
          ),
        ]),
    ...(fits(email, /^(?=.{3,100}$)[^\s@]+@[^\s@]+$/)
      ? []
      : [
          refusal(
            `The publisher's e-mail address ${JSON.stringify(email)} was given`,
            "API Management wants an address of at most 100 characters",
            "Set `publisher.email` to an address that someone reads",
          ),
        ]),
  ];
}

function fits(text: string, pattern: RegExp): boolean {
  return Token.isUnresolved(text) || pattern.test(text);
}
