import type { Terraform } from "./workspace";

// biome-ignore lint/suspicious/noExplicitAny: what a test reads is the shape of these values.
export type Values = any;

interface StateJson {
  readonly values: {
    readonly root_module: {
      readonly resources: readonly {
        readonly type: string;
        readonly mode: string;
        readonly values: Values;
      }[];
    };
  };
}

/** What Terraform applied: the resources of its state. */
export class AppliedState {
  /** Reads the state of a stack. */
  public static async of(terraform: Terraform): Promise<AppliedState> {
    return new AppliedState(JSON.parse(await terraform("show", "-json")));
  }

  private constructor(private readonly state: StateJson) {}

  /** The values of every resource of a type. */
  public all(type: string): Values[] {
    return this.state.values.root_module.resources
      .filter((resource) => resource.mode === "managed" && resource.type === type)
      .map(({ values }) => values);
  }

  /** The values of the only resource of a type. */
  public only(type: string): Values {
    const found = this.all(type);
    if (found.length !== 1) throw new Error(`${found.length} resources of type ${type}`);
    return found[0];
  }
}
