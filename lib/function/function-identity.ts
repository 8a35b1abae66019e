import type { IUserAssignedIdentity } from "../identity/managed-identity";
import { checked } from "../support/shape/checked";
import { publicClass } from "../support/shape/public-classes";

/** The managed identity with which a Function accesses its storage and other resources. */
export class FunctionIdentity {
  /** The Function App's own identity. It is deleted with the app and cannot be assigned to anything else. */
  public static systemAssigned(): FunctionIdentity {
    return new FunctionIdentity();
  }

  /**
   * A user-assigned identity. Several Functions and their slots can share it, with its role assignments.
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
