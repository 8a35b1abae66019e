import type { IGatewayIdentity } from "../gateway/gateway-identity-interface";
import type { FunctionAppSettings } from "./function-app-settings";
import type { FunctionHosting } from "./function-hosting";
import type { FunctionIdentity } from "./function-identity";
import type { IFunctionPlan } from "./function-plan-props";
import type { FunctionRuntime } from "./function-runtime";
import type { IHostStorage } from "./host-storage-props";

/** What a Function App behind a gateway is made from. */
export interface FunctionHostProps extends FunctionAppSettings {
  /** Name of the Function App: 2 to 60 letters, digits and hyphens, unique over all of Azure. */
  readonly name: string;
  /** Name of the resource group. */
  readonly resourceGroupName: string;
  /** Azure region, for example `westeurope`. */
  readonly location: string;
  /** The identities that may call the Function, at least one. */
  readonly callers: IGatewayIdentity[];
  /**
   * A service plan that is there or shared. Exactly one of `plan` and `servicePlanName` is given.
   * @default - a plan of this Function's own is made
   */
  readonly plan?: IFunctionPlan;
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
