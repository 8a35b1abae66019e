import { isIP } from "node:net";
import { Token } from "cdktf";
import { resourceNameRefusals } from "../support/names";
import { refusal, togetherRefusals } from "../support/refusal";
import { appSettingRefusals } from "./app-setting-checks";
import { functionDefaults } from "./function-defaults";
import type { FunctionHostProps } from "./function-host-props";
import { functionNetworkRefusals } from "./function-network-checks";
import { type GateToCheck, gateRefusals } from "./gate-checks";
import { hostStorageRefusals } from "./host-storage-checks";

/** What can be checked of a Function App before the parts around it are made. */
export interface FunctionHostToCheck
  extends GateToCheck,
    Omit<FunctionHostProps, "registration" | "callers" | "resourceGroupName" | "location"> {}

/** Everything that Azure would refuse of a Function App, and everything that would open its gate. */
export function functionHostRefusals(props: FunctionHostToCheck): string[] {
  const hosting = props.plan?.hosting ?? props.hosting ?? functionDefaults.hosting;
  return [
    ...resourceNameRefusals("functionApp", props.name),
    ...planRefusals(props),
    ...(props.runtime ?? functionDefaults.runtime)._check(hosting),
    ...hosting._check(),
    ...hostStorageRefusals(props, hosting),
    ...functionNetworkRefusals(props, hosting),
    ...appSettingRefusals(props.appSettings),
    ...routePrefixRefusals(props.routePrefix ?? functionDefaults.routePrefix),
    ...addressRefusals(props.deploymentAddresses ?? []),
    ...gateRefusals(props),
  ];
}

function planRefusals({ plan, servicePlanName, hosting }: FunctionHostToCheck): string[] {
  if (!plan) return resourceNameRefusals("servicePlan", servicePlanName ?? "");
  return togetherRefusals("plan", "a service plan", { servicePlanName, hosting });
}

function routePrefixRefusals(prefix: string): string[] {
  if (prefix === "" || Token.isUnresolved(prefix) || /^[\w.~-]+(\/[\w.~-]+)*$/.test(prefix)) return [];
  return [
    refusal(
      `The route prefix ${JSON.stringify(prefix)} was given`,
      "Allowed are letters, digits and . _ ~ -, in parts with a slash between them, or an empty text for none",
      "Write it as host.json does, without a slash at its ends",
    ),
  ];
}

// Azure's limit for the rules of one site.
const maximumAddresses = 512;

function addressRefusals(addresses: readonly string[]): string[] {
  if (addresses.length > maximumAddresses) {
    return [
      refusal(
        `${addresses.length} deployment addresses were given`,
        `Azure allows ${maximumAddresses} rules for a site`,
        "Join neighbouring addresses into ranges",
      ),
    ];
  }
  return addresses
    .filter((address) => !Token.isUnresolved(address) && !isRange(address))
    .map((address) =>
      refusal(
        `The deployment address ${JSON.stringify(address)} was given`,
        "Allowed are ranges in CIDR notation, for example 203.0.113.0/28 or 203.0.113.7/32",
        "Write the address with the length of its prefix",
      ),
    );
}

function isRange(text: string): boolean {
  const [address, length, ...rest] = text.split("/");
  const bits = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1;
  return rest.length === 0 && /^\d{1,3}$/.test(length ?? "") && Number(length) <= bits;
}
