import type { IRegistration } from "../registration/registration-interface";

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
   * It is for plans whose host needs a key (rules 30 and 31).
   * @default false
   */
  readonly storageKeyInState?: boolean;
  /**
   * Tags of what is made.
   * @default - no tags
   */
  readonly tags?: { [name: string]: string };
}
