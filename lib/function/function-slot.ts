import type { RoleAssignment } from "@cdktf/provider-azurerm/lib/role-assignment";
import type { TerraformResource } from "cdktf";
import { Construct } from "constructs";
import { refuseAll } from "../support/refusal";
import { describeFunctionApp, type FunctionAppParts } from "./function-app-description";
import { functionAppMaker } from "./function-app-makers";
import { functionSlotRefusals } from "./function-slot-checks";
import type { FunctionSlotProps } from "./function-slot-props";
import { grantStorage, type StorageAccess } from "./storage-access";

/** What {@link FunctionHost.addSlot} adds: the app that the slot is of. */
interface SlotOfFunctionApp extends FunctionSlotProps {
  readonly functionAppName: string;
  readonly functionAppId: string;
  readonly parts: FunctionAppParts;
}

/**
 * A deployment slot of a Function App. It is a live host of its own and inherits nothing, so it is made from
 * the same description as the app: gate, storage, identity and hardening cannot differ (rule 38, T12).
 */
export class FunctionSlot extends Construct {
  /** The `azurerm_linux_function_app_slot` or `azurerm_windows_function_app_slot`. */
  public readonly slot: TerraformResource;
  /** Name of the slot. */
  public readonly name: string;
  /** Host name of the slot. */
  public readonly hostName: string;
  /** Object (principal) id of the slot's identity, a GUID: its own, unless the app's is user-assigned. */
  public readonly principalId: string;
  /** The `azurerm_role_assignment`s with which the slot's own identity reaches the storage account. */
  public readonly storageRoleAssignments: RoleAssignment[];

  /** @internal */
  constructor(scope: Construct, id: string, props: unknown) {
    super(scope, id);
    const { parts, name, functionAppId, functionAppName, appSettings } = props as SlotOfFunctionApp;
    refuseAll(this, functionSlotRefusals({ name, functionAppName, appSettings, hosting: parts.hosting }));

    const settings = { ...parts.settings, ...(appSettings && { appSettings }) };
    const made = functionAppMaker(parts.hosting._app).slot(
      this,
      { name, functionAppId },
      describeFunctionApp({ ...parts, settings }),
    );
    this.slot = made.resource;
    this.name = name;
    this.hostName = made.hostName;
    this.principalId = parts.userAssignedIdentity?.principalId ?? made.systemPrincipalId;
    // A user-assigned identity has the app's role assignments already.
    this.storageRoleAssignments = parts.userAssignedIdentity
      ? []
      : grantStorage(this, parts.storage, { principalId: this.principalId }, parts.settings as StorageAccess);
  }
}
