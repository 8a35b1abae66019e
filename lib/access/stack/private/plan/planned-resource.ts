import type { Action, Resource } from "../../stack";
import type { MapValue, Value } from "../../value";
import type { ResourceConfiguration } from "../configuration/configuration";
import type { InstanceKey } from "../configuration/module-address";
import type { ModuleInstance, ResourceInstance } from "../configuration/program";
import { literalValue, type Result } from "../evaluation/result";
import { inside, knownValue } from "../json-values";
import type { ResourceChangeJson } from "./plan-format";
import { type Planned, UnknownArgument } from "./unknown-argument";

/** Where a resource stands in the configuration; neither for what is no longer in it. */
export interface Placed {
  readonly module?: ModuleInstance;
  readonly configuration?: ResourceConfiguration;
}

/** A resource after the plan. Its values are found when they are first asked for. */
export class PlannedResource implements Resource, ResourceInstance {
  public readonly address: string;
  public readonly mode: "managed" | "data";
  public readonly type: string;
  public readonly key: InstanceKey;
  public readonly actions: readonly Action[];
  public readonly replacedBy: readonly string[];
  public readonly previousAddress?: string;
  private found: MapValue | undefined;
  private later: UnknownArgument | undefined;

  public constructor(
    private readonly json: ResourceChangeJson,
    private readonly place: () => Placed,
  ) {
    const { address, mode, type, index, change, previous_address } = json;
    this.address = address;
    this.mode = mode;
    this.type = type;
    this.key = index;
    this.actions = actionsOf(json);
    this.replacedBy = (change.replace_paths ?? []).map((path) => path.join("."));
    if (previous_address !== undefined && previous_address !== address)
      this.previousAddress = previous_address;
  }

  public get provider(): string {
    return this.place().configuration?.provider || (this.json.provider_name ?? "");
  }

  public get constructPath(): string | undefined {
    return this.place().configuration?.constructPath;
  }

  public get values(): MapValue {
    this.found ??= this.read();
    return this.found;
  }

  public attribute(name: string): Result {
    return this.values.entries.get(name) ?? literalValue(null);
  }

  private read(): MapValue {
    const { after, after_unknown: unknown, after_sensitive: sensitive } = this.json.change;
    const value = this.valueOf({ known: after ?? {}, unknown, sensitive }, []);
    return value?.kind === "map" ? value : { kind: "map", entries: new Map() };
  }

  private valueOf(planned: Planned, path: readonly (string | number)[]): Value | undefined {
    const { known, unknown, sensitive } = planned;
    if (unknown === true) return this.unknownValue(path);
    if (!hasUnknown(unknown)) return knownValue(known, sensitive);
    const part = (key: string | number) =>
      this.valueOf(
        { known: inside(known, key), unknown: inside(unknown, key), sensitive: inside(sensitive, key) },
        [...path, key],
      );
    if (Array.isArray(known) || Array.isArray(unknown)) {
      const length = Math.max(lengthOf(known), lengthOf(unknown));
      return { kind: "list", items: Array.from({ length }, (_, index) => part(index) ?? literalValue(null)) };
    }
    const entries = new Map<string, Value>();
    for (const name of new Set([...namesOf(known), ...namesOf(unknown)])) {
      const value = part(name);
      if (value) entries.set(name, value);
    }
    return { kind: "map", entries };
  }

  private unknownValue(path: readonly (string | number)[]): Value {
    if (!this.later) {
      const { module, configuration } = this.place();
      this.later = new UnknownArgument(this.address, this.key, this.json.change, module, configuration);
    }
    return this.later.valueAt(path);
  }
}

function actionsOf({ change }: ResourceChangeJson): Action[] {
  const actions = change.actions.filter((action): action is Action => action !== "no-op");
  return change.importing ? [...actions, "import"] : actions;
}

function hasUnknown(mask: unknown): boolean {
  if (mask === true) return true;
  if (typeof mask !== "object" || mask === null) return false;
  for (const item of Object.values(mask)) if (hasUnknown(item)) return true;
  return false;
}

function lengthOf(value: unknown): number {
  return Array.isArray(value) ? value.length : 0;
}

function namesOf(value: unknown): string[] {
  return typeof value === "object" && value !== null ? Object.keys(value) : [];
}
