import { dirname } from "node:path";
import { checked } from "../support/shape/checked";
import { publicClass } from "../support/shape/public-classes";
import type { ApiOperation } from "./api-operation";
import { invalidDefinition, type LoadedApiDefinition } from "./loaded-api-definition";
import { everyOperation, loadOperations } from "./private/listed-operations";
import { loadOpenApi } from "./private/open-api/document";
import { parseFile } from "./private/open-api/file";

/**
 * How an OpenAPI file is read.
 * @escaped for Terraform
 */
export interface OpenApiFileOptions {
  /**
   * The folder that the files the document refers to are in, at any depth. Their contents are published with the
   * API, so a `$ref` to any other file is an error.
   * @default - the folder of the document
   */
  readonly rootDirectory?: string;
}

/**
 * The operations of an API: an OpenAPI document, a list, or everything.
 *
 * @escaped for Terraform
 * @example
 * ApiDefinition.fromOperations([
 *   { method: "GET", urlTemplate: "/orders" },
 *   { method: "GET", urlTemplate: "/orders/{orderId}" },
 * ]);
 */
export class ApiDefinition {
  /**
   * The operations of an OpenAPI 3.0 or 3.1 document, which is validated against OpenAPI's schema. It is inlined
   * into the plan, at most 4 MiB as JSON, together with the local files that it refers to. Its `servers` and
   * security are replaced by the gateway's, operations without an `operationId` get one, and what API Management
   * does not import is a warning at synthesis.
   * @param path path of a JSON or YAML file; a relative path starts at the folder in which the program runs
   */
  public static fromOpenApiFile(path: string, options?: OpenApiFileOptions): ApiDefinition {
    [path, options = {}] = checked("ApiDefinition.fromOpenApiFile", [path, options]);
    const { rootDirectory = dirname(path) } = options;
    return new ApiDefinition(() => {
      const { errors, document } = parseFile(path);
      if (errors.length > 0) return invalidDefinition(errors);
      return loadOpenApi(document, { path, rootDirectory });
    });
  }

  /**
   * The operations of an OpenAPI 3.0 or 3.1 document, as with {@link ApiDefinition.fromOpenApiFile}. It refers to
   * no files.
   * @param document the document as an object, which stays as it is
   */
  public static fromOpenApi(document: { [name: string]: unknown }): ApiDefinition {
    [document] = checked("ApiDefinition.fromOpenApi", [document]);
    return new ApiDefinition(() => loadOpenApi(document));
  }

  /**
   * The operations of a list.
   * @param operations at least one; a method and a URL template together occur once
   */
  public static fromOperations(operations: ApiOperation[]): ApiDefinition {
    [operations] = checked("ApiDefinition.fromOperations", [operations]);
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

publicClass("ApiDefinition", ApiDefinition);
