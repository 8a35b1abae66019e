import type { ResourceGroupTemplateDeployment } from "@cdktf/provider-azurerm/lib/resource-group-template-deployment";
import { Fn, type ITerraformDependable, Lazy, type Precondition, type TerraformResource, Token } from "cdktf";
import type { Construct } from "constructs";
import { exactly, type GuardedArgument } from "../../gate/guarded-arguments";
import { TemplateDeploymentProvider } from "../../support/azurerm-provider";
import { hashOf } from "../../support/hash";
import { lazy } from "../../support/lazy";
import { terraformTexts } from "../../support/terraform-text";

/** Whose settings are deployed, and what has to be there before its host starts with them. */
export interface AppSettingsDeploymentProps {
  /** The `azurerm_function_app_flex_consumption`. */
  readonly app: TerraformResource;
  /** Name of the Function App, as it was given. */
  readonly name: string;
  readonly resourceGroupName: string;
  /** Resource id of the Application Insights component whose connection string is a setting. */
  readonly applicationInsightsId?: string;
  readonly tags?: { [name: string]: string };
  readonly dependsOn: ITerraformDependable[];
}

/**
 * Writes the settings of a Function App on Flex Consumption once more, as they are in its `app_settings`: azurerm 4.55 to
 * 5.2 adds `AzureWebJobsStorage` with an empty key to them, which wins over the identity (rule 31). Both resources have one
 * map, so they cannot differ; and whatever changes the app brings the empty key back, so it replaces the deployment.
 */
export function newAppSettingsDeployment(
  scope: Construct,
  props: AppSettingsDeploymentProps,
): ResourceGroupTemplateDeployment {
  const { ResourceGroupTemplateDeployment: Deployment } = lazy.resourceGroupTemplateDeployment();
  const { app, applicationInsightsId, tags } = props;
  const deployment = new Deployment(scope, "app-settings", {
    name: deploymentName(props.name),
    resourceGroupName: props.resourceGroupName,
    deploymentMode: "Incremental",
    templateContent: JSON.stringify(template(applicationInsightsId !== undefined)),
    parametersContent: Fn.jsonencode(
      parameters({
        appSettings: Token.asAny(app.interpolationForAttribute("app_settings")),
        applicationInsightsId,
        functionAppName: app.getStringAttribute("name"),
      }),
    ),
    tags: tags && terraformTexts(tags),
    provider: app.provider,
    lifecycle: {
      // Terraform takes an address here, and no expression.
      replaceTriggeredBy: [Lazy.stringValue({ produce: () => addressOf(app) })],
      precondition: [withoutSecrets(app)],
    },
    dependsOn: props.dependsOn,
  });
  deployment.node.addValidation(new TemplateDeploymentProvider(deployment));
  return deployment;
}

/** What of the deployment could write other settings than the app's, or delete what is not the app's. */
export const guardedDeploymentArguments: readonly GuardedArgument[] = [
  exactly("template_content"),
  exactly("template_spec_version_id"),
  exactly("parameters_content"),
  exactly("deployment_mode"),
];

/**
 * The template, in which nothing depends on a value of Terraform. Names are sorted and types capitalized, as Azure and
 * azurerm return them: anything else would look like a difference
 * (github.com/hashicorp/terraform-provider-azurerm/issues/12520). No secret is a parameter: a `secureString` is not
 * returned and so differs on every plan, and Azure itself reads the connection string.
 */
function template(withApplicationInsights: boolean) {
  const connectionString = "reference(parameters('applicationInsightsId'), '2020-02-02').ConnectionString";
  const ofTelemetry = `createObject('APPLICATIONINSIGHTS_CONNECTION_STRING', ${connectionString})`;
  return {
    $schema: "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
    contentVersion: "1.0.0.0",
    parameters: {
      appSettings: { type: "Object" },
      ...(withApplicationInsights ? { applicationInsightsId: { type: "String" } } : {}),
      functionAppName: { type: "String" },
    },
    resources: [
      {
        apiVersion: "2023-12-01",
        name: "[concat(parameters('functionAppName'), '/appsettings')]",
        properties: withApplicationInsights
          ? `[union(parameters('appSettings'), ${ofTelemetry})]`
          : "[parameters('appSettings')]",
        type: "Microsoft.Web/sites/config",
      },
    ],
  };
}

function parameters(values: Readonly<Record<string, unknown>>) {
  const given = Object.entries(values).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given.map(([name, value]) => [name, { value }]));
}

function addressOf({ terraformResourceType, friendlyUniqueId }: TerraformResource): string {
  return `${terraformResourceType}.${friendlyUniqueId}`;
}

/** Terraform decides what is sensitive: it knows of variables, of providers' secrets, and of what is made of them. */
function withoutSecrets(app: TerraformResource): Precondition {
  return {
    condition: Lazy.anyValue({
      produce: () => `\${!issensitive(jsonencode(${addressOf(app)}.app_settings))}`,
    }),
    errorMessage:
      "An app setting has a sensitive value, and the settings of a Function on Flex Consumption without a storage key pass through a template deployment, whose history shows them. Keep the secret in Key Vault, and set the app setting to a reference: @Microsoft.KeyVault(SecretUri=…).",
  };
}

/** Azure's limit for the name of a deployment. */
const nameLength = 64;
const suffix = "-app-settings";

function deploymentName(appName: string): string {
  const length = nameLength - suffix.length;
  if (Token.isUnresolved(appName)) return `${Fn.substr(appName, 0, length)}${suffix}`;
  if (appName.length <= length) return `${appName}${suffix}`;
  const hash = hashOf(appName, 8);
  return `${appName.slice(0, length - hash.length - 1)}-${hash}${suffix}`;
}
