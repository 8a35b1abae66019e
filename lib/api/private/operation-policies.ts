import type { ApiManagementApiOperationPolicy } from "@cdktf/provider-azurerm/lib/api-management-api-operation-policy";
import { ApiManagementBackend } from "@cdktf/provider-azurerm/lib/api-management-backend";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { FunctionBackend } from "../../function/function-backend";
import { guardResource } from "../../gate/guard-resource";
import type { IGateway } from "../../gateway/gateway-props";
import { onGateway } from "../../gateway/on-gateway";
import type { Callers } from "../../policy/callers/callers";
import { type OperationBackendStep, operationPolicyXml } from "../../policy/documents/operation-policy";
import type { Policy } from "../../policy/policy";
import { lazy } from "../../support/lazy";
import type { OperationBackend } from "../gateway-api-props";
import { functionKeyOn } from "./function-keys";
import { guardedArguments } from "./guarded-arguments";

/** A Function as a backend of a gateway (rule 20). Its identity is in the policy: azurerm has no place for it here. */
export function backendSettings(
  at: ReturnType<typeof onGateway>,
  name: string,
  { url, _precondition }: FunctionBackend,
) {
  return {
    ...at,
    name,
    protocol: "http",
    url,
    tls: { validateCertificateChain: true, validateCertificateName: true },
    lifecycle: _precondition && { precondition: [_precondition] },
  };
}

/** Where the operations are, what they do, and who answers which. */
export interface OperationPoliciesProps {
  readonly gateway: IGateway;
  readonly apiName: string;
  /** Who may call the API. */
  readonly callers: Callers;
  /** Whether the API's policy sends its Function's key on. */
  readonly afterFunctionKey: boolean;
  readonly policies?: { [operationId: string]: Policy };
  readonly backends?: { [operationId: string]: OperationBackend };
  /** Name of an operation on the gateway. */
  readonly nameOnGateway: (operationId: string) => string;
  /** The API and its operations, which have to be there before their policies. */
  readonly operationsAfter: ITerraformDependable[];
}

/** Operations of an API that do something of their own, or that other Functions answer. */
export class OperationPolicies extends Construct {
  public readonly policies: ApiManagementApiOperationPolicy[];
  private readonly backends = new Map<string, ApiManagementBackend>();

  /** @param api the API, without which there is nothing to guard */
  constructor(
    private readonly api: Construct,
    id: string,
    props: OperationPoliciesProps,
  ) {
    super(api, id);
    const operationIds = Object.keys({ ...props.policies, ...props.backends });
    this.policies = operationIds.map((operationId) => this.newPolicy(operationId, props));
  }

  private newPolicy(operationId: string, props: OperationPoliciesProps): ApiManagementApiOperationPolicy {
    const policy = props.policies?.[operationId];
    const backend = props.backends?.[operationId];
    const { ApiManagementApiOperationPolicy: OperationPolicy } = lazy.apiOperationPolicy();
    const resource = new OperationPolicy(this, `policy-${operationId}`, {
      ...onGateway(this, props.gateway),
      apiName: props.apiName,
      operationId: props.nameOnGateway(operationId),
      xmlContent: operationPolicyXml({
        policy,
        callers: props.callers,
        afterFunctionKey: props.afterFunctionKey,
        backend: backend && this.backendOf(backend, props.gateway),
      }),
      dependsOn: [
        ...new Set([
          ...props.operationsAfter,
          ...(policy?._needs ?? []),
          ...this.answersAfter(backend, props.gateway),
        ]),
      ],
    });
    guardResource(this.api, resource, guardedArguments.operationPolicy);
    return resource;
  }

  private answersAfter(backend: OperationBackend | undefined, gateway: IGateway): ITerraformDependable[] {
    if (!backend) return [];
    const functionKey = functionKeyOn(gateway, this, backend.backend);
    return [
      ...backend.callableAfter,
      ...backend.backend._callableAfter(this),
      ...(functionKey ? [functionKey.resource] : []),
    ];
  }

  private backendOf({ name, backend }: OperationBackend, gateway: IGateway): OperationBackendStep {
    const resource =
      this.backends.get(name) ?? this.newBackend(backendSettings(onGateway(this, gateway), name, backend));
    return {
      backendId: resource.name,
      tokenResource: backend._ids.clientId,
      identityClientId: gateway.policyClientId,
      functionKey: functionKeyOn(gateway, this, backend)?.name,
    };
  }

  private newBackend(settings: ReturnType<typeof backendSettings>): ApiManagementBackend {
    const backend = new ApiManagementBackend(this, `backend-${settings.name}`, settings);
    guardResource(this.api, backend, guardedArguments.backend);
    this.backends.set(settings.name, backend);
    return backend;
  }
}
