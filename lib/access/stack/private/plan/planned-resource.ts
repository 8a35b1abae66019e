import type { Action, Resource } from "../../stack";
import type { MapValue, Value } from "../../value";
import type { ResourceConfiguration } from "../configuration/configuration";
import type { InstanceKey } from "../configuration/module-address";
import type { ModuleInstance, ResourceInstance } from "../configuration/program";
import { literalValue } from "../evaluation/result";
import { knownValue } from "../json-values";
import { LazyMap } from "../lazy-map";
import { LazyValues } from "../lazy-values";
import type { ResourceChangeJson } from "./plan-format";
import { type Planned, part } from "./planned";
import { UnknownArgument } from "./unknown-argument";

/** Where a resource stands in the configuration; neither for what is no longer in it. */
export interface Placed {
  readonly module?: ModuleInstance;
  readonly configuration?: ResourceConfiguration;
}

/** A resource after the plan. */
export class PlannedResource extends LazyValues implements Resource, ResourceInstance {
  public readonly address: string;
  public readonly mode: "managed" | "data";
  public readonly type: string;
  public readonly key: InstanceKey;
  public readonly actions: readonly Action[];
  public readonly replacedBy: readonly string[];
  public readonly previousAddress?: string;
  private later: UnknownArgument | undefined;

  public constructor(
    private readonly json: ResourceChangeJson,
    private readonly place: () => Placed,
  ) {
    super();
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

  protected read(): MapValue {
    const { after, after_unknown: unknown, after_sensitive: sensitive } = this.json.change;
    return this.mapOf({ known: after, unknown, sensitive }, []);
  }

  private mapOf(planned: Planned, path: readonly (string | number)[]): MapValue {
    const names = new Set([...namesOf(planned.known), ...namesOf(planned.unknown)]);
    const read = (name: string) => this.valueOf(part(planned, name), [...path, name]);
    return { kind: "map", entries: new LazyMap(names, read) };
  }

  private valueOf(planned: Planned, path: readonly (string | number)[]): Value | undefined {
    const { known, unknown, sensitive } = planned;
    if (unknown === true) return this.unknownValue(path);
    if (!hasUnknown(unknown)) return knownValue(known, sensitive);
    if (Array.isArray(known) || Array.isArray(unknown)) {
      const length = Math.max(lengthOf(known), lengthOf(unknown));
      const item = (index: number) =>
        this.valueOf(part(planned, index), [...path, index]) ?? literalValue(null);
      return { kind: "list", items: Array.from({ length }, (_, index) => item(index)) };
    }
    return this.mapOf(planned, path);
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
