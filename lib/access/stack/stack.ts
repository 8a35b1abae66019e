import type { MapValue } from "./value";

/** What a plan, a state or a synthesized stack says, whichever of them was read. */
export interface ReviewInput {
  readonly kind: "plan" | "state" | "synthesized";
  /** What there will be. */
  readonly after: Stack;
  /** What there was. A state and a synthesized stack have none; a first plan has an empty one. */
  readonly before?: Stack;
  /** Whether Terraform ended the plan with errors, so that it is not whole. */
  readonly isErrored?: boolean;
  /** What Terraform said that keeps the input from being whole: an errored plan, deferred changes. */
  readonly warnings: readonly string[];
}

/** Resources and data sources at one time, in every module. */
export interface Stack {
  readonly resources: readonly Resource[];
  readonly providers: readonly Provider[];
}

/** One instance of a resource or of a data source. */
export interface Resource {
  /** `module.hub["eu"].azurerm_api_management.this[0]` */
  readonly address: string;
  readonly mode: "managed" | "data";
  readonly type: string;
  readonly values: MapValue;
  /** The construct that wrote it, where cdktf's metadata say so. */
  readonly constructPath?: string;
  /** Address of the provider's configuration, as in `Provider.key`. */
  readonly provider: string;
  /** What the plan does with it. */
  readonly actions: readonly Action[];
  /** Arguments whose change replaces it. */
  readonly replacedBy: readonly string[];
  /** Where a `moved` block took it from. It has its new address before the plan too. */
  readonly previousAddress?: string;
}

export type Action = "create" | "read" | "update" | "delete" | "forget" | "import";

/** The configuration of a provider. */
export interface Provider {
  /** `azurerm`, `azurerm.hub`, `module.hub:azurerm` */
  readonly key: string;
  /** `registry.terraform.io/hashicorp/azurerm` */
  readonly name: string;
  readonly values: MapValue;
  readonly versionConstraint?: string;
}
