import type { TerraformProvider } from "cdktf";
import type { ApiVersionScheme } from "../api/api-version-set-props";
import type { OperationBackend } from "../api/gateway-api-props";
import type { ApiDefinition } from "../api-definition/api-definition";
import type { FunctionIdentity } from "../function/function-identity";
import type { FunctionPackage } from "../function/function-package";
import type { FunctionHosting } from "../function/hosting/function-hosting";
import type { IServicePlan } from "../function/hosting/service-plan-props";
import type { FunctionRuntime } from "../function/runtime/function-runtime";
import type { IHostStorage } from "../function/storage/host-storage-props";
import type { GateMigration } from "../gate/gate-migration";
import type { GatewayNetwork } from "../gateway/gateway-network";
import type { GatewayIdentityType, IGateway, Publisher } from "../gateway/gateway-props";
import type { IUserAssignedIdentity } from "../identity/managed-identity";
import type { PrivateNetwork } from "../network/private-network";
import type { Callers } from "../policy/callers/callers";
import type { Policy } from "../policy/policy";
import type { IRegistration } from "../registration/registration-props";
import type { AzureCloud } from "../support/cloud";
import type { NamedValueOptions } from "../support/named-value-options";
import type { AlertOptions } from "../telemetry/alerts-props";
import type { ITelemetry } from "../telemetry/telemetry-props";
import type { AdoptedResources } from "./adopted-resources";
import type { IResourceGroup } from "./resource-group";
import type { ResourceNames } from "./resource-names";

/** What a Function that answers only through API Management is made from. */
export interface SecureFunctionBehindApimProps {
  /**
   * Name of the workload, from which every resource's name is derived: 2 to 20 lower-case letters, digits
   * and hyphens, starting with a letter.
   */
  readonly name: string;
  /** Azure region of everything that is created, for example `westeurope`. */
  readonly location: string;
  /** The operations of the API. */
  readonly apiDefinition: ApiDefinition;
  /** Who may call the API at the gateway: a deliberate choice, so there is no default (rule 23). */
  readonly callers: Callers;
  /**
   * The publisher of the APIs of the new API Management service. Exactly one of `publisher` and `gateway` is
   * given.
   * @default - `gateway` serves the API
   */
  readonly publisher?: Publisher;
  /**
   * A gateway that serves other APIs too, for example another construct's `gateway`. Exactly one of
   * `publisher` and `gateway` is given.
   * @default - a new API Management service
   */
  readonly gateway?: IGateway;
  /**
   * An existing resource group, for everything that is created in Azure.
   * @default - a new resource group
   */
  readonly resourceGroup?: IResourceGroup;
  /**
   * An existing registration: of an identity team, or shared with another Function.
   * @default - a new registration
   */
  readonly registration?: IRegistration;
  /**
   * Where traces are sent, if an existing or shared Application Insights component is used, for example another
   * construct's `telemetry`.
   * @default - a new component
   */
  readonly telemetry?: ITelemetry;
  /**
   * Resource id of an existing Log Analytics workspace, for the new Application Insights component.
   * @default - a new workspace
   */
  readonly logAnalyticsWorkspaceId?: string;
  /**
   * The Azure cloud of everything that is created.
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
   * @default - a user-assigned identity for this gateway only
   */
  readonly gatewayIdentityType?: GatewayIdentityType;
  /**
   * The virtual network that the new API Management service is in.
   * @default - none: the gateway is reached, and calls, over the internet
   */
  readonly gatewayNetwork?: GatewayNetwork;
  /**
   * The virtual network from which alone the Function and its new storage account answer. The gateway has to
   * reach it: `gatewayNetwork`, or a `gateway` that is in it. The azurerm provider must be told that storage
   * is private: `features: [{ storage: [{ dataPlaneAvailable: false }] }]` (R2).
   * @default - none: the Function is reached over the internet, and answers only its gateways
   */
  readonly network?: PrivateNetwork;
  /**
   * An existing user-assigned identity for the new API Management service. Anyone who can attach it to another
   * resource can call the Function too (T6): use it for this gateway only.
   * @default - a new identity for this gateway only
   */
  readonly gatewayIdentity?: IUserAssignedIdentity;
  /**
   * Path of the API below the gateway's URL, without a leading or trailing slash, for example `orders/v1`.
   * @default - the workload's name
   */
  readonly apiPath?: string;
  /**
   * What the API does in addition to authentication and routing: limits, headers, CORS, caching.
   * @default - authentication and routing only
   */
  readonly policy?: Policy;
  /**
   * What single operations do in addition, by their `operationId`.
   * @default - what the API does
   */
  readonly operationPolicies?: { [operationId: string]: Policy };
  /**
   * Named values that policies use, `{{name}}`, by their names: secrets of Key Vault, which the gateway reads with its
   * identity. They are made before the policies of the construct that use them. Names are known at synth.
   * @default - none; on an existing gateway policies may also use those that it has
   */
  readonly namedValues?: { [name: string]: NamedValueOptions };
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
   * Version of the API, for example `v1`. Other versions can then be added (`addVersion`).
   * @default - the API has no versions
   */
  readonly apiVersion?: string;
  /**
   * Where a caller names the version.
   * @default - in the path, after the API's
   */
  readonly apiVersionScheme?: ApiVersionScheme;
  /**
   * Name of the API that people read.
   * @default - the title of the OpenAPI document, or the workload's name
   * @escaped for Terraform
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
   * An existing or shared service plan.
   * @default - a new service plan
   */
  readonly servicePlan?: IServicePlan;
  /**
   * An existing or shared storage account.
   * @default - a new storage account
   */
  readonly storage?: IHostStorage;
  /**
   * Whether the storage account has keys, and one of them is in the Function App's settings and in the
   * Terraform state. Whoever reads the state can then read and change the Function's code and host keys (T13).
   * It is for a content share on Elastic Premium and Consumption (rule 30), for Flex Consumption without a deployment of
   * its settings (rule 31), and for clouds other than global Azure (R18).
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
   * @escaped for Terraform
   */
  readonly appSettings?: { [name: string]: string };
  /**
   * The Function's code. It is uploaded to a container in the storage account, from where the Function runs it with its
   * identity. Writing it is access to data: the azurerm provider needs `storageUseAzuread: true`, and whoever applies
   * the stack the role Storage Blob Data Contributor.
   * @default - none: the code is deployed in another way
   */
  readonly functionPackage?: FunctionPackage;
  /**
   * The step on the way from function keys to identity, for a Function whose callers still hold keys.
   * @default - none: the gate is closed, and gateways send no key
   */
  readonly migration?: GateMigration;
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
   * @default - whoever applied first
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
   * workspace, including refused calls.
   * @default false
   */
  readonly diagnosticLogs?: boolean;
  /**
   * End of the derived names that Azure gives only once: 1 to 6 lower-case letters and digits, or
   * `UniqueSuffix.value`. A change of it re-creates the resources of these names.
   * @default - six hexadecimal digits that differ between subscriptions, resource groups, deployers, workspaces and
   * construct paths, and stay as they are from the first apply on
   */
  readonly uniqueSuffix?: string;
  /**
   * Names of single resources, if the derived names do not fit.
   * @default - names derived from `name`, in the style of the Cloud Adoption Framework
   */
  readonly names?: ResourceNames;
  /**
   * Resources that are there already, which this takes over instead of making new ones: a Function behind keys, its service
   * plan, its gateway. It needs Terraform 1.5 on the machine that synthesizes.
   * @default - everything that is not handed in is new
   */
  readonly adopt?: AdoptedResources;
  /**
   * Tags of everything that takes tags.
   * @default - no tags
   * @wholeToken also a map that Terraform knows later, for example `Fn.merge`
   * @escaped for Terraform
   */
  readonly tags?: { [name: string]: string };
  /**
   * The azurerm provider of everything that is created in Azure, except what is on an existing gateway or in an existing
   * storage account: that is managed with their own `provider`.
   * @default - the stack's provider without an alias
   */
  readonly provider?: TerraformProvider;
}
