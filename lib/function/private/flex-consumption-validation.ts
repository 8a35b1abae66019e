import { TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";
import { askedBy, isAtLeast } from "../../support/provider-versions/asked-versions";
import { validateResourceId } from "../../support/resource-ids";
import { validationError } from "../../support/validation";
import type { FunctionAppProps } from "../function-app-props";
import type { FunctionHosting } from "../hosting/function-hosting";
import { validateNoSecrets } from "./secret-settings";

type FlexToValidate = Pick<
  FunctionAppProps,
  | "name"
  | "appSettings"
  | "identity"
  | "storageKeyInState"
  | "applicationInsightsConnectionString"
  | "applicationInsightsId"
>;

/** Rejects what a Function App on Flex Consumption cannot have, and what its deployed settings must not hold. */
export function validateFlexConsumptionApp(props: FlexToValidate, hosting: FunctionHosting): string[] {
  return [
    ...validateApplicationInsightsId(props, hosting),
    ...(hosting._deploysAppSettings(props.storageKeyInState)
      ? validateNoSecrets(props.name, props.appSettings)
      : []),
    ...(hosting._app === "flexConsumption" ? validateSupportedSettings(props) : []),
  ];
}

function validateApplicationInsightsId(props: FlexToValidate, hosting: FunctionHosting): string[] {
  const { applicationInsightsConnectionString: connectionString, applicationInsightsId: id } = props;
  if (id !== undefined) {
    const errors = validateResourceId("applicationInsights", id);
    return connectionString === undefined ? [...errors, idAloneError()] : errors;
  }
  if (connectionString === undefined || !hosting._deploysAppSettings(props.storageKeyInState)) return [];
  return [
    validationError(
      "`applicationInsightsConnectionString` was given on Flex Consumption without a storage key, and no `applicationInsightsId`",
      "The settings pass through a template deployment, which reads the connection string from the component instead of showing it (rule 31)",
      "Give the component's resource id as `applicationInsightsId`",
    ),
  ];
}

function idAloneError(): string {
  return validationError(
    "`applicationInsightsId` was given without `applicationInsightsConnectionString`",
    "A Function sends its traces to an address, which is in the connection string",
    "Give both of the component, or neither",
  );
}

/** What of a Function App on Flex Consumption works only with help from outside of the program, for whoever synthesizes it. */
export function flexConsumptionWarnings(
  scope: IConstruct,
  props: FlexToValidate,
  hosting: FunctionHosting,
): string[] {
  if (hosting._app !== "flexConsumption") return [];
  return [...keyVaultWarnings(props), ...deploymentWarnings(scope, props, hosting)];
}

// azurerm has no argument for that identity: github.com/hashicorp/terraform-provider-azurerm/pull/31439.
function keyVaultWarnings({ appSettings = {}, identity }: FlexToValidate): string[] {
  const names = Object.keys(appSettings).filter((name) => isKeyVaultReference(appSettings[name]));
  if (!identity?.userAssignedIdentity || names.length === 0) return [];
  return [
    `\`${names.join("`, `")}\`: Azure resolves Key Vault references with the system-assigned identity, which this Function App does not have, and azurerm cannot name another one on Flex Consumption. Use the system-assigned identity, read the secret in the code, or set \`keyVaultReferenceIdentity\` of the app outside of this stack.`,
  ];
}

function isKeyVaultReference(value: string): boolean {
  return /^\s*@Microsoft\.KeyVault\(/i.test(value);
}

function deploymentWarnings(
  scope: IConstruct,
  { storageKeyInState }: FlexToValidate,
  hosting: FunctionHosting,
): string[] {
  if (storageKeyInState || hosting._deploysAppSettings()) return [];
  const azurerm = askedBy(TerraformStack.of(scope), "azurerm");
  if (isAtLeast(azurerm, "6.0.0")) return [];
  return [
    `\`appSettingsDeployment: false\` was given, and the stack asks for azurerm ${azurerm.constraint || "of any version"}. azurerm 4.55 to 5.2 gives the host an empty storage key, with which it does not start (rule 31). Use a newer azurerm, or leave the option out.`,
  ];
}

// Microsoft's "App settings reference for Azure Functions": "Flex Consumption plan deprecations", and of the time zone.
const unsupportedSettings =
  /^(ENABLE_ORYX_BUILD|FUNCTIONS_MAX_HTTP_CONCURRENCY|FUNCTIONS_WORKER_(DYNAMIC_CONCURRENCY_ENABLED|PROCESS_COUNT|RUNTIME_VERSION)|SCM_DO_BUILD_DURING_DEPLOYMENT|TZ|WEBSITE_(DNS_SERVER|MAX_DYNAMIC_APPLICATION_SCALE_OUT|RUN_FROM_PACKAGE|SKIP_CONTENTSHARE_VALIDATION|TIME_ZONE))$/i;

function validateSupportedSettings({ appSettings = {} }: FlexToValidate): string[] {
  return Object.keys(appSettings)
    .filter((name) => unsupportedSettings.test(name))
    .map((name) =>
      validationError(
        `The app setting \`${name}\` was given on Flex Consumption`,
        "The plan does not support it: its code is in the deployment container, and `FunctionHosting.flexConsumption` says how it scales",
        "Leave it out",
      ),
    );
}
