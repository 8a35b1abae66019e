import type { TerraformProvider } from "cdktf";
import type { GateMigration } from "../gate/gate-migration";
import type { IManagedIdentity } from "../identity/managed-identity";
import type { IRegistration } from "../registration/registration-props";
import type { FunctionIdentity } from "./function-identity";
import type { FunctionPackage } from "./function-package";
import type { FunctionHosting } from "./hosting/function-hosting";
import type { IServicePlan } from "./hosting/service-plan-props";
import type { FunctionRuntime } from "./runtime/function-runtime";
import type { IHostStorage } from "./storage/host-storage-props";

/** Settings that a Function App shares with its slots. */
export interface FunctionAppSettings {
  /** The Function's registration in Entra. Only tokens for it are accepted. */
  readonly registration: IRegistration;
  /**
   * Connection string of the Application Insights component that receives traces.
   * @default - no traces
   */
  readonly applicationInsightsConnectionString?: string;
  /**
   * Resource id of that component, `/subscriptions/…/providers/Microsoft.Insights/components/…`. On Flex Consumption
   * without a storage key Azure reads the connection string there, so that it passes through no deployment (rule 31).
   * @default - not known; Flex Consumption without a storage key requires it
   */
  readonly applicationInsightsId?: string;
  /**
   * App settings, name to value. Values are readable in the Terraform plan and state. Names are literal, because they are
   * checked.
   * @default - only what runtime and host require
   * @escaped for Terraform
   */
  readonly appSettings?: { [name: string]: string };
  /**
   * Address ranges (CIDR) that may reach the SCM site (Kudu), at most 512.
   * @default - none: the SCM site rejects every address
   */
  readonly deploymentAddresses?: string[];
  /**
   * Whether the Function can be reached other than through private endpoints.
   * @default true
   */
  readonly publicNetworkAccessEnabled?: boolean;
  /**
   * Resource id of the subnet through which all of the Function's outbound calls go.
   * @default - outbound calls go over the internet
   */
  readonly virtualNetworkSubnetId?: string;
  /**
   * Whether the storage account has keys, one of which is then in the Function App's settings and in the Terraform
   * state. Anyone who can read the state can read and change the Function's code and host keys (T13).
   * It is for a content share on Elastic Premium and Consumption (rule 30), for Flex Consumption without a deployment of
   * its settings (rule 31), and for clouds other than global Azure (R18).
   * @default false
   */
  readonly storageKeyInState?: boolean;
  /**
   * Tags of the new resources.
   * @default - no tags
   * @wholeToken also a map that Terraform knows later, for example `Fn.merge`
   * @escaped for Terraform
   */
  readonly tags?: { [name: string]: string };
  /**
   * The step on the way from function keys to identity, whose callers still hold keys.
   * @default - none: the gate is closed, and gateways send no key
   */
  readonly migration?: GateMigration;
}

/** Properties of a Function App behind a gateway. */
export interface FunctionAppProps extends FunctionAppSettings {
  /** Name of the Function App: 2 to 60 letters, digits and hyphens, unique over all of Azure. */
  readonly name: string;
  /** Name of the resource group. */
  readonly resourceGroupName: string;
  /** Azure region, for example `westeurope`. */
  readonly location: string;
  /** The identities that may call the Function, at least one. */
  readonly allowedIdentities: IManagedIdentity[];
  /**
   * An existing or shared service plan. Give either this or `servicePlanName`.
   * @default - a new service plan for this Function
   */
  readonly servicePlan?: IServicePlan;
  /**
   * Name of the new service plan: 1 to 60 letters, digits, hyphens and underscores.
   * @default - `servicePlan` is given
   */
  readonly servicePlanName?: string;
  /**
   * The kind of the new service plan.
   * @default - Linux, dedicated, B1
   */
  readonly hosting?: FunctionHosting;
  /**
   * An existing or shared storage account. Give either this or `storageAccountName`.
   * @default - a new storage account for this Function
   */
  readonly storage?: IHostStorage;
  /**
   * Name of the new storage account: 3 to 24 lower-case letters and digits, unique over all of Azure.
   * @default - `storage` is given
   */
  readonly storageAccountName?: string;
  /**
   * Whether the new storage account can be reached other than through private endpoints.
   * @default true
   */
  readonly storagePublicNetworkAccessEnabled?: boolean;
  /**
   * Language and version of the code.
   * @default - Node.js 22
   */
  readonly runtime?: FunctionRuntime;
  /**
   * The managed identity with which the Function accesses its storage and other resources.
   * @default - the Function App's own, system-assigned
   */
  readonly identity?: FunctionIdentity;
  /**
   * The code. It is uploaded to a container in the storage account, from where the Function runs it with its identity.
   * Writing it is access to data: the azurerm provider needs `storageUseAzuread: true`, and whoever applies the stack
   * the role Storage Blob Data Contributor.
   * @default - none: the code is deployed in another way
   */
  readonly functionPackage?: FunctionPackage;
  /**
   * Prefix of every route, as the Function's host.json says (`extensions.http.routePrefix`), without slashes
   * at its ends; an empty text for none.
   * @default - `api`, which is the host's own default
   */
  readonly routePrefix?: string;
  /**
   * Whether the Function's identity gets access to queues in its host storage.
   * @default false
   */
  readonly storageQueues?: boolean;
  /**
   * Whether the Function's identity gets access to tables in its host storage.
   * @default false
   */
  readonly storageTables?: boolean;
  /**
   * Resource id of a Function App that is there, `/subscriptions/…/providers/Microsoft.Web/sites/…`, which is taken over
   * instead of made. It needs `runtime`, and its service plan and storage account, keeps everything that this construct does
   * not set, and no plan destroys it. App settings that neither `appSettings` nor `keptAppSettings` names are removed.
   * @default - a new Function App
   */
  readonly importId?: string;
  /**
   * Resource id of the service plan of that app, which is taken over likewise. It needs `hosting`.
   * @default - a new service plan, or the one of `servicePlan`
   */
  readonly servicePlanImportId?: string;
  /**
   * Resource id of the storage account of that app, which is taken over likewise.
   * @default - a new storage account, or the one of `storage`
   */
  readonly storageAccountImportId?: string;
  /**
   * Names of app settings that the Function App of `importId` has, and whose values stay as they are in Azure, whatever they
   * are. The values are in no code; Terraform reads them into its state.
   * @default - none
   */
  readonly keptAppSettings?: string[];
  /**
   * The azurerm provider of the Function App, its slots, and a new service plan and storage account.
   * @default - the stack's provider without an alias
   */
  readonly provider?: TerraformProvider;
}
