import type { IConstruct } from "constructs";
import type { IGateway } from "../gateway/gateway-props";
import { checked } from "../support/shape/checked";
import { publicClass } from "../support/shape/public-classes";
import { validationError } from "../support/validation";

/** Where a caller says which version of an API is meant. */
export class ApiVersionScheme {
  /** In the path, after the API's: `/orders/v2/…`. */
  public static path(): ApiVersionScheme {
    return new ApiVersionScheme("Segment");
  }

  /**
   * In a header.
   * @param name name of the header, for example `Api-Version`
   */
  public static header(name: string): ApiVersionScheme {
    [name] = checked("ApiVersionScheme.header", [name]);
    return new ApiVersionScheme("Header", name);
  }

  /**
   * In a query parameter.
   * @param name name of the parameter, for example `api-version`
   */
  public static query(name: string): ApiVersionScheme {
    [name] = checked("ApiVersionScheme.query", [name]);
    return new ApiVersionScheme("Query", name);
  }

  private constructor(
    /** `Segment`, `Header` or `Query`, as azurerm says it. */
    public readonly kind: string,
    /**
     * Name of the header or the query parameter.
     * @default - none: the version is in the path
     */
    public readonly parameterName?: string,
  ) {}

  /** @internal */
  public _validate(): string[] {
    const name = this.parameterName;
    if (name === undefined || /^[a-zA-Z0-9][\w.-]{0,99}$/.test(name)) return [];
    return [
      validationError(
        `The version is in the ${this.kind.toLowerCase()} parameter ${JSON.stringify(name)}`,
        "Allowed are 1 to 100 letters, digits and _ . -, starting with a letter or digit",
        "Write it like `Api-Version` or `api-version`",
      ),
    ];
  }
}

publicClass("ApiVersionScheme", ApiVersionScheme);

/** The versions of an API, side by side on one path. */
export interface IApiVersionSet extends IConstruct {
  /** Resource id of the `azurerm_api_management_api_version_set`. */
  readonly id: string;
  /** Where a caller names the version. */
  readonly scheme: ApiVersionScheme;
  /**
   * The gateway that the version set is on.
   * @default - unknown, and not checked
   */
  readonly gateway?: IGateway;
}

/** Existing versions of an API, by the id of their version set. */
export interface ApiVersionSetAttributes {
  /** Resource id of the `azurerm_api_management_api_version_set`. */
  readonly versionSetId: string;
  /** Where a caller names the version. */
  readonly scheme: ApiVersionScheme;
}

/** What a new version set is made from. */
export interface ApiVersionSetProps {
  /** The gateway that serves the versions. */
  readonly gateway: IGateway;
  /** Name of the version set: 1 to 80 letters, digits, hyphens and underscores. */
  readonly name: string;
  /**
   * Display name.
   * @default - the name
   * @escaped for Terraform
   */
  readonly displayName?: string;
  /**
   * Where a caller names the version.
   * @default - in the path, after the API's
   */
  readonly scheme?: ApiVersionScheme;
}

/** A version of an API. */
export interface ApiVersion {
  /** The versions that it is one of. */
  readonly versionSet: IApiVersionSet;
  /** Name of the version, which callers write: 1 to 100 letters, digits and _ . -, for example `v2`. */
  readonly name: string;
}
