import type { IManagedIdentity } from "../identity/managed-identity";
import type { IRegistration } from "../registration/registration-props";
import type { FunctionIdentity } from "./function-identity";
import type { FunctionHosting } from "./hosting/function-hosting";
import type { IServicePlan } from "./hosting/service-plan-props";
import type { FunctionRuntime } from "./runtime/function-runtime";
import type { IHostStorage } from "./storage/host-storage-props";

/** What a Function App and its slots have in common. */
export interface FunctionAppSettings {
  /** The Function's registration in Entra: tokens for it are accepted, and no others. */
  readonly registration: IRegistration;
  /**
   * Where traces are sent.
   * @default - nowhere
   */
  readonly applicationInsightsConnectionString?: string;
  /**
   * Settings of the Function App, name to value. What stands here is readable in the plan and in the state.
   * @default - only what the runtime and the host need
   * @escaped written for Terraform as it is
   */
  readonly appSettings?: { [name: string]: string };
  /**
   * Address ranges (CIDR) that may reach the SCM site (Kudu), at most 512.
   * @default - none: the SCM site refuses everyone
   */
  readonly deploymentAddresses?: string[];
  /**
   * Whether the Function answers outside of private endpoints.
   * @default true
   */
  readonly publicNetworkAccessEnabled?: boolean;
  /**
   * Resource id of the subnet through which the Function calls out, all of its calls.
   * @default - the Function calls out over the internet
   */
  readonly virtualNetworkSubnetId?: string;
  /**
   * Whether the storage account has keys, and one of them is in the Function App's settings and in the
   * Terraform state. Whoever reads the state can then read and change the Function's code and host keys (T13).
   * It is for service plans whose host needs a key (rules 30 and 31), and for clouds other than global Azure (R18).
   * @default false
   */
  readonly storageKeyInState?: boolean;
  /**
   * Tags of what is made.
   * @default - no tags
   * @wholeToken also a map that Terraform knows later, for example `Fn.merge`
   * @escaped written for Terraform as it is
   */
  readonly tags?: { [name: string]: string };
}

/** What a Function App behind a gateway is made from. */
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
   * A service plan that is there or shared. Exactly one of `plan` and `servicePlanName` is given.
   * @default - a plan of this Function's own is made
   */
  readonly servicePlan?: IServicePlan;
  /**
   * Name of the new service plan: 1 to 60 letters, digits, hyphens and underscores.
   * @default - the plan is there
   */
  readonly servicePlanName?: string;
  /**
   * The kind of the new service plan.
   * @default - Linux, dedicated, B1
   */
  readonly hosting?: FunctionHosting;
  /**
   * A storage account that is there or shared. Exactly one of `storage` and `storageAccountName` is given.
   * @default - an account of this Function's own is made
   */
  readonly storage?: IHostStorage;
  /**
   * Name of the new storage account: 3 to 24 lower-case letters and digits, unique over all of Azure.
   * @default - the account is there
   */
  readonly storageAccountName?: string;
  /**
   * Whether the new storage account answers outside of private endpoints.
   * @default true
   */
  readonly storagePublicNetworkAccessEnabled?: boolean;
  /**
   * Language and version.
   * @default - Node.js 22
   */
  readonly runtime?: FunctionRuntime;
  /**
   * The identity with which the Function reaches its storage and whatever else it needs.
   * @default - the Function App's own, system-assigned
   */
  readonly identity?: FunctionIdentity;
  /**
   * Prefix of every route, as the Function's host.json says (`extensions.http.routePrefix`), without slashes
   * at its ends; an empty text for none.
   * @default - `api`, which is the host's own default
   */
  readonly routePrefix?: string;
  /**
   * Whether the Function's identity may work with queues of its host storage.
   * @default false
   */
  readonly storageQueues?: boolean;
  /**
   * Whether the Function's identity may work with tables of its host storage.
   * @default false
   */
  readonly storageTables?: boolean;
}
