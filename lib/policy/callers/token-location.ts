import { checked } from "../../support/shape/checked";
import { publicClass } from "../../support/shape/public-classes";
import { validationError } from "../../support/validation";
import type { Credentials } from "../rules/credentials";
import { validateHeaderName } from "../rules/header-names";

/**
 * Where a caller sends its token. Wherever it is, it is deleted before the Function is called (T14).
 * @escaped for Terraform
 */
export class TokenLocation {
  /** The header `Authorization`, as `Bearer …`. */
  public static readonly AUTHORIZATION = new TokenLocation("header", "Authorization");

  /**
   * Another header, with or without a scheme before the token.
   * @param name name of the header, for example `X-Webhook-Token`
   */
  public static header(name: string): TokenLocation {
    [name] = checked("TokenLocation.header", [name]);
    return name.toLowerCase() === "authorization"
      ? TokenLocation.AUTHORIZATION
      : new TokenLocation("header", name);
  }

  /**
   * A query parameter, for callers that cannot set a header: URLs end up in the logs of every proxy on the way.
   * @param name name of the parameter, letters, digits, `.`, `_`, `~` and hyphens
   */
  public static queryParameter(name: string): TokenLocation {
    [name] = checked("TokenLocation.queryParameter", [name]);
    return new TokenLocation("query", name);
  }

  private constructor(
    private readonly place: string,
    private readonly name: string,
  ) {}

  /** @internal */
  public _validate(): string[] {
    if (this === TokenLocation.AUTHORIZATION) return [];
    if (this.place === "header") return validateHeaderName(this.name, "callers.tokenLocation");
    if (/^[\w.~-]+$/.test(this.name) && this.name.toLowerCase() !== "subscription-key") return [];
    return [
      validationError(
        `The query parameter ${JSON.stringify(this.name)} was given for tokens`,
        "Allowed are letters, digits, `.`, `_`, `~` and hyphens, and not `subscription-key`, which is API Management's",
        "Choose another name in `callers.tokenLocation`",
      ),
    ];
  }

  /** The attributes of a policy for this location. @internal */
  public _attributes(): Record<string, string> {
    return { [this.place === "header" ? "header-name" : "query-parameter-name"]: this.name };
  }

  /** Where callers with this location send their token. @internal */
  public get _credentials(): Credentials {
    return this.place === "header"
      ? { headers: [this.name], queryParameters: [] }
      : { headers: [], queryParameters: [this.name] };
  }
}

publicClass("TokenLocation", TokenLocation);
