/** Which calls an operation answers. */
export interface Route {
  readonly operationId: string;
  readonly method: string;
  readonly urlTemplate: string;
}

/** An operation as API Management is told it. */
export interface LoadedOperation extends Route {
  readonly displayName: string;
  readonly description?: string;
  /** Names of the parameters in the URL template, which API Management wants declared (R9). */
  readonly templateParameters: readonly string[];
}

/** An API's definition, read and checked. Texts are as they were written: nothing is escaped yet. */
export interface LoadedApiDefinition {
  readonly errors: readonly string[];
  readonly warnings: readonly string[];
  readonly title?: string;
  readonly description?: string;
  /** The document that API Management imports. Then it makes the operations, and none are listed here. */
  readonly openApiJson?: string;
  readonly operations: readonly LoadedOperation[];
  /** Which calls the operations answer, those of a document too. */
  readonly routes: readonly Route[];
  /** Ids of all operations, of a document's too. */
  readonly operationIds: readonly string[];
  /** Names on the gateway of operations of which it has another one than their id. */
  readonly gatewayOperationIds?: ReadonlyMap<string, string>;
}

/** A definition of which nothing can be used. */
export function invalidDefinition(errors: readonly string[]): LoadedApiDefinition {
  return { errors, warnings: [], operations: [], routes: [], operationIds: [] };
}
