import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { ApiVersionSet } from "./api/api-version-set";
import type { ApiVersion } from "./api/api-version-set-props";
import type { FunctionBackend } from "./api/function-backend";
import { GatewayApi } from "./api/gateway-api";
import { gatewayApiRefusals } from "./api/gateway-api-checks";
import { FunctionHost } from "./function/function-host";
import type { FunctionSlot } from "./function/function-slot";
import type { FunctionSlotProps } from "./function/function-slot-props";
import type { Gateway } from "./gateway/gateway";
import type { IGatewayIdentity } from "./gateway/gateway-identity-interface";
import type { IGateway } from "./gateway/gateway-interface";
import type { PrivateEndpoints } from "./network/private-endpoints";
import type { FunctionApiProps, FunctionApiVersionProps } from "./pattern/function-api-props";
import { monitor } from "./pattern/monitoring";
import { planPattern } from "./pattern/plan";
import { versionWithoutVersions } from "./pattern/plan-checks";
import type { SecureFunctionBehindApimProps } from "./pattern/secure-function-behind-apim-props";
import type { Registration } from "./registration/registration";
import type { IRegistration } from "./registration/registration-interface";
import type { IResourceGroup } from "./resource-group";
import { refuseAll, refuseInput } from "./support/refusal";
import { ApiTrace } from "./telemetry/api-trace";
import type { Telemetry } from "./telemetry/telemetry";
import type { ITelemetry } from "./telemetry/telemetry-interface";

/**
 * A Function that answers only through API Management, by managed identity: no function key, no client
 * secret, no list of addresses.
 *
 * The gateway authenticates its caller, asks Entra for a token for the Function's registration with its own
 * managed identity, and calls the Function with it. App Service Authentication in front of the Function
 * answers everyone else with 401 or 403.
 *
 * The stack brings its own providers: azuread, and azurerm with `storageUseAzuread: true`.
 */
export class SecureFunctionBehindApim extends Construct {
  /** The resource group of everything that is made in Azure: a new one, or the one that was given. */
  public readonly resourceGroup: IResourceGroup;
  /** The gateway: a new API Management service, or the one that was given. */
  public readonly gateway: IGateway;
  /** The Function's registration in Entra: a new one, or the one that was given. */
  public readonly registration: IRegistration;
  /** Where traces are sent: a new Application Insights component, or the one that was given. */
  public readonly telemetry: ITelemetry;
  /** The Function App with its plan, storage and authentication. */
  public readonly functionHost: FunctionHost;
  /**
   * The private endpoints of the Function App and its storage account.
   * @default - none without a private network
   */
  public readonly privateEndpoints?: PrivateEndpoints;
  /**
   * The versions of the Function's API.
   * @default - none without `apiVersion`
   */
  public readonly versionSet?: ApiVersionSet;
  /** The Function's API on the gateway. */
  public readonly api: GatewayApi;
  private readonly callersByApi = new Map<string, string>();

  /**
   * @throws when an input is one that Azure refuses, or inputs do not go together; the message names the
   * construct's path and every such input, what is allowed, and how to mend it. Nothing is left in the tree.
   */
  constructor(scope: Construct, id: string, props: SecureFunctionBehindApimProps) {
    super(scope, id);
    const plan = planPattern(this, props);
    refuseAll(this, plan.refusals);

    this.resourceGroup = plan.resourceGroup(this);
    const placement = { resourceGroupName: this.resourceGroup.name, location: props.location };
    this.gateway = plan.gateway(this, placement);
    this.registration = plan.registration(this);
    this.telemetry = plan.telemetry(this, placement);
    this.functionHost = new FunctionHost(this, "function", {
      ...plan.functionHost,
      ...placement,
      registration: this.registration,
      callers: [this.gateway.identity],
      applicationInsightsConnectionString: this.telemetry.connectionString,
    });
    this.privateEndpoints = plan.privateEndpoints(this, placement, this.functionHost);
    this.versionSet = plan.versionSet(this, this.gateway);
    this.api = this.addApi("api", { ...plan.api, version: this.versionOf(props.apiVersion) });
    monitor(this, props, placement, this);
  }

  /**
   * Puts the Function on a gateway under one more API: another path, other callers, another gateway.
   *
   * @param id construct id of the API
   * @throws when API Management refuses the API, or its name or path is taken on that gateway
   */
  public addApi(id: string, props: FunctionApiProps): GatewayApi {
    const gateway = props.gateway ?? this.gateway;
    refuseInput(`${this.node.path}/${id}`, gatewayApiRefusals(this, { ...props, gateway }));
    const api = new GatewayApi(this, id, {
      ...props,
      gateway,
      registration: this.registration,
      backendUrl: this.functionHost.backendUrl,
      callableAfter: this.grantInvoke(`${id}-role`, gateway.identity),
    });
    new ApiTrace(this, `${id}-trace`, { gateway, apiName: api.apiName, telemetry: this.telemetry });
    this.callersByApi.set(api.url.slice(gateway.gatewayUrl.length + 1), props.callers.description);
    return api;
  }

  /**
   * Serves one more version of the Function's API, beside the first one on its path.
   *
   * @param id construct id of the version's API
   * @throws when the construct was made without `apiVersion`, or API Management refuses the version
   */
  public addVersion(id: string, props: FunctionApiVersionProps): GatewayApi {
    refuseInput(`${this.node.path}/${id}`, this.versionSet ? [] : [versionWithoutVersions(props.version)]);
    const { version, ...others } = props;
    return this.addApi(id, {
      callers: this.api.callers,
      ...others,
      name: `${this.api.name}-${version}`,
      path: this.api.path,
      version: this.versionOf(version),
    });
  }

  /**
   * Lets one more identity call the Function: Entra issues it tokens, and the authentication in front of the
   * Function takes them. To take the right away, delete the line: the next apply closes all three at once
   * (T16).
   *
   * @param id construct id of the role assignment
   * @param identity the identity: a gateway's, or any managed identity of the tenant
   * @returns what has to exist before its first call (rule 16)
   */
  public grantInvoke(id: string, identity: IGatewayIdentity): ITerraformDependable[] {
    this.functionHost.addCaller(identity);
    return this.registration.assignRole(this, id, identity);
  }

  /**
   * This Function, to answer single operations of another one's API on a gateway (`operationBackends`).
   *
   * @param id construct id of the assignment of its role to the gateway, unless the gateway has it already
   * @param gateway the gateway of that API
   */
  public operationBackend(id: string, gateway: IGateway): FunctionBackend {
    return {
      name: `${this.api.name}-${id}`,
      registration: this.registration,
      backendUrl: this.functionHost.backendUrl,
      callableAfter: this.grantInvoke(id, gateway.identity),
    };
  }

  /**
   * Adds a deployment slot: a live host of its own, behind the same gate, with the same storage, network and
   * hardening as the Function App (rule 38).
   *
   * @param id construct id of the slot
   * @throws when the plan has no slots, or the name is one that Azure refuses
   */
  public addSlot(id: string, props: FunctionSlotProps): FunctionSlot {
    const slot = this.functionHost.addSlot(id, props);
    this.privateEndpoints?.addSlot(slot.name, slot.slot);
    return slot;
  }

  /** The new API Management service and its identity; none when a gateway was given. */
  public get newGateway(): Gateway | undefined {
    return this.node.tryFindChild("gateway") as Gateway | undefined;
  }

  /** The new registration; none when one was given. */
  public get newRegistration(): Registration | undefined {
    return this.node.tryFindChild("registration") as Registration | undefined;
  }

  /** The new Application Insights component and its workspace; none when telemetry was given. */
  public get newTelemetry(): Telemetry | undefined {
    return this.node.tryFindChild("telemetry") as Telemetry | undefined;
  }

  /** URL at which clients call the API, without a trailing slash. */
  public get apiUrl(): string {
    return this.api.url;
  }

  /** Host name of the Function App, which answers 401 to everyone but its callers. */
  public get functionHostName(): string {
    return this.functionHost.hostName;
  }

  /** Application (client) id of the Function's registration, a GUID. */
  public get clientId(): string {
    return this.registration.clientId;
  }

  /** Object (principal) id of the gateway's identity, a GUID. */
  public get gatewayPrincipalId(): string {
    return this.gateway.identity.principalId;
  }

  /** Object (principal) id of the Function's own identity, a GUID: whom to grant what the Function needs. */
  public get functionPrincipalId(): string {
    return this.functionHost.principalId;
  }

  /** The chain, a line for each API: who may call whom. */
  public get chains(): string[] {
    const { name } = this.functionHost;
    return [...this.callersByApi].map(
      ([path, callers]) => `${callers} → API ${path} → gateway's identity → Function ${name}`,
    );
  }

  private versionOf(name: string | undefined): ApiVersion | undefined {
    return this.versionSet && name !== undefined ? { versionSet: this.versionSet, name } : undefined;
  }
}
