import { refusal } from "../support/refusal";
import type { SecureFunctionBehindApimProps } from "./secure-function-behind-apim-props";

/** Refuses a private Function that its own gateway, or its own host, could not reach. */
export function networkRefusals(props: SecureFunctionBehindApimProps): string[] {
  if (!props.network) return [];
  return [...gatewayRefusals(props), ...contentShareRefusals(props)];
}

function gatewayRefusals({ gateway, gatewayNetwork }: SecureFunctionBehindApimProps): string[] {
  const reaches = gateway ? gateway.callsIntoNetwork !== false : gatewayNetwork !== undefined;
  if (reaches) return [];
  return [
    refusal(
      "`network` was given, and a gateway that is in none",
      "The Function answers only through its private endpoint, which such a gateway does not reach",
      "Set `gatewayNetwork`, with a SKU that has one: `GatewayNetwork.integration` with StandardV2 or PremiumV2, `GatewayNetwork.externalMode` or `internalMode` with Developer or Premium",
    ),
  ];
}

// Azure Files over a private network takes a share that is made before, and settings that name it.
function contentShareRefusals({ storageKeyInState, hosting, plan }: SecureFunctionBehindApimProps): string[] {
  const contentShare = (plan?.hosting ?? hosting)?._contentShare;
  if (!storageKeyInState || !contentShare) return [];
  return [
    refusal(
      "`network` was given together with `storageKeyInState`, on a plan that then keeps the code in Azure Files",
      "That share cannot be made while the storage account is private",
      "Leave `storageKeyInState` out, and deploy the code as a package",
    ),
  ];
}
