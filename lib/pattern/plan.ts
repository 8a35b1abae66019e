import { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group";
import type { Construct } from "constructs";
import { ApiVersionSet } from "../api/api-version-set";
import { gatewayApiRefusals } from "../api/gateway-api-checks";
import type { FunctionHost } from "../function/function-host";
import { functionHostRefusals } from "../function/function-host-checks";
import { Gateway } from "../gateway/gateway";
import { gatewayRefusals } from "../gateway/gateway-checks";
import { defaultSkuName } from "../gateway/gateway-defaults";
import type { IGateway } from "../gateway/gateway-interface";
import { PrivateEndpoints } from "../network/private-endpoints";
import { Registration } from "../registration/registration";
import { registrationRefusals } from "../registration/registration-checks";
import type { IRegistration } from "../registration/registration-interface";
import type { IResourceGroup } from "../resource-group";
import {
  type AllResourceNames,
  defaultResourceNames,
  resourceNameRefusals,
  workloadNameRefusals,
} from "../support/names";
import { refuseAll } from "../support/refusal";
import { terraformTexts } from "../support/terraform-text";
import { Telemetry } from "../telemetry/telemetry";
import { telemetryRefusals } from "../telemetry/telemetry-checks";
import type { ITelemetry } from "../telemetry/telemetry-interface";
import { existingPartRefusals } from "./existing-parts";
import { monitoringRefusals } from "./monitoring";
import { networkRefusals } from "./network-checks";
import type { Placement } from "./placement";
import { cloudRefusals, gatewayChoiceRefusals, missingRefusals, versionRefusals } from "./plan-checks";
import {
  apiProps,
  functionHostProps,
  gatewayProps,
  privateEndpointsProps,
  registrationProps,
  telemetryProps,
} from "./room-props";
import type { SecureFunctionBehindApimProps } from "./secure-function-behind-apim-props";

/** Makes a part, or hands out the one that is there: who uses it does not know which. */
type PartMaker<Part, Given extends unknown[] = []> = (scope: Construct, ...given: Given) => Part;

/** What each room is given, and everything that any of them refuses, before one resource is made. */
export type PatternPlan = ReturnType<typeof planPattern>;

export function planPattern(construct: Construct, props: SecureFunctionBehindApimProps) {
  // Without these nothing else can be checked; only a program without types leaves one out.
  refuseAll(construct, missingRefusals(props));
  const names = resourceNames(construct.node.path, props);
  return {
    refusals: [...patternRefusals(props, names), ...roomRefusals(construct, props, names)],
    resourceGroup: existingOr<IResourceGroup>(
      props.resourceGroup,
      (scope) =>
        new ResourceGroup(scope, "resource-group", {
          name: names.resourceGroup,
          location: props.location,
          tags: props.tags && terraformTexts(props.tags),
        }),
    ),
    gateway: existingOr<IGateway, [Placement]>(
      props.gateway,
      (scope, placement) => new Gateway(scope, "gateway", { ...gatewayProps(props, names), ...placement }),
    ),
    registration: existingOr<IRegistration>(
      props.registration,
      (scope) => new Registration(scope, "registration", registrationProps(props, names)),
    ),
    versionSet: (scope: Construct, gateway: IGateway) =>
      props.apiVersion === undefined
        ? undefined
        : new ApiVersionSet(scope, "versions", { gateway, name: props.name, scheme: props.apiVersionScheme }),
    telemetry: existingOr<ITelemetry, [Placement]>(
      props.telemetry,
      (scope, placement) =>
        new Telemetry(scope, "telemetry", { ...telemetryProps(props, names), ...placement }),
    ),
    functionHost: functionHostProps(props, names),
    privateEndpoints: (scope: Construct, placement: Placement, host: FunctionHost) =>
      props.network &&
      new PrivateEndpoints(scope, "network", {
        ...privateEndpointsProps(props, host),
        ...placement,
        network: props.network,
      }),
    api: apiProps(props),
  };
}

function existingOr<Part, Given extends unknown[] = []>(
  existing: Part | undefined,
  make: PartMaker<Part, Given>,
): PartMaker<Part, Given> {
  return existing === undefined ? make : () => existing;
}

function patternRefusals(props: SecureFunctionBehindApimProps, names: AllResourceNames): string[] {
  return [
    ...workloadNameRefusals(props.name),
    ...resourceNameRefusals("resourceGroup", names.resourceGroup),
    ...gatewayChoiceRefusals(props),
    ...versionRefusals(props),
    ...existingPartRefusals(props),
    ...cloudRefusals(props),
    ...networkRefusals(props),
    ...monitoringRefusals(props),
  ];
}

function roomRefusals(
  construct: Construct,
  props: SecureFunctionBehindApimProps,
  names: AllResourceNames,
): string[] {
  const placement = { resourceGroupName: names.resourceGroup, location: props.location };
  const { publisher } = props;
  return [
    ...(publisher ? gatewayRefusals({ ...gatewayProps(props, names), publisher, ...placement }) : []),
    ...registrationRefusals(registrationProps(props, names)),
    ...telemetryRefusals({ ...telemetryProps(props, names), ...placement }),
    ...functionHostRefusals({ ...functionHostProps(props, names), ...placement }),
    ...gatewayApiRefusals(construct, {
      ...apiProps(props),
      gateway: props.gateway,
      skuName: props.gateway ? props.gateway.skuName : (props.skuName ?? defaultSkuName),
    }),
  ];
}

function resourceNames(path: string, { name, names = {} }: SecureFunctionBehindApimProps): AllResourceNames {
  const given = Object.entries(names).filter(([, value]) => value !== undefined);
  return { ...defaultResourceNames(name, path), ...Object.fromEntries(given) };
}
