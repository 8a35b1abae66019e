import type { RoleAssignment } from "@cdktf/provider-azurerm/lib/role-assignment";
import type { TerraformResource } from "cdktf";
import { Construct } from "constructs";
import type { IGatewayIdentity } from "../gateway/gateway-identity-interface";
import { identityKey } from "../gateway/identity-key";
import { refuseAll, refuseInput } from "../support/refusal";
import { existingFunctionAppRefusal } from "./existing-function-app";
import { claimFlexPlan } from "./flex-plan-claims";
import { describeFunctionApp, type FunctionAppParts } from "./function-app-description";
import type { MadeFunctionApp } from "./function-app-maker";
import { functionAppMaker } from "./function-app-makers";
import { functionDefaults } from "./function-defaults";
import { functionHostRefusals } from "./function-host-checks";
import type { FunctionHostProps } from "./function-host-props";
import { FunctionPlan } from "./function-plan";
import type { IFunctionPlan } from "./function-plan-props";
import { FunctionSlot } from "./function-slot";
import type { FunctionSlotProps } from "./function-slot-props";
import { gateRefusals } from "./gate-checks";
import { claimHostId } from "./host-id-claims";
import { HostStorage } from "./host-storage";
import type { IHostStorage } from "./host-storage-props";
import { grantStorage } from "./storage-access";

/**
 * A Function App that answers only the gateways that it is told, with its plan and its storage account.
 *
 * Its functions are written with `authLevel: anonymous`: the authentication in front of them is the gate.
 */
export class FunctionHost extends Construct {
  /**
   * There is no Function App by its id: azurerm sets the gate only together with the app, as one resource, so
   * it could not be put in front of one that is there. This says what to do instead.
   *
   * @param functionAppId resource id of the Function App
   * @throws always
   */
  public static fromFunctionAppId(functionAppId: string): FunctionHost {
    throw new Error(existingFunctionAppRefusal(functionAppId));
  }

  /** The `azurerm_linux_function_app`, `azurerm_windows_function_app` or `azurerm_function_app_flex_consumption`. */
  public readonly functionApp: TerraformResource;
  /** The service plan: a new one, or the one that was given. */
  public readonly plan: IFunctionPlan;
  /** The storage account of the Functions host: a new one, or the one that was given. */
  public readonly storage: IHostStorage;
  /** The `azurerm_role_assignment`s with which the Function's identity reaches its storage account. */
  public readonly storageRoleAssignments: RoleAssignment[];
  /** Name of the Function App. */
  public readonly name: string;
  /** Resource id of the Function App. */
  public readonly id: string;
  /** Host name of the Function App. */
  public readonly hostName: string;
  /** Object (principal) id of the Function's identity, a GUID. */
  public readonly principalId: string;
  /** Base URL of the Function's routes, `https://{host name}/{route prefix}`, without a trailing slash. */
  public readonly backendUrl: string;
  private readonly callers: IGatewayIdentity[] = [];
  private readonly callerKeys = new Set<unknown>();
  private readonly parts: FunctionAppParts;

  /** @throws when a name, the runtime, the plan, a setting or an address is one that Azure or the gate refuses. */
  constructor(scope: Construct, id: string, props: FunctionHostProps) {
    super(scope, id);
    refuseAll(this, functionHostRefusals(props));

    this.name = props.name;
    for (const caller of props.callers) this.pin(caller);
    this.plan = props.plan ?? this.newPlan(props);
    this.storage = props.storage ?? this.newStorage(props);
    this.parts = this.partsOf(props);
    claimFlexPlan(this, this.plan);
    claimHostId(this, this.storage, this.name);

    const made = this.newFunctionApp(props);
    this.functionApp = made.resource;
    this.id = made.id;
    this.hostName = made.hostName;
    this.principalId = this.parts.userAssignedIdentity?.principalId ?? made.systemPrincipalId;
    this.backendUrl = [`https://${this.hostName}`, props.routePrefix ?? functionDefaults.routePrefix]
      .filter((part) => part !== "")
      .join("/");
    const { principalId } = this;
    const { userAssignedIdentity } = this.parts;
    this.storageRoleAssignments = grantStorage(
      this,
      this.storage,
      { principalId, userAssignedIdentity },
      props,
    );
  }

  /** The new service plan; none when one was given. */
  public get newServicePlan(): FunctionPlan | undefined {
    return this.node.tryFindChild("plan") as FunctionPlan | undefined;
  }

  /** The new storage account; none when one was given. */
  public get newHostStorage(): HostStorage | undefined {
    return this.node.tryFindChild("storage") as HostStorage | undefined;
  }

  /** Lets one more identity through, besides the callers that the Function was made with. */
  public addCaller(identity: IGatewayIdentity): void {
    refuseInput(this.node.path, gateRefusals({ callers: [identity] }));
    this.pin(identity);
  }

  /**
   * Adds a deployment slot: a live host of its own, behind the same gate, with the same storage and hardening
   * as the Function App (rule 38).
   *
   * @param id construct id of the slot
   * @throws when the plan has no slots, or the name is one that Azure refuses
   */
  public addSlot(id: string, props: FunctionSlotProps): FunctionSlot {
    return new FunctionSlot(this, id, {
      ...props,
      functionAppName: this.name,
      functionAppId: this.id,
      parts: this.parts,
    });
  }

  // Both ids are read once: cdktf follows a reference into another stack only as the object that it has seen.
  private pin(identity: IGatewayIdentity): void {
    const key = identityKey(identity);
    if (this.callerKeys.has(key)) return;
    this.callerKeys.add(key);
    const { clientId, principalId } = identity;
    this.callers.push({ clientId, principalId });
  }

  private partsOf(props: FunctionHostProps): FunctionAppParts {
    return {
      settings: props,
      hosting: this.plan.hosting,
      runtime: props.runtime ?? functionDefaults.runtime,
      storage: this.storage,
      callers: this.callers,
      userAssignedIdentity: props.identity?.userAssignedIdentity,
    };
  }

  private newPlan({ name: _, servicePlanName, ...props }: FunctionHostProps): FunctionPlan {
    // Refused without a name, unless a plan is there.
    return new FunctionPlan(this, "plan", { ...props, name: servicePlanName as string });
  }

  private newStorage(props: FunctionHostProps): HostStorage {
    const { resourceGroupName, location, tags } = props;
    return new HostStorage(this, "storage", {
      // Refused without a name, unless an account is there.
      name: props.storageAccountName as string,
      resourceGroupName,
      location,
      tags,
      sharedAccessKeyEnabled: props.storageKeyInState,
      publicNetworkAccessEnabled: props.storagePublicNetworkAccessEnabled,
    });
  }

  private newFunctionApp({ name, resourceGroupName, location }: FunctionHostProps): MadeFunctionApp {
    const place = { name, resourceGroupName, location, servicePlanId: this.plan.id };
    return functionAppMaker(this.plan.hosting._app).app(this, place, describeFunctionApp(this.parts));
  }
}
