import { isIP } from "node:net";
import { Token } from "cdktf";
import type { IConstruct } from "constructs";
import { AzureCloud } from "../../support/cloud";
import { validateRoutePrefixTarget } from "../../support/function-paths";
import { validateResourceName } from "../../support/names";
import { validateResourceId } from "../../support/resource-ids";
import { validateExclusive, validationError } from "../../support/validation";
import type { FunctionAppProps, FunctionAppSettings } from "../function-app-props";
import type { FunctionHosting } from "../hosting/function-hosting";
import { validateFlexPlan } from "../hosting/private/flex-plan-reservations";
import { validateHostId } from "../storage/private/host-id-reservations";
import { validateHostStorage } from "../storage/private/host-storage-validation";
import { validateAppSettings } from "./app-setting-validation";
import { type EasyAuthToValidate, validateEasyAuth } from "./easy-auth-validation";
import { validateFlexConsumptionApp } from "./flex-consumption-validation";
import {
  allAppSettings,
  validateFunctionAppAdoption,
  validateKeptAppSettings,
} from "./function-app-adoption";
import { functionDefaults } from "./function-defaults";
import { validateMigrationTags } from "./open-gate";
import { validatePackage } from "./package-validation";

/** What can be validated of a Function App before the parts around it exist. */
export interface FunctionAppToValidate
  extends EasyAuthToValidate,
    Omit<FunctionAppProps, "registration" | "allowedIdentities" | "resourceGroupName" | "location"> {
  /** The cloud of a registration that does not exist yet. */
  readonly cloud?: AzureCloud;
}

/** Rejects what Azure does not accept, and everything that would open the gate. */
export function validateFunctionApp(scope: IConstruct, props: FunctionAppToValidate): string[] {
  const hosting = props.servicePlan?.hosting ?? props.hosting ?? functionDefaults.hosting;
  const cloud = props.registration?.cloud ?? props.cloud ?? AzureCloud.PUBLIC;
  return [
    ...validateResourceName("functionApp", props.name),
    ...validateServicePlan(props),
    ...(props.runtime ?? functionDefaults.runtime)._validate(hosting),
    ...hosting._validate(),
    ...validateHostStorage(props, hosting, cloud),
    ...validateFunctionNetwork(props, hosting),
    ...validateFunctionAppAdoption(props),
    ...validateAppSettings(allAppSettings(props), hosting),
    ...validateKeptAppSettings(props, hosting),
    ...validatePackage(props.functionPackage, allAppSettings(props), hosting),
    ...validateFlexConsumptionApp(props, hosting),
    ...validateRoutePrefix(props.routePrefix ?? functionDefaults.routePrefix),
    ...validateAddresses(props.deploymentAddresses ?? []),
    ...validateEasyAuth(props),
    ...validateMigrationTags(props),
    ...(props.servicePlan ? validateFlexPlan(scope, props.servicePlan) : []),
    ...(props.storage ? validateHostId(scope, props.storage, props.name) : []),
  ];
}

function validateServicePlan({ servicePlan, servicePlanName, hosting }: FunctionAppToValidate): string[] {
  if (!servicePlan) return validateResourceName("servicePlan", servicePlanName ?? "");
  return validateExclusive("servicePlan", "a service plan", { servicePlanName, hosting });
}

function validateRoutePrefix(prefix: string): string[] {
  if (prefix === "" || Token.isUnresolved(prefix) || /^[\w.~-]+(\/[\w.~-]+)*$/.test(prefix)) {
    return validateRoutePrefixTarget(prefix);
  }
  return [
    validationError(
      `The route prefix ${JSON.stringify(prefix)} was given`,
      "Allowed are segments of letters, digits and . _ ~ -, separated by slashes, or an empty string for none",
      "Write it as in host.json, without a slash at either end",
    ),
  ];
}

// Azure's limit for the rules of one site.
const maximumAddresses = 512;

function validateAddresses(addresses: readonly string[]): string[] {
  if (addresses.length > maximumAddresses) {
    return [
      validationError(
        `${addresses.length} deployment addresses were given`,
        `Azure allows ${maximumAddresses} rules for a site`,
        "Join neighboring addresses into ranges",
      ),
    ];
  }
  return addresses
    .filter((address) => !Token.isUnresolved(address) && !isRange(address))
    .map((address) =>
      validationError(
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

type NetworkToValidate = Pick<FunctionAppSettings, "publicNetworkAccessEnabled" | "virtualNetworkSubnetId">;

/** Rejects a network that the service plan does not support. */
export function validateFunctionNetwork(props: NetworkToValidate, hosting: FunctionHosting): string[] {
  const { publicNetworkAccessEnabled = true, virtualNetworkSubnetId } = props;
  return [
    ...(publicNetworkAccessEnabled || hosting.privateEndpoint
      ? []
      : planError("`publicNetworkAccessEnabled: false`", "have a private endpoint", hosting)),
    ...(virtualNetworkSubnetId === undefined || hosting.virtualNetworkIntegration
      ? []
      : planError("`virtualNetworkSubnetId`", "call into a virtual network", hosting)),
    ...(virtualNetworkSubnetId === undefined ? [] : validateResourceId("subnet", virtualNetworkSubnetId)),
  ];
}

function planError(given: string, what: string, { _title }: FunctionHosting): string[] {
  return [
    validationError(
      `${given} was given on ${_title}`,
      `It does not let a Function ${what}`,
      "Choose `FunctionHosting.dedicated`, `elasticPremium` or `flexConsumption`",
    ),
  ];
}
