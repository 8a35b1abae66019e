import type { Result } from "./result";

/** Where an expression stands: what its first names mean. */
export interface Scope {
  lookUp(name: string): Result;
  /** The text of a file of the configuration, for `file` and `templatefile`. */
  readFile?(path: string): string | undefined;
}

/** A scope with more names, for what binds some. */
export function withNames(scope: Scope, names: Readonly<Record<string, Result>>): Scope {
  return {
    lookUp: (name) => (Object.hasOwn(names, name) ? names[name] : scope.lookUp(name)),
    readFile: scope.readFile?.bind(scope),
  };
}
