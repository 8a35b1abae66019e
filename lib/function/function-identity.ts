import type { IUserAssignedIdentity } from "../identity/managed-identity";
import { checked } from "../support/shape/checked";
import { publicClass } from "../support/shape/public-classes";

/** The identity with which a Function reaches its storage and whatever else it needs. */
export class FunctionIdentity {
  /** The Function App's own: it lives and dies with the app, and nothing else can carry it. */
  public static systemAssigned(): FunctionIdentity {
    return new FunctionIdentity();
  }

  /**
   * One that is made apart, new or there: several Functions, and their slots, can share it and its rights.
   * @param identity for example an `azurerm_user_assigned_identity`
   */
  public static userAssigned(identity: IUserAssignedIdentity): FunctionIdentity {
    [identity] = checked("FunctionIdentity.userAssigned", [identity]);
    return new FunctionIdentity(identity);
  }

  private constructor(
    /**
     * The user-assigned identity.
     * @default - the identity is system-assigned
     */
    public readonly userAssignedIdentity?: IUserAssignedIdentity,
  ) {}
}

publicClass("FunctionIdentity", FunctionIdentity);
