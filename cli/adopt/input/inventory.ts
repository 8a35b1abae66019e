import { isJsonObject, type JsonObject, textAt } from "./values";

/** A resource of Azure, as one or several commands showed it. */
export interface AzureResource {
  /** As Azure prints it. */
  readonly id: string;
  /** In lower case: `microsoft.web/sites`. */
  readonly type: string;
  readonly name: string;
  readonly shown: JsonObject;
}

/** An app setting. Its value is nobody's to print, unless it says where a secret is. */
export interface AppSetting {
  readonly name: string;
  readonly value: string;
}

/** What the Azure CLI showed. */
export interface Inventory {
  readonly resources: readonly AzureResource[];
  /** The settings of the Function App; nothing if no file has them. */
  readonly appSettings?: readonly AppSetting[];
  readonly applications: readonly JsonObject[];
  readonly servicePrincipals: readonly JsonObject[];
}

const resourceId =
  /^\/subscriptions\/[^/]+\/resourceGroups\/[^/]+\/providers\/([^/]+)((?:\/[^/]+\/[^/]+)+)$/i;

/** Sorts what the files hold by what it is. Objects that are nothing of a Function or its gateway are left out. */
export function inventoryOf(objects: readonly JsonObject[]): Inventory {
  const settings = objects.filter(isSetting);
  return {
    resources: resourcesOf(objects),
    appSettings: settings.length > 0 ? settings.map(settingOf) : undefined,
    applications: objects.filter((one) => isEntra(one) && !isServicePrincipal(one)),
    servicePrincipals: objects.filter((one) => isEntra(one) && isServicePrincipal(one)),
  };
}

/** One resource for each id, with what every file says of it. */
function resourcesOf(objects: readonly JsonObject[]): AzureResource[] {
  const byId = new Map<string, AzureResource>();
  for (const object of objects) {
    const id = textAt(object, "id");
    const [, namespace, path] = resourceId.exec(id ?? "") ?? [];
    if (id === undefined || namespace === undefined || path === undefined) continue;
    const segments = path.slice(1).split("/");
    const types = segments.filter((_segment, index) => index % 2 === 0);
    const before = byId.get(id.toLowerCase());
    byId.set(id.toLowerCase(), {
      id,
      type: [namespace, ...types].join("/").toLowerCase(),
      name: segments[segments.length - 1] ?? "",
      shown: { ...before?.shown, ...withoutNulls(object) },
    });
  }
  return [...byId.values()];
}

// `az resource list` says null where another command says what it is.
function withoutNulls(object: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== null));
}

function isSetting(object: JsonObject): boolean {
  return (
    textAt(object, "id") === undefined && textAt(object, "name") !== undefined && "slotSetting" in object
  );
}

function settingOf(object: JsonObject): AppSetting {
  return { name: textAt(object, "name") ?? "", value: textAt(object, "value") ?? "" };
}

function isEntra(object: JsonObject): boolean {
  return textAt(object, "appId") !== undefined && !textAt(object, "id")?.startsWith("/");
}

function isServicePrincipal(object: JsonObject): boolean {
  return textAt(object, "servicePrincipalType") !== undefined;
}

/** The objects in a file's JSON: the commands print one, or a list. */
export function objectsIn(json: unknown): JsonObject[] {
  if (Array.isArray(json)) return json.flatMap(objectsIn);
  return isJsonObject(json) ? [json] : [];
}
