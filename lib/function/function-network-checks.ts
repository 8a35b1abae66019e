import { subnetIdRefusals } from "../network/subnet";
import { refusal } from "../support/refusal";
import type { FunctionAppSettings } from "./function-app-settings";
import type { FunctionHosting } from "./function-hosting";

type NetworkToCheck = Pick<FunctionAppSettings, "publicNetworkAccessEnabled" | "virtualNetworkSubnetId">;

/** Refuses a network that the plan cannot be in. */
export function functionNetworkRefusals(props: NetworkToCheck, hosting: FunctionHosting): string[] {
  const { publicNetworkAccessEnabled = true, virtualNetworkSubnetId } = props;
  return [
    ...(publicNetworkAccessEnabled || hosting.privateEndpoint
      ? []
      : planRefusal("`publicNetworkAccessEnabled: false`", "have a private endpoint", hosting)),
    ...(virtualNetworkSubnetId === undefined || hosting.virtualNetworkIntegration
      ? []
      : planRefusal("`virtualNetworkSubnetId`", "call into a virtual network", hosting)),
    ...(virtualNetworkSubnetId === undefined ? [] : subnetIdRefusals(virtualNetworkSubnetId)),
  ];
}

function planRefusal(given: string, what: string, { _title }: FunctionHosting): string[] {
  return [
    refusal(
      `${given} was given on ${_title}`,
      `A Function on it cannot ${what}`,
      "Choose `FunctionHosting.dedicated`, `elasticPremium` or `flexConsumption`",
    ),
  ];
}
