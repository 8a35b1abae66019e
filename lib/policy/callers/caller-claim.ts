import { checked } from "../../support/shape/checked";
import { publicClass } from "../../support/shape/public-classes";
import { validationError } from "../../support/validation";

/**
 * A claim of a caller's validated token that the Function is told.
 * @escaped written for Terraform as it is
 */
export class CallerClaim {
  /** Client id of the application that calls: `azp` of version 2 tokens, `appid` of version 1 tokens. */
  public static readonly CLIENT_ID = new CallerClaim(["azp", "appid"]);
  /** Object id of the principal that calls, an application's or a user's: `oid`. */
  public static readonly OBJECT_ID = new CallerClaim(["oid"]);
  /** Id of the tenant of the principal: `tid`. */
  public static readonly TENANT_ID = new CallerClaim(["tid"]);
  /** Application roles: `roles`. */
  public static readonly ROLES = new CallerClaim(["roles"]);
  /** Delegated scopes, in one text with spaces: `scp`. */
  public static readonly SCOPES = new CallerClaim(["scp"]);
  /** Subject, unique at its issuer: `sub`. */
  public static readonly SUBJECT = new CallerClaim(["sub"]);
  /** Name that people read, of a user: `name`. It can change and is not unique: decide nothing by it. */
  public static readonly NAME = new CallerClaim(["name"]);

  /**
   * Any other claim.
   * @param name name of the claim as it stands in the token: letters, digits and `. _ - : / #`
   */
  public static named(name: string): CallerClaim {
    [name] = checked("CallerClaim.named", [name]);
    return new CallerClaim([name]);
  }

  private constructor(
    /** Names of the claim, of which a token's first one is taken. @internal */
    public readonly _names: string[],
  ) {}

  /** @internal */
  public _validate(): string[] {
    return this._names
      .filter((name) => !/^[\w.:/#-]+$/.test(name))
      .map((name) =>
        validationError(
          `The claim ${JSON.stringify(name)} was given`,
          "Allowed are letters, digits and . _ - : / #, which a policy expression holds as they are",
          "Copy the claim's name from a token into `CallerClaim.named`",
        ),
      );
  }
}

publicClass("CallerClaim", CallerClaim);
