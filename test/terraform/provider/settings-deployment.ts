import { flexConsumptionSettings } from "../facts/flex-consumption-settings";
import { appliedByName, appliedResource } from "./applied-resources";
import { type Settings, settingsWritten } from "./flex-consumption";
import { type DeployedResource, deploy } from "./template-deployment";
import type { ObjectValue } from "./values";

/** Why Azure refuses a template deployment, or why the app that it configures would show a difference on every plan. */
export function deploymentProblem(planned: ObjectValue): string | undefined {
  const { template_content, parameters_content } = planned;
  try {
    const deployment = { template: String(template_content), parameters: String(parameters_content ?? "{}") };
    return deploy(deployment, readResource)
      .map(settingsProblem)
      .find((problem) => problem !== undefined);
  } catch (error) {
    return (error as Error).message;
  }
}

/** What Azure reads of a resource that an earlier walk applied. */
const READ_BY_AZURE = "(read by Azure)";

/** The properties of an Application Insights component. */
function readResource(id: string) {
  if (!/\/providers\/Microsoft\.Insights\/components\/[^/]+$/i.test(id)) return undefined;
  return { ConnectionString: String(appliedResource(id)?.state.connection_string ?? READ_BY_AZURE) };
}

function settingsProblem({ type, name, properties }: DeployedResource): string | undefined {
  const [appName, config] = name.split("/");
  if (type !== "Microsoft.Web/sites/config" || config !== "appsettings")
    return `The stand-in deploys settings of an app, not ${type} ${name}`;
  const texts = Object.entries(properties).filter(([, value]) => typeof value !== "string");
  if (texts.length > 0) return `The setting ${texts[0][0]} is no text`;
  const app = appliedByName("azurerm_function_app_flex_consumption", appName);
  return app && differenceOf(properties as Settings, app);
}

function differenceOf(deployed: Settings, app: ObjectValue): string | undefined {
  const [{ settings }] = flexConsumptionSettings;
  const written = settingsWritten(settings, app, "create");
  const { AzureWebJobsStorage: _emptyKey, ...wanted } = written;
  const names = [...new Set([...Object.keys(deployed), ...Object.keys(wanted)])];
  const different = names.filter(
    (name) => deployed[name] !== READ_BY_AZURE && deployed[name] !== wanted[name],
  );
  return different.length === 0
    ? undefined
    : `${different.join(", ")} of ${app.name} would differ on every plan from what the app says`;
}
