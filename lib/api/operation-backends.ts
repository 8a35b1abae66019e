import { ApiManagementApiOperationPolicy } from "@cdktf/provider-azurerm/lib/api-management-api-operation-policy";
import { ApiManagementBackend } from "@cdktf/provider-azurerm/lib/api-management-backend";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { IGateway } from "../gateway/gateway-interface";
import { operationPolicyXml } from "../policy/operation-policy";
import { backendSettings } from "./backend-settings";
import type { FunctionBackend } from "./function-backend";

/** Where the operations are, and who answers which. */
export interface OperationBackendsProps {
  readonly gateway: IGateway;
  readonly apiName: string;
  readonly backends: { [operationId: string]: FunctionBackend };
  /** The API and its operations, which have to be there before their policies. */
  readonly operationsAfter: ITerraformDependable[];
}

/** Operations of an API that other Functions answer, each with a token of its own. */
export class OperationBackends extends Construct {
  public readonly policies: ApiManagementApiOperationPolicy[];
  private readonly backends = new Map<string, ApiManagementBackend>();

  constructor(scope: Construct, id: string, props: OperationBackendsProps) {
    super(scope, id);
    this.policies = Object.entries(props.backends).map(([operationId, backend]) =>
      this.newPolicy(operationId, backend, props),
    );
  }

  private newPolicy(
    operationId: string,
    backend: FunctionBackend,
    { gateway, apiName, operationsAfter }: OperationBackendsProps,
  ): ApiManagementApiOperationPolicy {
    return new ApiManagementApiOperationPolicy(this, `policy-${operationId}`, {
      apiManagementName: gateway.name,
      resourceGroupName: gateway.resourceGroupName,
      apiName,
      operationId,
      xmlContent: operationPolicyXml({
        backendId: this.backendOf(backend, gateway).name,
        tokenResource: backend.registration.clientId,
        identityClientId: gateway.policyClientId,
      }),
      dependsOn: [...operationsAfter, ...backend.callableAfter],
    });
  }

  private backendOf({ name, backendUrl }: FunctionBackend, gateway: IGateway): ApiManagementBackend {
    const backend =
      this.backends.get(name) ??
      new ApiManagementBackend(this, `backend-${name}`, backendSettings(gateway, name, backendUrl));
    this.backends.set(name, backend);
    return backend;
  }
}
