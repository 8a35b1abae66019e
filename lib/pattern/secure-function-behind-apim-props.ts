import type { ApiVersionScheme } from "../api/api-version-set-props";
import type { OperationBackend } from "../api/gateway-api-props";
import type { ApiDefinition } from "../api-definition/api-definition";
import type { FunctionIdentity } from "../function/function-identity";
import type { FunctionHosting } from "../function/hosting/function-hosting";
import type { IServicePlan } from "../function/hosting/service-plan-props";
import type { FunctionRuntime } from "../function/runtime/function-runtime";
import type { IHostStorage } from "../function/storage/host-storage-props";
import type { GatewayNetwork } from "../gateway/gateway-network";
import type { GatewayIdentityType, IGateway, Publisher } from "../gateway/gateway-props";
import type { IUserAssignedIdentity } from "../identity/managed-identity";
import type { PrivateNetwork } from "../network/private-network";
import type { Callers } from "../policy/callers/callers";
import type { Policy } from "../policy/policy";
import type { IRegistration } from "../registration/registration-props";
import type { AzureCloud } from "../support/cloud";
import type { AlertOptions } from "../telemetry/alerts-props";
import type { ITelemetry } from "../telemetry/telemetry-props";
import type { IResourceGroup } from "./resource-group";
import type { ResourceNames } from "./resource-names";

/** What a Function that answers only through API Management is made from. */
export interface SecureFunctionBehindApimProps {
  /**
   * Name of the workload, from which every resource's name is derived: 2 to 20 lower-case letters, digits
   * and hyphens, starting with a letter.
   */
  readonly name: string;
  /** Azure region of everything that is made, for example `westeurope`. */
  readonly location: string;
  /** The operations of the API. */
  readonly apiDefinition: ApiDefinition;
  /** Who may call the API at the gateway: a deliberate choice, so there is no default (rule 23). */
  readonly callers: Callers;
  /**
   * Who publishes the APIs of the new API Management service. Exactly one of `publisher` and `gateway` is
   * given.
   * @default - `gateway` serves the API
   */
  readonly publisher?: Publisher;
  /**
   * A gateway that serves other APIs too, for example another construct's `gateway`. Exactly one of
   * `publisher` and `gateway` is given.
   * @default - an API Management service of this Function's own is made
   */
  readonly gateway?: IGateway;
  /**
   * A resource group that is there, for everything that is made in Azure.
   * @default - a resource group of this Function's own is made
   */
  readonly resourceGroup?: IResourceGroup;
  /**
   * A registration that is there: made by an identity team, or shared with another Function.
   * @default - a registration of this Function's own is made
   */
  readonly registration?: IRegistration;
  /**
   * Where traces are sent, when an Application Insights component is there or shared, for example another
   * construct's `telemetry`.
   * @default - a component of this Function's own is made
   */
  readonly telemetry?: ITelemetry;
  /**
   * Resource id of a Log Analytics workspace that is there, for the new Application Insights component.
   * @default - a workspace of this Function's own is made
   */
  readonly logAnalyticsWorkspaceId?: string;
  /**
   * The Azure cloud that everything is made in.
   * @default - the registration's, or global Azure
   */
  readonly cloud?: AzureCloud;
  /**
   * SKU and units of the new API Management service, `{tier}_{units}`.
   * @default - `Consumption_0`, which is billed by the call
   */
  readonly skuName?: string;
  /**
   * The kind of identity with which the new API Management service calls the Function.
   * @default - a user-assigned identity of the gateway's own
   */
  readonly gatewayIdentityType?: GatewayIdentityType;
  /**
   * The virtual network that the new API Management service is in.
   * @default - none: the gateway answers on the internet, and calls over it
   */
  readonly gatewayNetwork?: GatewayNetwork;
  /**
   * The virtual network from which alone the Function and its new storage account answer. The gateway has to
   * reach it: `gatewayNetwork`, or a `gateway` that is in it. The azurerm provider has to be told that storage
   * is private: `features: [{ storage: [{ dataPlaneAvailable: false }] }]` (R2).
   * @default - none: the Function answers on the internet, to its callers alone
   */
  readonly network?: PrivateNetwork;
  /**
   * A user-assigned identity that is there, for the new API Management service. Whoever can attach it
   * elsewhere can call the Function too (T6): use it for this gateway alone.
   * @default - an identity of the gateway's own
   */
  readonly gatewayIdentity?: IUserAssignedIdentity;
  /**
   * Path of the API below the gateway's URL, without a leading or trailing slash, for example `orders/v1`.
   * @default - the workload's name
   */
  readonly apiPath?: string;
  /**
   * What the API does beside the gate: limits, headers, CORS, caching.
   * @default - the gate alone
   */
  readonly policy?: Policy;
  /**
   * What single operations do beside what the API does, by their `operationId`.
   * @default - what the API does
   */
  readonly operationPolicies?: { [operationId: string]: Policy };
  /**
   * Tags of single operations, by their `operationId`.
   * @default - no tags
   */
  readonly operationTags?: { [operationId: string]: string[] };
  /**
   * Other Functions that answer single operations, by their `operationId`: another construct's
   * `operationBackend`.
   * @default - one Function answers all of them
   */
  readonly operationBackends?: { [operationId: string]: OperationBackend };
  /**
   * Version of the API, for example `v1`: then others can be served beside it (`addVersion`).
   * @default - the API has no versions
   */
  readonly apiVersion?: string;
  /**
   * Where a caller says which version is meant.
   * @default - in the path, after the API's
   */
  readonly apiVersionScheme?: ApiVersionScheme;
  /**
   * Name of the API that people read.
   * @default - the title of the OpenAPI document, or the workload's name
   */
  readonly apiDisplayName?: string;
  /**
   * Language and version of the Function.
   * @default - the newest long-term support version of Node.js that azurerm knows
   */
  readonly runtime?: FunctionRuntime;
  /**
   * The kind of the new service plan that the Function runs on.
   * @default - Linux, dedicated, B1
   */
  readonly hosting?: FunctionHosting;
  /**
   * A service plan that is there, or shared with another Function.
   * @default - a plan of this Function's own is made
   */
  readonly servicePlan?: IServicePlan;
  /**
   * A storage account that is there, or shared with another Function.
   * @default - an account of this Function's own is made
   */
  readonly storage?: IHostStorage;
  /**
   * Whether the storage account has keys, and one of them is in the Function App's settings and in the
   * Terraform state. Whoever reads the state can then read and change the Function's code and host keys (T13).
   * It is for service plans whose host needs a key (rules 30 and 31), and for clouds other than global Azure (R18).
   * @default false
   */
  readonly storageKeyInState?: boolean;
  /**
   * The identity with which the Function reaches its storage and whatever else it needs.
   * @default - the Function App's own, system-assigned
   */
  readonly functionIdentity?: FunctionIdentity;
  /**
   * Settings of the Function App, name to value. A secret belongs in Key Vault, with a Key Vault reference
   * as the value: what stands here is readable in the plan and in the state.
   * @default - only what the runtime and the host need
   */
  readonly appSettings?: { [name: string]: string };
  /**
   * Prefix of every route of the Function, as its host.json says (`extensions.http.routePrefix`), without
   * slashes; an empty text for none.
   * @default - `api`, which is the host's own default
   */
  readonly routePrefix?: string;
  /**
   * Whether the Function's identity may work with queues of its host storage: queue and blob triggers and
   * Durable Functions need it.
   * @default false
   */
  readonly storageQueues?: boolean;
  /**
   * Whether the Function's identity may work with tables of its host storage: Durable Functions need it.
   * @default false
   */
  readonly storageTables?: boolean;
  /**
   * Address ranges (CIDR) from which code may be deployed through the SCM site (Kudu). They are no
   * replacement for authentication: basic authentication stays off, so a deployer also needs Entra rights.
   * @default - none: the SCM site refuses everyone
   */
  readonly deploymentAddresses?: string[];
  /**
   * Object ids (GUIDs) of the owners of the application in Entra.
   * @default - whoever deploys
   * @wholeToken also a list that Terraform knows later
   */
  readonly owners?: string[];
  /**
   * Reference into the tenant's service tree, which some tenants demand of every application.
   * @default - none
   */
  readonly serviceManagementReference?: string;
  /**
   * How long traces are kept, in days, 30 to 730.
   * @default - 30 days
   */
  readonly retentionInDays?: number;
  /**
   * Alerts on bursts of 401, 403 and 5xx of the Function, and of the gateway if it is a new one.
   * @default - no alerts
   */
  readonly alerts?: AlertOptions;
  /**
   * Whether resource logs of the Function App, and of a new gateway whose tier has them, are sent to the
   * workspace: among them who was refused.
   * @default false
   */
  readonly diagnosticLogs?: boolean;
  /**
   * Names of single resources, where the derived ones do not fit.
   * @default - names derived from `name`, in the style of the Cloud Adoption Framework
   */
  readonly names?: ResourceNames;
  /**
   * Tags of everything that takes tags.
   * @default - no tags
   * @wholeToken also a map that Terraform knows later, for example `Fn.merge`
   */
  readonly tags?: { [name: string]: string };
}
