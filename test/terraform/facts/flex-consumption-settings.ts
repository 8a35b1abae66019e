/** An app setting that azurerm itself writes for a Function App on Flex Consumption, and what it does when it reads it. */
export interface WrittenSetting {
  readonly name: string;
  /** The argument whose value it is, and as which it is read back. */
  readonly argument?: string;
  /** The argument without which it is not written. */
  readonly with?: string;
  /** It is a connection string with `storage_access_key`, which is written even where there is no key. */
  readonly storageConnectionString?: true;
  /** When a connection string is written. */
  readonly when?: "always" | "by key, and at every update";
}

// `ExpandSiteConfigFunctionFlexConsumptionApp` in helpers/function_app_schema.go, and `Create`, `Update` and
// `unpackFunctionAppFlexConsumptionSettings` in function_app_flex_consumption_resource.go. No setting depends on the runtime,
// which Flex Consumption has as a property of the app. What is not named here is read back as `app_settings`.
const settings: readonly WrittenSetting[] = [
  { name: "AzureWebJobsStorage", storageConnectionString: true, when: "always" },
  {
    name: "DEPLOYMENT_STORAGE_CONNECTION_STRING",
    storageConnectionString: true,
    when: "by key, and at every update",
  },
  {
    name: "APPLICATIONINSIGHTS_CONNECTION_STRING",
    argument: "site_config.0.application_insights_connection_string",
  },
  { name: "APPINSIGHTS_INSTRUMENTATIONKEY", argument: "site_config.0.application_insights_key" },
  {
    name: "WEBSITE_HEALTHCHECK_MAXPINGFAILURES",
    argument: "site_config.0.health_check_eviction_time_in_min",
    with: "site_config.0.health_check_path",
  },
];

const sourceAt = (version: string) =>
  `https://github.com/hashicorp/terraform-provider-azurerm/tree/v${version}/internal/services/appservice`;

/** What azurerm writes, by its version, with the source in which it was read: it did not change between these. */
export const flexConsumptionSettings: readonly {
  readonly version: string;
  readonly source: string;
  readonly settings: readonly WrittenSetting[];
}[] = ["4.55.0", "4.69.0", "5.2.0"].map((version) => ({ version, source: sourceAt(version), settings }));
