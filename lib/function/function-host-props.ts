import type { IGatewayIdentity } from "../gateway/gateway-identity-interface";
import type { IRegistration } from "../registration/registration-interface";
import type { FunctionHosting } from "./function-hosting";
import type { FunctionRuntime } from "./function-runtime";

/** What a Function App behind a gateway is made from. */
export interface FunctionHostProps {
  /** Name of the Function App: 2 to 60 letters, digits and hyphens, unique over all of Azure. */
  readonly name: string;
  /** Name of the resource group. */
  readonly resourceGroupName: string;
  /** Azure region, for example `westeurope`. */
  readonly location: string;
  /** Name of the service plan: 1 to 60 letters, digits, hyphens and underscores. */
  readonly servicePlanName: string;
  /** Name of the storage account: 3 to 24 lower-case letters and digits, unique over all of Azure. */
  readonly storageAccountName: string;
  /** The Function's registration in Entra: tokens for it are accepted, and no others. */
  readonly registration: IRegistration;
  /** The identities that may call the Function, at least one. */
  readonly callers: IGatewayIdentity[];
  /**
   * Language and version.
   * @default - Node.js 22
   */
  readonly runtime?: FunctionRuntime;
  /**
   * The plan that the Function runs on.
   * @default - Linux, dedicated, B1
   */
  readonly hosting?: FunctionHosting;
  /**
   * Where traces are sent.
   * @default - nowhere
   */
  readonly applicationInsightsConnectionString?: string;
  /**
   * Settings of the Function App, name to value. What stands here is readable in the plan and in the state.
   * @default - only what the runtime and the host need
   */
  readonly appSettings?: { [name: string]: string };
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
  /**
   * Address ranges (CIDR) that may reach the SCM site (Kudu), at most 512.
   * @default - none: the SCM site refuses everyone
   */
  readonly deploymentAddresses?: string[];
  /**
   * Tags of the Function App, its plan and its storage account.
   * @default - no tags
   */
  readonly tags?: { [name: string]: string };
}
