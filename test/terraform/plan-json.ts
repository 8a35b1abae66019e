/** The parts of `terraform show -json` that tests read. */
export interface PlanJson {
  readonly resource_changes?: readonly ResourceChange[];
}

export interface ResourceChange {
  readonly address: string;
  readonly mode: "managed" | "data";
  readonly type: string;
  readonly change: {
    readonly actions: readonly string[];
    readonly before?: unknown;
    /** What is imported. */
    readonly importing?: { readonly id: string };
    readonly after: unknown;
    readonly after_unknown: unknown;
  };
}
