/** Whether a value is an object as `{ … }` makes it, of whatever realm, and not an instance of a class. */
export function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** Whether a property is an object's own, and not inherited. */
export function isOwn(value: object, name: string): boolean {
  return Object.getOwnPropertyDescriptor(value, name) !== undefined;
}

/** An object's own property: what it inherits was not given. */
export function ownProperty<Value>(value: Readonly<Record<string, Value>>, name: string): Value | undefined {
  return isOwn(value, name) ? value[name] : undefined;
}

/** An empty object that inherits nothing, so that any text can be a name in it. */
export function emptyMap<Value>(): Record<string, Value> {
  return Object.create(null);
}

/** The one name that JavaScript keeps for itself in objects: what is set under it is set elsewhere. */
export const keptName = "__proto__";
