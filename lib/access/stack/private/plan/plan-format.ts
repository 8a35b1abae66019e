/** What is read of `terraform show -json` of a plan: https://developer.hashicorp.com/terraform/internals/json-format */
export interface PlanJson {
  readonly format_version?: string;
  readonly terraform_version?: string;
  readonly variables?: Readonly<Record<string, { readonly value?: unknown }>>;
  readonly resource_changes?: readonly ResourceChangeJson[];
  /** What was changed outside of Terraform since the last apply. */
  readonly resource_drift?: readonly ResourceChangeJson[];
  readonly deferred_changes?: readonly DeferredChangeJson[];
  readonly prior_state?: StateJson;
  readonly configuration?: ConfigurationJson;
  readonly errored?: boolean;
  /** Whether nothing is left to plan after it: Terraform 1.8 and newer. */
  readonly complete?: boolean;
}

export interface ResourceChangeJson {
  readonly address: string;
  readonly previous_address?: string;
  readonly module_address?: string;
  readonly mode: "managed" | "data";
  readonly type: string;
  readonly name: string;
  readonly index?: string | number;
  readonly deposed?: string;
  readonly provider_name?: string;
  readonly change: ChangeJson;
}

export interface ChangeJson {
  readonly actions: readonly string[];
  readonly before?: unknown;
  readonly after?: unknown;
  readonly after_unknown?: unknown;
  readonly before_sensitive?: unknown;
  readonly after_sensitive?: unknown;
  readonly replace_paths?: readonly (readonly (string | number)[])[];
  readonly importing?: unknown;
}

export interface DeferredChangeJson {
  readonly reason?: string;
  readonly resource_change?: ResourceChangeJson;
}

/** `terraform show -json` of a state. */
export interface StateJson {
  readonly format_version?: string;
  readonly terraform_version?: string;
  readonly values?: { readonly root_module?: StateModuleJson };
}

export interface StateModuleJson {
  readonly address?: string;
  readonly resources?: readonly StateResourceJson[];
  readonly child_modules?: readonly StateModuleJson[];
}

export interface StateResourceJson {
  readonly address: string;
  readonly mode: "managed" | "data";
  readonly type: string;
  readonly name: string;
  readonly index?: string | number;
  readonly provider_name?: string;
  readonly deposed_key?: string;
  readonly values?: unknown;
  readonly sensitive_values?: unknown;
}

export interface ConfigurationJson {
  readonly provider_config?: Readonly<Record<string, ProviderConfigJson>>;
  readonly root_module?: ModuleJson;
}

export interface ProviderConfigJson {
  readonly name?: string;
  readonly full_name?: string;
  readonly version_constraint?: string;
  readonly module_address?: string;
  readonly expressions?: BlockJson;
}

export interface ModuleJson {
  readonly resources?: readonly ResourceConfigurationJson[];
  readonly variables?: Readonly<Record<string, { readonly default?: unknown; readonly sensitive?: boolean }>>;
  readonly outputs?: Readonly<Record<string, { readonly expression?: ExpressionJson }>>;
  readonly module_calls?: Readonly<Record<string, ModuleCallJson>>;
}

export interface ModuleCallJson {
  readonly module?: ModuleJson;
  readonly expressions?: BlockJson;
  readonly for_each_expression?: ExpressionJson;
  readonly count_expression?: ExpressionJson;
}

export interface ResourceConfigurationJson {
  readonly mode: "managed" | "data";
  readonly type: string;
  readonly name: string;
  readonly provider_config_key?: string;
  readonly expressions?: BlockJson;
  readonly for_each_expression?: ExpressionJson;
  readonly count_expression?: ExpressionJson;
}

/**
 * An expression has a constant value, or references, or neither when it refers to nothing and is known later. One of a
 * JSON configuration that refers to something has both: its value is then the text as it was written.
 */
export interface ExpressionJson {
  readonly constant_value?: unknown;
  readonly references?: readonly string[];
}

/** Arguments and blocks by their names. */
export interface BlockJson {
  readonly [name: string]: ExpressionJson | BlockJson | readonly BlockJson[];
}
