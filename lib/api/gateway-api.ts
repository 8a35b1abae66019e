import { ApiManagementApi } from "@cdktf/provider-azurerm/lib/api-management-api";
import { ApiManagementApiOperation } from "@cdktf/provider-azurerm/lib/api-management-api-operation";
import type { ApiManagementApiOperationPolicy } from "@cdktf/provider-azurerm/lib/api-management-api-operation-policy";
import type { ApiManagementApiOperationTag } from "@cdktf/provider-azurerm/lib/api-management-api-operation-tag";
import { ApiManagementApiPolicy } from "@cdktf/provider-azurerm/lib/api-management-api-policy";
import { ApiManagementBackend } from "@cdktf/provider-azurerm/lib/api-management-backend";
import { Annotations, Fn } from "cdktf";
import { Construct } from "constructs";
import { adopt } from "../adoption/adopt";
import type { LoadedApiDefinition, LoadedOperation } from "../api-definition/loaded-api-definition";
import { guardResource } from "../gate/guard-resource";
import type { IGateway } from "../gateway/gateway-props";
import { onGateway } from "../gateway/on-gateway";
import type { Callers } from "../policy/callers/callers";
import { warnOfUnusedDerivations } from "../policy/derived-values";
import { apiPolicyXml } from "../policy/documents/api-policy";
import type { Policy } from "../policy/policy";
import { checkCloudOfProviders } from "../support/cloud-provider";
import { lazy } from "../support/lazy";
import { checked } from "../support/shape/checked";
import { terraformText } from "../support/terraform-text";
import { throwIfInvalid } from "../support/validation";
import type { GatewayApiProps, IGatewayApi } from "./gateway-api-props";
import { keptArguments } from "./private/adopted-api";
import { reserveApi } from "./private/api-reservations";
import { functionKeyOn } from "./private/function-keys";
import { validateGatewayApi } from "./private/gateway-api-validation";
import { reserveGatewayRoutes } from "./private/gateway-routes";
import { guardedArguments } from "./private/guarded-arguments";
import { operationPolicyTitle } from "./private/names";
import { backendSettings, OperationPolicies } from "./private/operation-policies";
import { productNames } from "./private/products";

/**
 * A Function's API on a gateway: its operations, its backend, and the policy that authenticates the caller
 * and then calls the Function with a token of the gateway's identity.
 *
 * @example
 * new GatewayApi(this, "internal-api", {
 *   gateway: orders.gateway,
 *   name: "orders-internal",
 *   path: "orders-internal",
 *   apiDefinition,
 *   callers,
 *   backend: orders.functionApp.backend,
 *   callableAfter: orders.registration.assignRole(this, "internal-role", orders.gateway.identity),
 * });
 */
export class GatewayApi extends Construct implements IGatewayApi {
  /** The `azurerm_api_management_api`. */
  public readonly api: ApiManagementApi;
  /**
   * The `azurerm_api_management_api_operation`s of a list of operations or a pass-through; none for an
   * OpenAPI document, from which API Management makes them.
   */
  public readonly operations: ApiManagementApiOperation[];
  /** The `azurerm_api_management_backend`: the Function. */
  public readonly backend: ApiManagementBackend;
  /** The `azurerm_api_management_api_policy`. */
  public readonly policy: ApiManagementApiPolicy;
  /** The `azurerm_api_management_api_operation_policy`s of operations that do something of their own. */
  public readonly operationPolicies: ApiManagementApiOperationPolicy[];
  /** The `azurerm_api_management_api_operation_tag`s. */
  public readonly operationTags: ApiManagementApiOperationTag[];
  public readonly apiName: string;
  /** Name of the API on the gateway. */
  public readonly name: string;
  /** Path of the API below the gateway's URL. */
  public readonly path: string;
  public readonly callers: Callers;
  public readonly gateway: IGateway;
  /** URL at which clients call the API, without a trailing slash. */
  public readonly url: string;
  private readonly at: ReturnType<typeof onGateway>;

  /** @throws when API Management does not accept the name, the path, the definition or the callers. */
  constructor(scope: Construct, id: string, props: GatewayApiProps) {
    [scope, id, props] = checked("GatewayApi", [scope, id, props]);
    super(scope, id);
    throwIfInvalid(this, validateGatewayApi(this, props));
    reserveApi(this, props.gateway, props);
    reserveGatewayRoutes(this, props.gateway, props);

    const { gateway } = props;
    this.gateway = gateway;
    const definition = props.apiDefinition._load();
    this.at = onGateway(this, gateway);
    checkCloudOfProviders(this, props.backend._ids.cloud, this.at.provider);
    this.api = this.newApi(props, definition);
    this.apiName = this.api.name;
    this.name = props.name;
    this.path = props.path;
    this.callers = props.callers;
    this.url = [gateway.gatewayUrl, props.path, ...pathOfVersion(props)].join("/");
    this.operations = definition.operations.map((operation) => this.newOperation(operation));
    this.backend = new ApiManagementBackend(
      this,
      "backend",
      backendSettings(this.at, props.name, props.backend),
    );
    this.policy = this.newPolicy(props);
    this.operationPolicies = this.newOperationPolicies(props, definition);
    this.operationTags = Object.entries(props.operationTags ?? {}).flatMap(([operationId, tags]) =>
      tags.map((tag) => this.newTag(operationId, tag, nameOnGateway(definition, operationId))),
    );
    for (const warning of definition.warnings) Annotations.of(this).addWarning(warning);
    warnOfUnusedDerivations(this, {
      callers: props.callers,
      policy: props.policy,
      ...operationPolicyTitles(props.operationPolicies),
    });
    this.guard();
  }

  /** Who may call the API, in words, with the products that offer it. @internal */
  public get _chain(): string {
    const path = this.url.slice(this.gateway.gatewayUrl.length + 1);
    const products = productNames(this).join(", ");
    return `${this.callers.description} → API ${path}${products && ` (in the product ${products})`}`;
  }

  private guard(): void {
    guardResource(this, this.api, guardedArguments.api);
    guardResource(this, this.backend, guardedArguments.backend);
    guardResource(this, this.policy, guardedArguments.policy);
    for (const operation of this.operations) guardResource(this, operation, guardedArguments.operation);
  }

  private newApi(props: GatewayApiProps, definition: LoadedApiDefinition): ApiManagementApi {
    const api = new ApiManagementApi(this, "api", {
      ...this.at,
      name: props.name,
      path: props.path,
      version: props.version?.name,
      versionSetId: props.version?.versionSet.id,
      revision: props.revision ?? "1",
      revisionDescription: props.revisionDescription && terraformText(props.revisionDescription),
      displayName: terraformText(props.displayName ?? definition.title ?? props.name),
      description: definition.description && terraformText(definition.description),
      protocols: ["https"],
      subscriptionRequired: props.callers.subscriptionRequired,
      import: definition.openApiJson
        ? { contentFormat: "openapi+json", contentValue: terraformText(definition.openApiJson) }
        : undefined,
    });
    adopt(api, "api", props.importId, keptArguments);
    return api;
  }

  private newOperation(operation: LoadedOperation): ApiManagementApiOperation {
    return new ApiManagementApiOperation(this, `operation-${operation.operationId}`, {
      ...this.at,
      apiName: this.api.name,
      operationId: operation.operationId,
      displayName: terraformText(operation.displayName),
      description: operation.description && terraformText(operation.description),
      method: operation.method,
      urlTemplate: terraformText(operation.urlTemplate),
      templateParameter: operation.templateParameters.map((name) => ({
        name,
        required: true,
        type: "string",
      })),
    });
  }

  private newOperationPolicies(
    props: GatewayApiProps,
    definition: LoadedApiDefinition,
  ): ApiManagementApiOperationPolicy[] {
    const { gateway, operationPolicies, operationBackends } = props;
    if (!operationPolicies && !operationBackends) return [];
    return new OperationPolicies(this, "operations", {
      gateway,
      apiName: this.api.name,
      callers: props.callers,
      afterFunctionKey: props.backend._functionKey !== undefined,
      policies: operationPolicies,
      backends: operationBackends,
      nameOnGateway: (operationId) => nameOnGateway(definition, operationId),
      operationsAfter: [this.policy, ...this.operations],
    }).policies;
  }

  private newTag(operationId: string, tag: string, name: string): ApiManagementApiOperationTag {
    const { ApiManagementApiOperationTag: OperationTag } = lazy.apiOperationTag();
    return new OperationTag(this, `tag-${operationId}-${tag}`, {
      // The id of an API ends in its revision, and azurerm reads the operation's back without it.
      apiOperationId: `${Fn.element(Fn.split(";", this.api.id), 0)}/operations/${name}`,
      name: tag,
      displayName: tag,
      provider: this.at.provider,
      dependsOn: [this.api, ...this.operations],
    });
  }

  private newPolicy(props: GatewayApiProps): ApiManagementApiPolicy {
    const functionKey = functionKeyOn(props.gateway, this, props.backend);
    return new ApiManagementApiPolicy(this, "policy", {
      ...this.at,
      apiName: this.api.name,
      xmlContent: apiPolicyXml({
        callers: props.callers,
        tenantId: props.backend._ids.tenantId,
        cloud: props.backend._ids.cloud,
        tokenResource: props.backend._ids.clientId,
        identityClientId: props.gateway.policyClientId,
        functionKey: functionKey?.name,
        backendId: this.backend.name,
        policy: props.policy,
      }),
      dependsOn: [
        ...props.callableAfter,
        ...props.backend._callableAfter(this),
        ...props.callers._callableAfter(this),
        ...(props.policy?._needs ?? []),
        ...(functionKey ? [functionKey.resource] : []),
      ],
    });
  }
}

// An import changes ids that are no names of Azure resources.
function nameOnGateway({ gatewayOperationIds }: LoadedApiDefinition, operationId: string): string {
  return gatewayOperationIds?.get(operationId) ?? operationId;
}

/** The policies of operations by what a message calls them. */
function operationPolicyTitles(policies: GatewayApiProps["operationPolicies"] = {}): Record<string, Policy> {
  return Object.fromEntries(
    Object.entries(policies).map(([id, policy]) => [operationPolicyTitle(id), policy]),
  );
}

function pathOfVersion({ version }: GatewayApiProps): string[] {
  return version?.versionSet.scheme.kind === "Segment" ? [version.name] : [];
}
