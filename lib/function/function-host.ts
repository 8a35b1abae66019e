import {
  LinuxFunctionApp,
  type LinuxFunctionAppSiteConfig,
  type LinuxFunctionAppSiteConfigScmIpRestriction,
} from "@cdktf/provider-azurerm/lib/linux-function-app";
import type { RoleAssignment } from "@cdktf/provider-azurerm/lib/role-assignment";
import { ServicePlan } from "@cdktf/provider-azurerm/lib/service-plan";
import type { StorageAccount } from "@cdktf/provider-azurerm/lib/storage-account";
import { Construct } from "constructs";
import type { IGatewayIdentity } from "../gateway/gateway-identity-interface";
import { identityKey } from "../gateway/identity-key";
import { refuseAll, refuseInput } from "../support/refusal";
import { terraformTexts } from "../support/terraform-text";
import { easyAuth } from "./easy-auth";
import { functionDefaults } from "./function-defaults";
import { functionHostRefusals } from "./function-host-checks";
import type { FunctionHostProps } from "./function-host-props";
import type { FunctionHosting } from "./function-hosting";
import type { FunctionRuntime } from "./function-runtime";
import { gateRefusals } from "./gate-checks";
import { HostStorage, type HostStorageAccess } from "./host-storage";

/**
 * A Function App that answers only the gateways that it is told, with its plan and its storage account.
 *
 * Its functions are written with `authLevel: anonymous`: the authentication in front of them is the gate.
 */
export class FunctionHost extends Construct {
  /** The `azurerm_linux_function_app`. */
  public readonly functionApp: LinuxFunctionApp;
  /** The `azurerm_service_plan`. */
  public readonly servicePlan: ServicePlan;
  /** The `azurerm_storage_account` of the Functions host. It has no keys. */
  public readonly storageAccount: StorageAccount;
  /** The `azurerm_role_assignment`s with which the Function's identity reaches its storage account. */
  public readonly storageRoleAssignments: RoleAssignment[];
  /** Host name of the Function App. */
  public readonly hostName: string;
  /** Object (principal) id of the Function's system-assigned identity, a GUID. */
  public readonly principalId: string;
  /** Base URL of the Function's routes, `https://{host name}/{route prefix}`, without a trailing slash. */
  public readonly backendUrl: string;
  /** Name of the Function App. */
  public readonly name: string;
  private readonly callers: IGatewayIdentity[];

  /** @throws when a name, the runtime, the plan, a setting or an address is one that Azure or the gate refuses. */
  constructor(scope: Construct, id: string, props: FunctionHostProps) {
    super(scope, id);
    refuseAll(this, functionHostRefusals(props));

    this.name = props.name;
    this.callers = [...props.callers];
    const hosting = props.hosting ?? functionDefaults.hosting;
    const runtime = props.runtime ?? functionDefaults.runtime;
    const storage = new HostStorage(this, "storage", { ...placed(props), name: props.storageAccountName });
    this.storageAccount = storage.account;
    this.servicePlan = new ServicePlan(this, "plan", {
      ...placed(props),
      name: props.servicePlanName,
      osType: "Linux",
      skuName: hosting.skuName,
    });
    this.functionApp = this.newFunctionApp(props, siteConfig(props, hosting, runtime));

    this.hostName = this.functionApp.defaultHostname;
    this.principalId = this.functionApp.identity.principalId;
    this.backendUrl = [`https://${this.hostName}`, props.routePrefix ?? functionDefaults.routePrefix]
      .filter((part) => part !== "")
      .join("/");
    this.storageRoleAssignments = storageAccesses(props).map((access) =>
      storage.grant(access, this.principalId),
    );
  }

  /** Lets one more identity through, besides the callers that the Function was made with. */
  public addCaller(identity: IGatewayIdentity): void {
    if (this.callers.some((caller) => identityKey(caller) === identityKey(identity))) return;
    refuseInput(this.node.path, gateRefusals({ callers: [identity] }));
    this.callers.push(identity);
  }

  private newFunctionApp(props: FunctionHostProps, site: LinuxFunctionAppSiteConfig): LinuxFunctionApp {
    return new LinuxFunctionApp(this, "app", {
      ...placed(props),
      name: props.name,
      servicePlanId: this.servicePlan.id,
      functionsExtensionVersion: "~4",
      identity: { type: "SystemAssigned" },
      authSettingsV2: easyAuth(props.registration, this.callers),
      storageAccountName: this.storageAccount.name,
      storageUsesManagedIdentity: true,
      siteConfig: site,
      appSettings: props.appSettings && terraformTexts(props.appSettings),
      httpsOnly: true,
      publicNetworkAccessEnabled: true,
      // Publishing passwords are a way around the gate (rule 35).
      ftpPublishBasicAuthenticationEnabled: false,
      webdeployPublishBasicAuthenticationEnabled: false,
      // It would add a connection string with a key (rule 30); Application Insights is used instead.
      builtinLoggingEnabled: false,
    });
  }
}

function placed({ resourceGroupName, location, tags }: FunctionHostProps) {
  return { resourceGroupName, location, tags: tags && terraformTexts(tags) };
}

function siteConfig(
  props: FunctionHostProps,
  hosting: FunctionHosting,
  runtime: FunctionRuntime,
): LinuxFunctionAppSiteConfig {
  return {
    applicationStack: runtime._applicationStack(),
    applicationInsightsConnectionString: props.applicationInsightsConnectionString,
    alwaysOn: hosting.alwaysOn,
    http2Enabled: true,
    minimumTlsVersion: "1.2",
    scmMinimumTlsVersion: "1.2",
    ftpsState: "Disabled",
    remoteDebuggingEnabled: false,
    // The gate is who calls, not from where: a gateway's addresses are shared by all tenants (rule 37).
    ipRestrictionDefaultAction: "Allow",
    scmUseMainIpRestriction: false,
    scmIpRestrictionDefaultAction: "Deny",
    scmIpRestriction: (props.deploymentAddresses ?? []).map(deploymentAddress),
  };
}

function deploymentAddress(ipAddress: string, index: number): LinuxFunctionAppSiteConfigScmIpRestriction {
  return { name: `deployment-${index + 1}`, action: "Allow", ipAddress, priority: 100 + index };
}

function storageAccesses({ storageQueues, storageTables }: FunctionHostProps): HostStorageAccess[] {
  return [
    "blobs",
    ...(storageQueues ? (["queues"] as const) : []),
    ...(storageTables ? (["tables"] as const) : []),
  ];
}
