import { isIP } from "node:net";
import { Token } from "cdktf";
import { resourceNameRefusals } from "../support/names";
import { refusal } from "../support/refusal";
import { appSettingRefusals } from "./app-setting-checks";
import { functionDefaults } from "./function-defaults";
import type { FunctionHosting } from "./function-hosting";
import type { FunctionRuntime } from "./function-runtime";
import { type GateToCheck, gateRefusals } from "./gate-checks";

/** What can be checked of a Function App before the parts around it are made. */
export interface FunctionHostToCheck extends GateToCheck {
  readonly name: string;
  readonly servicePlanName: string;
  readonly storageAccountName: string;
  readonly runtime?: FunctionRuntime;
  readonly hosting?: FunctionHosting;
  readonly appSettings?: { [name: string]: string };
  readonly routePrefix?: string;
  readonly deploymentAddresses?: string[];
}

/** Everything that Azure would refuse of a Function App, and everything that would open its gate. */
export function functionHostRefusals(props: FunctionHostToCheck): string[] {
  const { runtime, hosting, routePrefix } = { ...functionDefaults, ...withoutUndefined(props) };
  return [
    ...resourceNameRefusals("functionApp", props.name),
    ...resourceNameRefusals("servicePlan", props.servicePlanName),
    ...resourceNameRefusals("storageAccount", props.storageAccountName),
    ...runtime._check(),
    ...hosting._check(),
    ...appSettingRefusals(props.appSettings),
    ...routePrefixRefusals(routePrefix),
    ...addressRefusals(props.deploymentAddresses ?? []),
    ...gateRefusals(props),
  ];
}

function withoutUndefined<T extends object>(props: T): T {
  return Object.fromEntries(Object.entries(props).filter(([, value]) => value !== undefined)) as T;
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
