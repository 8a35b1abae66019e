/**
 * Resources that are there already, by their ids, which a construct takes over instead of making its own. Terraform imports
 * them and updates them in place: they keep their names, their places, and everything that the construct does not set. No
 * plan destroys them.
 *
 * Leave it in the program after the first apply: the names come from it, and it keeps the resources from being destroyed.
 * Ids are literal, and taken in whatever case Azure prints them.
 */
export interface AdoptedResources {
  /**
   * The resource group: `/subscriptions/…/resourceGroups/…`.
   * @default - a new one, or the one of `resourceGroup`
   */
  readonly resourceGroup?: string;
  /**
   * The Function App: `/subscriptions/…/providers/Microsoft.Web/sites/…`. It needs its `runtime`, its service plan (here, or
   * `servicePlan`) and its storage account (here, or `storage`).
   * @default - a new one
   */
  readonly functionApp?: string;
  /**
   * Names of app settings of that Function App whose values stay as they are in Azure. Settings that neither this nor
   * `appSettings` names are removed, which the plan shows. The values are in no code; Terraform reads them into its state.
   * @default - none
   */
  readonly keptAppSettings?: string[];
  /**
   * The service plan: `/subscriptions/…/providers/Microsoft.Web/serverFarms/…`. It needs `hosting`.
   * @default - a new one, or the one of `servicePlan`
   */
  readonly servicePlan?: string;
  /**
   * The storage account of the Function's host: `/subscriptions/…/providers/Microsoft.Storage/storageAccounts/…`. Its keys
   * are off afterwards, unless `storageKeyInState` says otherwise.
   * @default - a new one, or the one of `storage`
   */
  readonly storageAccount?: string;
  /**
   * The API Management service: `/subscriptions/…/providers/Microsoft.ApiManagement/service/…`. It needs `skuName`. A service
   * that others use too is handed in as `gateway` instead.
   * @default - a new one, or the one of `gateway`
   */
  readonly apiManagement?: string;
  /**
   * The user-assigned identity with which that service calls:
   * `/subscriptions/…/providers/Microsoft.ManagedIdentity/userAssignedIdentities/…`.
   * @default - a new one, or the one of `gatewayIdentity`
   */
  readonly gatewayIdentity?: string;
  /**
   * The API: `/subscriptions/…/providers/Microsoft.ApiManagement/service/…/apis/{name};rev={revision}`. It needs `apiPath`.
   * Its policy is overwritten.
   * @default - a new one
   */
  readonly api?: string;
  /**
   * The application in Entra: `/applications/{object id}`. It keeps its display name and its identifier URIs, and loses
   * sign-ins, scopes and roles of its own. Credentials that it has are not Terraform's: delete them.
   * @default - a new one, or the one of `registration`
   */
  readonly application?: string;
  /**
   * That application's service principal: `/servicePrincipals/{object id}`.
   * @default - a new one, which Entra refuses if the application has one
   */
  readonly servicePrincipal?: string;
  /**
   * The Log Analytics workspace: `/subscriptions/…/providers/Microsoft.OperationalInsights/workspaces/…`.
   * @default - a new one, or the one of `logAnalyticsWorkspaceId`
   */
  readonly logAnalyticsWorkspace?: string;
  /**
   * The Application Insights component: `/subscriptions/…/providers/Microsoft.Insights/components/…`. It needs its workspace,
   * here or as `logAnalyticsWorkspaceId`.
   * @default - a new one, or the one of `telemetry`
   */
  readonly applicationInsights?: string;
}
