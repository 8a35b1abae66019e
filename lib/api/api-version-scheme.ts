import { refusal } from "../support/refusal";

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
    return new ApiVersionScheme("Header", name);
  }

  /**
   * In a query parameter.
   * @param name name of the parameter, for example `api-version`
   */
  public static query(name: string): ApiVersionScheme {
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
  public _check(): string[] {
    const name = this.parameterName;
    if (name === undefined || /^[a-zA-Z0-9][\w.-]{0,99}$/.test(name)) return [];
    return [
      refusal(
        `The version is in the ${this.kind.toLowerCase()} parameter ${JSON.stringify(name)}`,
        "Allowed are 1 to 100 letters, digits and _ . -, starting with a letter or digit",
        "Write it like `Api-Version` or `api-version`",
      ),
    ];
  }
}
