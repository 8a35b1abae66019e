/** An object of somebody else's JSON: anything may be missing in it, or be something else. */
export interface JsonObject {
  readonly [name: string]: unknown;
}

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The value at a path. Azure Resource Manager has below `properties` what the Azure CLI shows directly. */
export function valueAt(object: JsonObject, path: string): unknown {
  return follow(object, path) ?? follow(object.properties, path);
}

function follow(from: unknown, path: string): unknown {
  return path
    .split(".")
    .reduce<unknown>((value, name) => (isJsonObject(value) ? value[name] : undefined), from);
}

/** The text at a path; nothing if there is none, or an empty one. */
export function textAt(object: JsonObject, path: string): string | undefined {
  const value = valueAt(object, path);
  return typeof value === "string" && value !== "" ? value : undefined;
}

export function numberAt(object: JsonObject, path: string): number | undefined {
  const value = valueAt(object, path);
  return typeof value === "number" ? value : undefined;
}

/** The objects of the list at a path. */
export function objectsAt(object: JsonObject, path: string): JsonObject[] {
  const value = valueAt(object, path);
  return Array.isArray(value) ? value.filter(isJsonObject) : [];
}
