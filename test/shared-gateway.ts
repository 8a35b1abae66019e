import {
  ApiDefinition,
  Callers,
  Gateway,
  GatewayApi,
  type GatewayApiProps,
  type IGateway,
  Registration,
} from "cdktf-secure-function-behind-apim";
import type { Construct } from "constructs";
import { anotherStack } from "./synthesis";

/** A gateway that is there, by its plain ids. */
export function sharedGateway(): IGateway {
  return Gateway.fromGatewayAttributes(anotherStack(), "existing", {
    name: "apim-shared",
    resourceGroupName: "rg-shared",
    identity: {
      clientId: "aaaaaaaa-0000-4000-8000-000000000001",
      principalId: "bbbbbbbb-0000-4000-8000-000000000001",
    },
  });
}

/** An API of a Function that is there, which everyone may call unless the props say otherwise. */
export function newGatewayApi(
  scope: Construct,
  id: string,
  props: Partial<GatewayApiProps> = {},
): GatewayApi {
  return new GatewayApi(scope, id, {
    gateway: sharedGateway(),
    name: id,
    path: "orders",
    apiDefinition: ApiDefinition.passThrough(),
    callers: Callers.anonymous(),
    registration: Registration.fromRegistrationAttributes(anotherStack(), "existing", {
      clientId: "cccccccc-0000-4000-8000-000000000001",
      tenantId: "dddddddd-0000-4000-8000-000000000001",
    }),
    backendUrl: "https://func.example.com/api",
    callableAfter: [],
    ...props,
  });
}
