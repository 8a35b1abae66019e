import type { ResourceGroupTemplateDeployment } from "@cdktf/provider-azurerm/lib/resource-group-template-deployment";
import type { RoleAssignment } from "@cdktf/provider-azurerm/lib/role-assignment";
import type { StorageBlob } from "@cdktf/provider-azurerm/lib/storage-blob";
import { Annotations, type TerraformProvider, type TerraformResource } from "cdktf";
import { Construct } from "constructs";
import { adopt } from "../adoption/adopt";
import { groupOf } from "../adoption/import-ids";
import { guardResource } from "../gate/guard-resource";
import { identityKey } from "../identity/identity-key";
import type { IManagedIdentity } from "../identity/managed-identity";
import type { RegistrationIds } from "../registration/registration-ids-validation";
import { checkCloudOfProviders } from "../support/cloud-provider";
import { warnOfEnds } from "../support/life-cycle-warning";
import { checked } from "../support/shape/checked";
import { throwIfInvalid, throwIfInvalidInput } from "../support/validation";
import type { FunctionAppProps, FunctionAppSettings } from "./function-app-props";
import { FunctionBackend } from "./function-backend";
import type { FunctionPackage } from "./function-package";
import { FunctionSlot } from "./function-slot";
import type { FunctionSlotProps } from "./function-slot-props";
import { reserveFlexPlan } from "./hosting/private/flex-plan-reservations";
import { ServicePlan } from "./hosting/service-plan";
import type { IServicePlan } from "./hosting/service-plan-props";
import { keptByApp } from "./private/adopted-function-app";
import { guardedDeploymentArguments, newAppSettingsDeployment } from "./private/app-settings-deployment";
import { validateEasyAuth } from "./private/easy-auth-validation";
import { flexConsumptionWarnings } from "./private/flex-consumption-validation";
import { type FunctionAppArguments, functionAppArguments } from "./private/function-app-arguments";
import { functionAppFactories } from "./private/function-app-factories";
import type { FunctionAppResource } from "./private/function-app-factory";
import { validateFunctionApp } from "./private/function-app-validation";
import { functionDefaults } from "./private/function-defaults";
import { describeOpenGate, guardSite, limitOpenGate } from "./private/open-gate";
import { uploadPackage } from "./private/package-upload";
import { refuseSecretSettings } from "./private/secret-settings";
import { StickySettings } from "./private/sticky-settings";
import { HostStorage } from "./storage/host-storage";
import type { IHostStorage } from "./storage/host-storage-props";
import { reserveHostId } from "./storage/private/host-id-reservations";
import { grantStorage, type StorageAccess } from "./storage/private/storage-access";

/**
 * A Function App that only the allowed identities can call, with its service plan and storage account.
 *
 * Its functions are written with `authLevel: anonymous`: the authentication in front of them is the gate.
 *
 * @example
 * const functionApp = new FunctionApp(this, "function", {
 *   name: "func-orders",
 *   resourceGroupName: "rg-orders",
 *   location: "westeurope",
 *   servicePlanName: "asp-orders",
 *   storageAccountName: "storders",
 *   registration: orders.registration,
 *   allowedIdentities: [orders.gateway.identity],
 * });
 */
export class FunctionApp extends Construct {
  /** The `azurerm_linux_function_app`, `azurerm_windows_function_app` or `azurerm_function_app_flex_consumption`. */
  public readonly resource: TerraformResource;
  /** The service plan: a new one, or the one that was given. */
  public readonly servicePlan: IServicePlan;
  /** The storage account of the Functions host: a new one, or the one that was given. */
  public readonly storage: IHostStorage;
  /** The `azurerm_role_assignment`s with which the Function's identity reaches its storage account. */
  public readonly storageRoleAssignments: RoleAssignment[];
  /**
   * The `azurerm_resource_group_template_deployment` that writes the app settings once more (rule 31).
   * @default - only on Flex Consumption without a storage key
   */
  public readonly appSettingsDeployment?: ResourceGroupTemplateDeployment;
  /** Name of the Function App. */
  public readonly name: string;
  /** Resource id of the Function App. */
  public readonly id: string;
  /** Host name of the Function App. */
  public readonly hostName: string;
  /** Object (principal) id of the Function's identity, a GUID. */
  public readonly principalId: string;
  /** The Function as APIs on a gateway call it: its URL, and the registration that the gateway requests tokens for. */
  public readonly backend: FunctionBackend;
  /** The `azurerm_storage_blob` with the code. */
  public readonly packageBlob?: StorageBlob;
  private readonly functionPackage?: FunctionPackage;
  private readonly settings: FunctionAppSettings;
  private readonly provider?: TerraformProvider;
  private readonly stickySettings: StickySettings;
  private readonly allowedIdentities: IManagedIdentity[] = [];
  private readonly allowedKeys = new Set<unknown>();
  private readonly arguments: FunctionAppArguments;
  private readonly storageAccess: StorageAccess;

  /** @throws when Azure does not accept a name, the runtime, the service plan, a setting or an address. */
  constructor(scope: Construct, id: string, props: FunctionAppProps) {
    [scope, id, props] = checked("FunctionApp", [scope, id, props]);
    super(scope, id);
    // Any object can be given as a registration, so each id is read once: what is checked is what is used.
    const { clientId, tenantId, cloud } = props.registration;
    const registration = { clientId, tenantId, cloud };
    throwIfInvalid(this, validateFunctionApp(this, { ...props, registration }));

    checkCloudOfProviders(this, cloud, props.provider);
    this.provider = props.provider;
    const { runtime = functionDefaults.runtime, servicePlan, hosting = functionDefaults.hosting } = props;
    warnOfEnds(this, [runtime._lifeCycle, (servicePlan?.hosting ?? hosting)._lifeCycle]);
    this.name = props.name;
    this.stickySettings = new StickySettings(props.appSettings, props.keptAppSettings);
    for (const identity of props.allowedIdentities) this.pin(identity);
    this.servicePlan = props.servicePlan ?? this.newPlan(props);
    this.storage = props.storage ?? this.newStorage(props);
    const { functionPackage } = props;
    this.packageBlob = functionPackage && uploadPackage(this, this.storage, functionPackage);
    this.functionPackage = functionPackage;
    this.settings = props;
    this.arguments = this.argumentsFrom(props, registration);
    reserveFlexPlan(this, this.servicePlan);
    reserveHostId(this, this.storage, this.name);

    const app = this.newResource(props);
    this.resource = app.resource;
    const { migration } = props;
    guardSite(this, this.resource, migration);
    if (migration?._observation) limitOpenGate(this, this.resource, migration._observation);
    for (const warning of flexConsumptionWarnings(this, props, this.servicePlan.hosting))
      Annotations.of(this).addWarning(warning);
    this.id = app.id;
    this.hostName = app.hostName;
    const { userAssignedIdentity } = this.arguments;
    this.principalId = userAssignedIdentity?.principalId ?? app.systemPrincipalId;
    const { storageQueues, storageTables } = props;
    this.storageAccess = { storageQueues, storageTables };
    const storageUser = { principalId: this.principalId, userAssignedIdentity };
    this.storageRoleAssignments = grantStorage(this, this.storage, storageUser, {
      ...this.storageAccess,
      // The code cannot be read, and so does not run, before the authentication in front of it exists (T15).
      grantedAfter: functionPackage && [this.resource],
    });
    this.appSettingsDeployment = this.arguments.deploysAppSettings
      ? this.deployAppSettings(props)
      : undefined;
    this.backend = FunctionBackend._of(
      this.hostName,
      props.routePrefix ?? functionDefaults.routePrefix,
      props.registration,
      registration,
      this.appSettingsDeployment ? [this.appSettingsDeployment] : [],
      migration?._functionKey && { functionApp: this, secret: migration._functionKey },
    );
  }

  /** The new service plan; none when one was given. */
  public get newServicePlan(): ServicePlan | undefined {
    return this.node.tryFindChild("plan") as ServicePlan | undefined;
  }

  /** The new storage account; none when one was given. */
  public get newHostStorage(): HostStorage | undefined {
    return this.node.tryFindChild("storage") as HostStorage | undefined;
  }

  /** What to tell those who review the stack of a gate that is open; nothing of a closed one. @internal */
  public get _openGate(): string | undefined {
    const openGate = this.settings.migration?._observation;
    return openGate && describeOpenGate(this, openGate);
  }

  /** Lets one more identity call, in addition to those that the Function App was made with. */
  public allowIdentity(identity: IManagedIdentity): void {
    [identity] = checked("FunctionApp.allowIdentity", [identity], this);
    throwIfInvalidInput(this.node.path, validateEasyAuth({ allowedIdentities: [identity] }));
    this.pin(identity);
  }

  /**
   * Adds a deployment slot: a live host of its own, behind the same gate, with the same storage and hardening
   * as the Function App (rule 38).
   *
   * @param id construct id of the slot
   * @throws when the service plan has no slots, or Azure does not accept the name
   */
  public addSlot(id: string, props: FunctionSlotProps): FunctionSlot {
    [id, props] = checked("FunctionApp.addSlot", [id, props], this);
    const { name, id: functionAppId, storageAccess, functionPackage, settings, provider } = this;
    const slot = FunctionSlot._of(this, id, props, {
      name,
      id: functionAppId,
      arguments: this.arguments,
      storageAccess,
      functionPackage,
      settings,
      stickySettings: this.stickySettings,
      provider,
    });
    this.stickySettings.add(slot, props, this.resource);
    return slot;
  }

  // Both ids are read once: cdktf follows a reference into another stack only as the object that it has seen.
  private pin(identity: IManagedIdentity): void {
    const key = identityKey(identity);
    if (this.allowedKeys.has(key)) return;
    this.allowedKeys.add(key);
    const { clientId, principalId } = identity;
    this.allowedIdentities.push({ clientId, principalId });
  }

  private argumentsFrom(props: FunctionAppProps, registration: RegistrationIds): FunctionAppArguments {
    return functionAppArguments({
      registration,
      settings: props,
      hosting: this.servicePlan.hosting,
      runtime: props.runtime ?? functionDefaults.runtime,
      storage: this.storage,
      allowedIdentities: this.allowedIdentities,
      userAssignedIdentity: props.identity?.userAssignedIdentity,
      packageBlob: this.packageBlob,
    });
  }

  private newPlan({
    servicePlanName,
    servicePlanImportId: importId,
    hosting,
    resourceGroupName,
    location,
    tags,
    provider,
  }: FunctionAppProps): ServicePlan {
    // Validation requires a name unless an existing plan is given.
    const name = servicePlanName ?? "";
    return new ServicePlan(this, "plan", {
      name,
      hosting,
      resourceGroupName: groupOf("servicePlan", importId, resourceGroupName),
      location,
      tags,
      importId,
      provider,
    });
  }

  private newStorage(props: FunctionAppProps): HostStorage {
    const { location, tags, provider, storageAccountImportId: importId } = props;
    return new HostStorage(this, "storage", {
      // Validation requires a name unless an existing account is given.
      name: props.storageAccountName ?? "",
      resourceGroupName: groupOf("storageAccount", importId, props.resourceGroupName),
      location,
      tags,
      provider,
      sharedAccessKeyEnabled: props.storageKeyInState,
      publicNetworkAccessEnabled: props.storagePublicNetworkAccessEnabled,
      importId,
    });
  }

  private deployAppSettings(props: FunctionAppProps): ResourceGroupTemplateDeployment {
    const { name, applicationInsightsConnectionString, tags } = props;
    const deployment = newAppSettingsDeployment(this, {
      app: this.resource,
      name,
      resourceGroupName: groupOf("functionApp", props.importId, props.resourceGroupName),
      applicationInsightsId:
        applicationInsightsConnectionString === undefined ? undefined : props.applicationInsightsId,
      tags,
      // A host that starts before it may read its storage waits long until it tries again.
      dependsOn: this.storageRoleAssignments,
    });
    guardResource(this, deployment, guardedDeploymentArguments);
    refuseSecretSettings(this.resource);
    return deployment;
  }

  private newResource(props: FunctionAppProps): FunctionAppResource {
    const { name, location, provider, importId, keptAppSettings } = props;
    const resourceGroupName = groupOf("functionApp", importId, props.resourceGroupName);
    const placement = { name, resourceGroupName, location, servicePlanId: this.servicePlan.id, provider };
    const kind = this.servicePlan.hosting._app;
    const app = functionAppFactories[kind].app(this, placement, this.arguments);
    adopt(app.resource, "functionApp", importId, keptByApp({ kind, settings: props, keptAppSettings }));
    return app;
  }
}
