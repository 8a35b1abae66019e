import { types } from "node:util";
import { readableText } from "../readable-text";
import { validationError } from "../validation";
import { shown } from "./given";
import { pathTo } from "./paths";
import { isPlainObject } from "./plain-data";

/** How deep a document may be: what reads it later is recursive. */
const maximumDepth = 100;

/**
 * How many values a document may have, more than API Management's 4 MiB hold. One that stands in several places
 * counts in each.
 */
const maximumValues = 1_000_000;

/** How much of a path a message shows. */
const shownPathLength = 120;

/** Copies what JSON can hold, deep and frozen; what stands in several places is copied for each. */
export class JsonCopy {
  /** Why there is no copy: the first thing that JSON cannot hold. */
  public error?: string;
  private readonly names: (string | number)[] = [];
  private readonly around = new Set<object>();
  private values = 0;

  /** @param path path of the value in what was given */
  public constructor(private readonly path: string) {}

  public of(value: unknown): unknown {
    if (++this.values > maximumValues) return this.refuse("a value too many", `${maximumValues} values`);
    if (value === null || typeof value === "string" || typeof value === "boolean" || Number.isFinite(value)) {
      return value;
    }
    if (types.isDate(value)) return value.toISOString();
    if (Array.isArray(value) || isPlainObject(value)) return this.composite(value);
    return this.refuse(shown(value), "what JSON can hold");
  }

  private composite(value: unknown[] | Record<string, unknown>): unknown {
    if (this.around.has(value)) return this.refuse("an object that contains itself", "one that does not");
    if (this.around.size === maximumDepth) {
      return this.refuse(`one of more than ${maximumDepth} levels of nesting`, `at most ${maximumDepth}`);
    }
    this.around.add(value);
    const copy = Array.isArray(value) ? this.list(value) : this.map(value);
    this.around.delete(value);
    return copy;
  }

  private list(items: readonly unknown[]): readonly unknown[] {
    const copy: unknown[] = [];
    for (let index = 0; index < items.length && this.error === undefined; index++) {
      copy.push(this.within(index, items[index]));
    }
    return Object.freeze(copy);
  }

  private map(value: Record<string, unknown>): unknown {
    const copy: [string, unknown][] = [];
    for (const name of Object.keys(value)) {
      if (this.error !== undefined) break;
      const item = value[name];
      // As in JSON, what is undefined is absent.
      if (item !== undefined) copy.push([name, this.within(name, item)]);
    }
    return Object.freeze(Object.fromEntries(copy));
  }

  private within(name: string | number, value: unknown): unknown {
    this.names.push(name);
    const copy = this.of(value);
    this.names.pop();
    return copy;
  }

  private refuse(given: string, allowed: string): undefined {
    this.error ??= validationError(
      `\`${shortened(this.names.reduce(pathTo, this.path))}\` was given as ${given}`,
      `Allowed is ${allowed}`,
      "Give strings, numbers, booleans, lists and plain objects, as `JSON.parse` returns them",
    );
    return undefined;
  }
}

function shortened(given: string): string {
  const path = readableText(given);
  return path.length > shownPathLength ? `${path.slice(0, shownPathLength)}…` : path;
}
