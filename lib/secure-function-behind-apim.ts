import { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group";
import { Construct } from "constructs";
import { FunctionHost } from "./function/function-host";
import { Gateway } from "./gateway/gateway";
import { GatewayApi } from "./gateway/gateway-api";
import type { IGateway } from "./gateway/gateway-interface";
import { type PatternPlan, planPattern } from "./pattern/plan";
import type { SecureFunctionBehindApimProps } from "./pattern/secure-function-behind-apim-props";
import { Registration } from "./registration/registration";
import { KeylessStorageProvider } from "./support/azurerm-provider";
import { refuseAll } from "./support/refusal";
import { terraformTexts } from "./support/terraform-text";
import { Telemetry } from "./telemetry/telemetry";

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
  /** The `azurerm_resource_group` of everything that is made in Azure. */
  public readonly resourceGroup: ResourceGroup;
  /** The gateway: a new API Management service, or the one that was given. */
  public readonly gateway: IGateway;
  /**
   * The new API Management service and its identity.
   * @default - none when a gateway was given
   */
  public readonly newGateway?: Gateway;
  /** The Function's registration in Entra. */
  public readonly registration: Registration;
  /** Where traces are kept. */
  public readonly telemetry: Telemetry;
  /** The Function App with its plan, storage and authentication. */
  public readonly functionHost: FunctionHost;
  /** The Function's API on the gateway. */
  public readonly api: GatewayApi;
  private readonly callers: string;

  /**
   * @throws when an input is one that Azure refuses, or inputs do not go together; the message names the
   * construct's path and every such input, what is allowed, and how to mend it. Nothing is left in the tree.
   */
  constructor(scope: Construct, id: string, props: SecureFunctionBehindApimProps) {
    super(scope, id);
    const plan = planPattern(this, props);
    refuseAll(this, plan.refusals);

    this.resourceGroup = this.newResourceGroup(plan, props);
    const placed = { resourceGroupName: this.resourceGroup.name, location: props.location };
    this.newGateway = plan.gateway && new Gateway(this, "gateway", { ...plan.gateway, ...placed });
    this.gateway = props.gateway ?? (this.newGateway as Gateway);

    this.registration = new Registration(this, "registration", plan.registration);
    const roleAssignments = this.registration.assignRole(this, "gateway-role", this.gateway.identity);

    this.telemetry = new Telemetry(this, "telemetry", { ...plan.telemetry, ...placed });
    this.functionHost = new FunctionHost(this, "function", {
      ...plan.functionHost,
      ...placed,
      registration: this.registration,
      callers: [this.gateway.identity],
      applicationInsightsConnectionString: this.telemetry.connectionString,
    });

    this.api = new GatewayApi(this, "api", {
      ...plan.api,
      gateway: this.gateway,
      registration: this.registration,
      backendUrl: this.functionHost.backendUrl,
      callableAfter: roleAssignments,
    });
    this.telemetry.traceApi(this.gateway, this.api.apiName);
    this.callers = props.callers.description;
    this.node.addValidation(new KeylessStorageProvider(this));
  }

  /** URL at which clients call the API, without a trailing slash. */
  public get apiUrl(): string {
    return this.api.url;
  }

  /** Host name of the Function App, which answers 401 to everyone but the gateway. */
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

  /** The chain in one line: who may call whom. */
  public get chain(): string {
    const { functionApp } = this.functionHost;
    return `${this.callers} → API ${this.api.api.pathInput} → gateway's identity → Function ${functionApp.nameInput}`;
  }

  private newResourceGroup(plan: PatternPlan, props: SecureFunctionBehindApimProps): ResourceGroup {
    return new ResourceGroup(this, "resource-group", {
      name: plan.names.resourceGroup,
      location: props.location,
      tags: props.tags && terraformTexts(props.tags),
    });
  }
}
