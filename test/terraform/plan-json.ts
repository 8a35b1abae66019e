/** The parts of `terraform show -json` that tests read. */
export interface PlanJson {
  readonly planned_values: { readonly root_module: { readonly resources?: readonly PlannedResource[] } };
  readonly resource_changes?: readonly ResourceChange[];
  readonly configuration?: {
    readonly root_module: { readonly resources?: readonly ConfiguredResource[] };
  };
}

export interface PlannedResource {
  readonly address: string;
  readonly mode: "managed" | "data";
  readonly type: string;
  readonly values: { readonly [name: string]: unknown };
}

export interface ConfiguredResource {
  readonly address: string;
  readonly expressions?: { readonly [name: string]: unknown };
}

export interface ResourceChange {
  readonly address: string;
  readonly mode: "managed" | "data";
  readonly type: string;
  readonly change: { readonly actions: readonly string[]; readonly after_unknown: unknown };
}
