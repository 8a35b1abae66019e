import type { RoleAssignment } from "@cdktf/provider-azurerm/lib/role-assignment";
import type { StorageBlob } from "@cdktf/provider-azurerm/lib/storage-blob";
import type { TerraformProvider, TerraformResource } from "cdktf";
import { Construct } from "constructs";
import { adopt } from "../adoption/adopt";
import { throwIfInvalid } from "../support/validation";
import type { FunctionAppSettings } from "./function-app-props";
import type { FunctionPackage } from "./function-package";
import type { FunctionSlotProps } from "./function-slot-props";
import { keptBySlot } from "./private/adopted-function-app";
import { type FunctionAppArguments, slotArguments } from "./private/function-app-arguments";
import { functionAppFactories } from "./private/function-app-factories";
import { validateFunctionSlot } from "./private/function-slot-validation";
import { guardSite } from "./private/open-gate";
import { uploadPackage } from "./private/package-upload";
import type { StickySettings } from "./private/sticky-settings";
import { grantStorage, type StorageAccess } from "./storage/private/storage-access";

/** The Function App of a slot. */
interface SlotOwner {
  readonly name: string;
  readonly id: string;
  readonly arguments: FunctionAppArguments;
  readonly functionPackage?: FunctionPackage;
  /** The settings that the slot shares with it. */
  readonly settings: FunctionAppSettings;
  readonly storageAccess: StorageAccess;
  readonly stickySettings: StickySettings;
  readonly provider?: TerraformProvider;
}

/**
 * A deployment slot of a Function App, which `addSlot` adds. It is a live host of its own and inherits nothing, so
 * it has the same arguments as the app: gate, storage, identity and hardening cannot differ (rule 38, T12).
 */
export class FunctionSlot extends Construct {
  /** @internal */
  public static _of(scope: Construct, id: string, props: FunctionSlotProps, owner: SlotOwner): FunctionSlot {
    return new FunctionSlot(scope, id, props, owner);
  }

  /** The `azurerm_linux_function_app_slot` or `azurerm_windows_function_app_slot`. */
  public readonly resource: TerraformResource;
  /** Name of the slot. */
  public readonly name: string;
  /** Host name of the slot. */
  public readonly hostName: string;
  /** Object (principal) id of the slot's identity, a GUID: its own, unless the app's is user-assigned. */
  public readonly principalId: string;
  /** The `azurerm_role_assignment`s with which the slot's own identity reaches the storage account. */
  public readonly storageRoleAssignments: RoleAssignment[];

  /** The `azurerm_storage_blob` with the slot's own code. */
  public readonly packageBlob?: StorageBlob;

  private constructor(scope: Construct, id: string, props: FunctionSlotProps, owner: SlotOwner) {
    super(scope, id);
    const { name, appSettings, functionPackage, importId, keptAppSettings } = props;
    const { hosting, storage, userAssignedIdentity } = owner.arguments;
    const functionAppName = owner.name;
    throwIfInvalid(this, [
      ...validateFunctionSlot({
        name,
        functionAppName,
        appSettings,
        functionPackage: functionPackage ?? owner.functionPackage,
        importId,
        keptAppSettings,
        settingsOfApp: owner.arguments.ownSettings,
        hosting,
      }),
      ...owner.stickySettings.validate(props),
    ]);

    this.packageBlob = functionPackage && uploadPackage(this, storage, functionPackage);
    const slot = functionAppFactories[hosting._app].slot(
      this,
      { name, functionAppId: owner.id, provider: owner.provider },
      slotArguments(owner.arguments, appSettings, this.packageBlob),
    );
    this.resource = slot.resource;
    const { settings } = owner;
    adopt(
      this.resource,
      "functionAppSlot",
      importId,
      keptBySlot({ kind: hosting._app, settings, keptAppSettings }),
    );
    guardSite(this, this.resource, settings.migration);
    this.name = name;
    this.hostName = slot.hostName;
    this.principalId = userAssignedIdentity?.principalId ?? slot.systemPrincipalId;
    // A user-assigned identity already has the app's role assignments.
    this.storageRoleAssignments = userAssignedIdentity
      ? []
      : grantStorage(this, storage, { principalId: this.principalId }, owner.storageAccess);
  }
}
