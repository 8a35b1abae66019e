import { type Finding, Findings } from "./finding";
import { functionApps } from "./function-app-findings";
import type { Block, Json, TerraformApp } from "./terraform-app";

/** A template deployment writes the settings of an app after the app: they have to be the app's own, and nothing more. */
export function deploymentFindings(app: TerraformApp): Finding[] {
  return app.resources(/^azurerm_.*template_deployment$/).flatMap((block) => findingsOf(app, block));
}

function findingsOf(app: TerraformApp, { address: at, args, stack }: Block): Finding[] {
  const findings = new Findings();
  const [, owner] = settingsForm.exec(String(args.parameters_content)) ?? [];
  const isApp = functionApps(app).some((block) => block.stack === stack && block.address === owner);
  findings.expect(isApp, "app-setting", at, "its settings are not those of a Function App of the stack");
  findings.expect(args.deployment_mode === "Incremental", "app-setting", at, "it deletes what else is there");
  const { resources } = templateOf(args.template_content);
  const isSettings = resources?.length === 1 && deploysSettings(resources[0]);
  findings.expect(isSettings, "app-setting", at, "it deploys something else than the settings of an app");
  return findings.all;
}

const settingsForm =
  /^\$\{jsonencode\(\{"appSettings" = \{"value" = ([\w.-]+)\.app_settings\}, (?:"applicationInsightsId" = \{"value" = [^{}]+\}, )?"functionAppName" = \{"value" = \1\.name\}\}\)\}$/;
const settings = "parameters('appSettings')";
const telemetry = `[union(${settings}, createObject('APPLICATIONINSIGHTS_CONNECTION_STRING', reference(parameters('applicationInsightsId'), '2020-02-02').ConnectionString))]`;

function deploysSettings({ type, name, properties }: Json): boolean {
  return (
    type === "Microsoft.Web/sites/config" &&
    name === "[concat(parameters('functionAppName'), '/appsettings')]" &&
    [`[${settings}]`, telemetry].includes(properties)
  );
}

function templateOf(content: Json): Json {
  try {
    return JSON.parse(String(content));
  } catch {
    return {};
  }
}
