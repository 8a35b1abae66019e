import type { Expression } from "../expressions/expression";

/** What the configuration of a module says, wherever it was read: in a plan's JSON or in its own files. */
export interface ModuleConfiguration {
  /** By `type.name`, and `data.type.name`. */
  readonly resources: ReadonlyMap<string, ResourceConfiguration>;
  readonly variables: ReadonlyMap<string, VariableConfiguration>;
  readonly outputs: ReadonlyMap<string, Expression>;
  /** A plan's JSON has none. */
  readonly locals?: ReadonlyMap<string, Expression>;
  readonly calls: ReadonlyMap<string, ModuleCall>;
  /** Its folder, from that of the root module: what `path.module` is. */
  readonly folder?: string;
  /** The text of a file, by its path from the folder of the root module. */
  readonly readFile?: (path: string) => string | undefined;
}

export interface VariableConfiguration {
  /** As JSON; undefined without one. */
  readonly default?: unknown;
  /** A type constraint, which reads like an expression. A plan's JSON has none. */
  readonly type?: Expression;
  readonly sensitive: boolean;
}

/** What is made once, or once for each key. */
export interface Repetition {
  readonly forEach?: Expression;
  readonly count?: Expression;
}

export interface ResourceConfiguration extends Repetition {
  readonly provider: string;
  readonly arguments: ArgumentBlock;
  readonly constructPath?: string;
}

export interface ModuleCall extends Repetition {
  readonly module: ModuleConfiguration;
  readonly inputs: ReadonlyMap<string, Expression>;
}

/** The module that a call names, as far as it can be found. */
export type FindModule = (name: string, source: string | undefined) => ModuleConfiguration;

/** An argument: its expression, or the blocks of its name. */
export type Argument = ArgumentExpression | ArgumentBlocks;

export interface ArgumentExpression {
  readonly kind: "expression";
  readonly expression: Expression;
}

export interface ArgumentBlocks {
  readonly kind: "blocks";
  /** Those that stand there. */
  readonly blocks: readonly ArgumentBlock[];
  /** The list of all, with those that dynamic blocks make, where there are any. A plan's JSON leaves them out. */
  readonly all?: Expression;
}

export interface ArgumentBlock {
  readonly arguments: ReadonlyMap<string, Argument>;
}

export const emptyModule: ModuleConfiguration = {
  resources: new Map(),
  variables: new Map(),
  outputs: new Map(),
  calls: new Map(),
};
