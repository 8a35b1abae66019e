import { checked } from "../../support/shape/checked";
import { publicClass } from "../../support/shape/public-classes";
import { validationError } from "../../support/validation";

/**
 * A claim of a caller's validated token that is passed to the Function.
 * @escaped for Terraform
 */
export class CallerClaim {
  /** Client id of the calling application: `azp` of version 2 tokens, `appid` of version 1 tokens. */
  public static readonly CLIENT_ID = new CallerClaim(["azp", "appid"]);
  /** Object id of the calling principal, an application or a user: `oid`. */
  public static readonly OBJECT_ID = new CallerClaim(["oid"]);
  /** Id of the principal's tenant: `tid`. */
  public static readonly TENANT_ID = new CallerClaim(["tid"]);
  /** Application roles: `roles`. */
  public static readonly ROLES = new CallerClaim(["roles"]);
  /** Delegated scopes, in one text separated by spaces: `scp`. */
  public static readonly SCOPES = new CallerClaim(["scp"]);
  /** Subject, unique for its issuer: `sub`. */
  public static readonly SUBJECT = new CallerClaim(["sub"]);
  /** Display name of a user: `name`. It can change and is not unique, so do not authorize by it. */
  public static readonly NAME = new CallerClaim(["name"]);

  /**
   * Any other claim.
   * @param name name of the claim, as in the token: letters, digits and `. _ - : / #`
   */
  public static named(name: string): CallerClaim {
    [name] = checked("CallerClaim.named", [name]);
    return new CallerClaim([name]);
  }

  private constructor(
    /** Names of the claim; the first one in the token counts. @internal */
    public readonly _names: string[],
  ) {}

  /** @internal */
  public _validate(): string[] {
    return this._names
      .filter((name) => !/^[\w.:/#-]+$/.test(name))
      .map((name) =>
        validationError(
          `The claim ${JSON.stringify(name)} was given`,
          "Allowed are letters, digits and . _ - : / #",
          "Copy the name of the claim from a token into `CallerClaim.named`",
        ),
      );
  }
}

publicClass("CallerClaim", CallerClaim);
