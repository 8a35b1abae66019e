import type { LinuxFunctionAppSiteConfig } from "@cdktf/provider-azurerm/lib/linux-function-app";
import type { StorageBlob } from "@cdktf/provider-azurerm/lib/storage-blob";
import type { IManagedIdentity, IUserAssignedIdentity } from "../../identity/managed-identity";
import type { RegistrationIds } from "../../registration/registration-ids-validation";
import { terraformTexts } from "../../support/terraform-text";
import type { FunctionAppSettings } from "../function-app-props";
import type { FunctionHosting } from "../hosting/function-hosting";
import type { FunctionRuntime } from "../runtime/function-runtime";
import type { IHostStorage } from "../storage/host-storage-props";
import { easyAuth } from "./easy-auth";
import { tagsOfOpenGate } from "./open-gate";
import { packageSettings } from "./package-upload";

/** What the arguments of a Function App and its slots are derived from. */
export interface FunctionAppParts {
  readonly registration: RegistrationIds;
  readonly settings: Omit<FunctionAppSettings, "registration">;
  readonly hosting: FunctionHosting;
  readonly runtime: FunctionRuntime;
  readonly storage: IHostStorage;
  readonly allowedIdentities: readonly IManagedIdentity[];
  readonly userAssignedIdentity?: IUserAssignedIdentity;
  readonly packageBlob?: StorageBlob;
}

/** The arguments of a Function App or a slot: each kind of resource takes those that it has. */
export type FunctionAppArguments = ReturnType<typeof functionAppArguments>;

/** The same arguments on every kind of service plan, so that the gate is the same on all of them. */
export function functionAppArguments(parts: FunctionAppParts) {
  const { settings, hosting, runtime, storage } = parts;
  const hostSettings = {
    ...hostSettingsOf(parts),
    ...packageSettings(parts.packageBlob, parts.userAssignedIdentity),
  };
  return {
    hosting,
    runtime,
    storage,
    userAssignedIdentity: parts.userAssignedIdentity,
    ownSettings: settings.appSettings,
    hostSettings,
    deploysAppSettings: hosting._deploysAppSettings(settings.storageKeyInState),
    everywhere: {
      identity: identityOf(parts),
      authSettingsV2: easyAuth(parts.registration, parts.allowedIdentities, settings.migration),
      appSettings: appSettings(settings.appSettings, hostSettings),
      httpsOnly: true,
      publicNetworkAccessEnabled: settings.publicNetworkAccessEnabled ?? true,
      virtualNetworkSubnetId: settings.virtualNetworkSubnetId,
      // Publishing passwords are a way around the gate (rule 35).
      webdeployPublishBasicAuthenticationEnabled: false,
      tags: tagsOf(settings),
    },
    exceptOnFlexConsumption: {
      functionsExtensionVersion: "~4",
      ...storageOf(parts),
      ftpPublishBasicAuthenticationEnabled: false,
      // It would add a connection string with a key (rule 30); Application Insights is used instead.
      builtinLoggingEnabled: false,
      keyVaultReferenceIdentityId: parts.userAssignedIdentity?.id,
    },
    site: siteEverywhere(settings),
    siteExceptOnFlexConsumption: { alwaysOn: hosting.alwaysOn, ftpsState: "Disabled" },
  };
}

/** The app's own arguments for one of its slots: nothing is read again, so nothing can have changed (rule 38). */
export function slotArguments(
  app: FunctionAppArguments,
  ownSettings?: AppSettings,
  ownPackage?: StorageBlob,
): FunctionAppArguments {
  const hostSettings = { ...app.hostSettings, ...packageSettings(ownPackage, app.userAssignedIdentity) };
  const settings = ownSettings ?? app.ownSettings;
  return { ...app, everywhere: { ...app.everywhere, appSettings: appSettings(settings, hostSettings) } };
}

// Where the gate is open, the resource itself says until when: validation has refused tags that are known later.
function tagsOf({ tags, migration }: FunctionAppParts["settings"]): Record<string, string> | undefined {
  const observation = migration?._observation;
  const all = observation ? { ...tags, ...tagsOfOpenGate(observation) } : tags;
  return all && terraformTexts(all);
}

type AppSettings = Readonly<Record<string, string>>;

function identityOf({ userAssignedIdentity }: FunctionAppParts) {
  if (!userAssignedIdentity) return { type: "SystemAssigned" };
  return { type: "UserAssigned", identityIds: [userAssignedIdentity.id] };
}

function storageOf({ settings, storage }: FunctionAppParts) {
  const name = { storageAccountName: storage.name };
  if (settings.storageKeyInState) return { ...name, storageAccountAccessKey: storage.accessKey };
  // With an identity azurerm sends no content share settings; content_share_force_disabled is never read back.
  return { ...name, storageUsesManagedIdentity: true };
}

function hostSettingsOf({ settings, hosting, storage, userAssignedIdentity }: FunctionAppParts): AppSettings {
  if (settings.storageKeyInState) return {};
  return {
    // On other plans azurerm has an argument for it, and writes the setting itself (rule 33).
    ...(hosting._app === "flexConsumption" ? { AzureWebJobsStorage__accountName: storage.name } : {}),
    // The host takes the system-assigned identity for its storage, unless these settings name another one.
    ...(userAssignedIdentity
      ? {
          AzureWebJobsStorage__credential: "managedidentity",
          AzureWebJobsStorage__clientId: userAssignedIdentity.clientId,
        }
      : {}),
  };
}

function appSettings(own: AppSettings | undefined, ofHost: AppSettings): AppSettings | undefined {
  const all = { ...(own && terraformTexts(own)), ...ofHost };
  return own || Object.keys(all).length > 0 ? all : undefined;
}

function siteEverywhere(settings: FunctionAppParts["settings"]) {
  return {
    applicationInsightsConnectionString: settings.applicationInsightsConnectionString,
    http2Enabled: true,
    minimumTlsVersion: "1.2",
    scmMinimumTlsVersion: "1.2",
    remoteDebuggingEnabled: false,
    vnetRouteAllEnabled: settings.virtualNetworkSubnetId === undefined ? undefined : true,
    // The gate is who calls, not from where: a gateway's addresses are shared by all tenants (rule 37).
    ipRestrictionDefaultAction: "Allow",
    scmUseMainIpRestriction: false,
    scmIpRestrictionDefaultAction: "Deny",
    scmIpRestriction: (settings.deploymentAddresses ?? []).map(deploymentAddress),
  } satisfies LinuxFunctionAppSiteConfig;
}

function deploymentAddress(ipAddress: string, index: number) {
  return { name: `deployment-${index + 1}`, action: "Allow", ipAddress, priority: 100 + index };
}
