import type { ApiOperation } from "./api-operation";
import { everyOperation, loadOperations } from "./private/listed-operations";
import { invalidDefinition, type LoadedApiDefinition } from "./private/loaded-api-definition";
import { loadOpenApi } from "./private/open-api/document";
import { parseFile } from "./private/open-api/file";

/** The operations of an API: an OpenAPI document, a list, or everything. */
export class ApiDefinition {
  /**
   * The operations of an OpenAPI 3.0 or 3.1 document, which is checked against OpenAPI's own schema. It is
   * inlined into the plan, at most 4 MiB as JSON, together with the local files that it refers to. Its `servers`
   * and security are replaced by the gateway's, operations without an `operationId` are given one, and what API
   * Management leaves out of the import is a warning of the synthesis.
   * @param path path of a JSON or YAML file; unless it is absolute, from the folder in which the program runs
   */
  public static fromOpenApiFile(path: string): ApiDefinition {
    return new ApiDefinition(() => {
      const { errors, document } = parseFile(path);
      return errors.length > 0 ? invalidDefinition(errors) : loadOpenApi(document, path);
    });
  }

  /**
   * The operations of an OpenAPI 3.0 or 3.1 document, as {@link ApiDefinition.fromOpenApiFile}. It refers to no
   * files.
   * @param document the document as an object, which is not changed
   */
  public static fromOpenApi(document: { [name: string]: unknown }): ApiDefinition {
    return new ApiDefinition(() => loadOpenApi(document));
  }

  /**
   * The operations of a list.
   * @param operations at least one; a method and a URL template together occur once
   */
  public static fromOperations(operations: ApiOperation[]): ApiDefinition {
    return new ApiDefinition(() => loadOperations(operations));
  }

  /** All methods and all paths: the Function alone knows its operations. */
  public static passThrough(): ApiDefinition {
    return new ApiDefinition(() => loadOperations(everyOperation));
  }

  private loaded?: LoadedApiDefinition;

  private constructor(private readonly load: () => LoadedApiDefinition) {}

  /** @internal */
  public _load(): LoadedApiDefinition {
    this.loaded ??= this.load();
    return this.loaded;
  }
}
