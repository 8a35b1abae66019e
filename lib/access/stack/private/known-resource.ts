import type { Action, Resource } from "../stack";
import type { MapValue } from "../value";
import type { InstanceKey } from "./configuration/module-address";
import type { ResourceInstance } from "./configuration/program";
import { inside, knownValue } from "./json-values";
import { LazyMap } from "./lazy-map";
import { LazyValues } from "./lazy-values";

export interface KnownResourceInput {
  readonly address: string;
  readonly mode: "managed" | "data";
  readonly type: string;
  readonly index?: string | number;
  readonly values: unknown;
  readonly sensitive: unknown;
  readonly provider: string;
  readonly actions: readonly Action[];
  readonly previousAddress?: string;
}

/** A resource that exists: all its values are known. */
export class KnownResource extends LazyValues implements Resource, ResourceInstance {
  public readonly address: string;
  public readonly mode: "managed" | "data";
  public readonly type: string;
  public readonly key: InstanceKey;
  public readonly provider: string;
  public readonly actions: readonly Action[];
  public readonly replacedBy: readonly string[] = [];
  public readonly previousAddress?: string;

  public constructor(private readonly input: KnownResourceInput) {
    super();
    this.address = input.address;
    this.mode = input.mode;
    this.type = input.type;
    this.key = input.index;
    this.provider = input.provider;
    this.actions = input.actions;
    if (input.previousAddress !== undefined) this.previousAddress = input.previousAddress;
  }

  protected read(): MapValue {
    const { values, sensitive } = this.input;
    const json = typeof values === "object" && values !== null ? values : {};
    const names = new Set(Object.keys(json));
    const read = (name: string) => knownValue(Reflect.get(json, name), inside(sensitive, name));
    return { kind: "map", entries: new LazyMap(names, read) };
  }
}
