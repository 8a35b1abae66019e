/** Names of single resources, each with a default derived from the workload's name. */
export interface ResourceNames {
  /**
   * The resource group: 1 to 90 characters.
   * @default - `rg-{name}`
   */
  readonly resourceGroup?: string;
  /**
   * The API Management service: 1 to 50 characters, unique across Azure.
   * @default - `apim-{name}-{unique suffix}`
   */
  readonly apiManagement?: string;
  /**
   * The gateway's user-assigned identity: 3 to 128 characters.
   * @default - `id-apim-{name}`
   */
  readonly gatewayIdentity?: string;
  /**
   * The Function App: 2 to 60 characters, unique across Azure. Apps that share a storage account have
   * to differ in the first 32.
   * @default - `func-{name}-{unique suffix}`
   */
  readonly functionApp?: string;
  /**
   * The service plan: 1 to 60 characters.
   * @default - `asp-{name}`
   */
  readonly servicePlan?: string;
  /**
   * The storage account of the Function's host: 3 to 24 lower-case letters and digits, unique over all of
   * Azure.
   * @default - `st{name}{unique suffix}`, with the first 16 characters of the name that are no hyphens
   */
  readonly storageAccount?: string;
  /**
   * The Log Analytics workspace: 4 to 63 characters.
   * @default - `log-{name}`
   */
  readonly logAnalyticsWorkspace?: string;
  /**
   * The Application Insights component: 1 to 260 characters.
   * @default - `appi-{name}`
   * @escaped for Terraform
   */
  readonly applicationInsights?: string;
  /**
   * The application in Entra: 1 to 120 characters, which no other application of the tenant has.
   * @default - the Function App's derived name
   * @escaped for Terraform
   */
  readonly application?: string;
}
