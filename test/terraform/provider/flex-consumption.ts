import type { WrittenSetting } from "../facts/flex-consumption-settings";
import { isObject, type ObjectValue, type Value } from "./values";

export type Settings = { readonly [name: string]: string };

/** The settings that azurerm writes when it creates or updates a Function App on Flex Consumption. */
export function settingsWritten(
  facts: readonly WrittenSetting[],
  app: ObjectValue,
  operation: "create" | "update",
): Settings {
  const own = facts.flatMap((setting) => {
    const value = writtenValue(setting, app, operation);
    return value === undefined ? [] : [[setting.name, value] as const];
  });
  // What the stack says wins.
  return { ...Object.fromEntries(own), ...appSettings(app) };
}

function writtenValue(
  { argument, with: condition, storageConnectionString, when }: WrittenSetting,
  app: ObjectValue,
  operation: "create" | "update",
): string | undefined {
  if (storageConnectionString) {
    const byKey = app.storage_authentication_type === "StorageAccountConnectionString";
    return when === "always" || byKey || operation === "update" ? connectionString(app) : undefined;
  }
  if (condition !== undefined && !valueAt(app, condition)) return undefined;
  const value = valueAt(app, argument ?? "");
  return value === undefined || value === null || value === "" || value === 0 ? undefined : String(value);
}

/** azurerm takes the account's name from the endpoint of the container. */
function connectionString({ storage_container_endpoint, storage_access_key }: ObjectValue): string {
  const account = /^https:\/\/([^.]+)\./.exec(String(storage_container_endpoint))?.[1];
  return `DefaultEndpointsProtocol=https;AccountName=${account};AccountKey=${storage_access_key ?? ""};EndpointSuffix=core.windows.net`;
}

/** The arguments as azurerm reads them back from settings: those that it does not know are `app_settings`. */
export function argumentsRead(facts: readonly WrittenSetting[], settings: Settings): ObjectValue {
  const known = facts.filter(({ name }) => name in settings);
  const keys = known
    .filter(({ name }) => name === "AzureWebJobsStorage")
    .map(({ name }) => /AccountKey=([^;]+)/.exec(settings[name])?.[1]);
  return {
    ...Object.fromEntries(
      known.flatMap(({ name, argument }) => (argument ? [[argument, settings[name]]] : [])),
    ),
    storage_access_key: keys[0] ?? null,
    app_settings: Object.fromEntries(
      Object.entries(settings).filter(([name]) => !facts.some((setting) => setting.name === name)),
    ),
  };
}

/** The value at a path such as `site_config.0.health_check_path`. */
export function valueAt(resource: ObjectValue, path: string): Value | undefined {
  return path.split(".").reduce<Value | undefined>((value, step) => {
    if (Array.isArray(value)) return value[Number(step)];
    return isObject(value) ? value[step] : undefined;
  }, resource);
}

export function appSettings({ app_settings: settings }: ObjectValue): Settings {
  return isObject(settings ?? null) ? (settings as Settings) : {};
}
