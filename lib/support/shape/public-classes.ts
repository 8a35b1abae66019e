import type { classes } from "./public-types";

/** A public class of which a property or a parameter can be an instance. */
export type PublicClass = keyof typeof classes;

type Class = abstract new (...given: never[]) => unknown;

const loaded = new Map<string, Class>();

/**
 * Notes a class under its public name, which a minified program has no more. It is called beside the class: what
 * checks instances knows no part, and of a class that was not loaded there is no instance.
 */
export function publicClass(name: PublicClass, loadedClass: { readonly prototype: object }): void {
  loaded.set(name, loadedClass as Class);
}

/** Whether a value is an instance of a public class, or of a class that extends it. */
export function isInstance(value: unknown, name: PublicClass): boolean {
  const known = loaded.get(name);
  return known !== undefined && value instanceof known;
}
