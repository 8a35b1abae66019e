import type { Action, Resource } from "../../stack";
import type { MapValue, ReferenceValue, Value } from "../../value";
import { blockValue } from "../configuration/argument-values";
import type { ResourceConfiguration } from "../configuration/configuration";
import type { InstanceKey } from "../configuration/module-address";
import type { ModuleInstance, ResourceInstance } from "../configuration/program";
import type { Result } from "../evaluation/result";
import { LazyValues } from "../lazy-values";
import { withDefaults } from "./provider-defaults";

/** A resource or data source of a synthesized stack. */
export class SynthesizedResource extends LazyValues implements Resource, ResourceInstance {
  public readonly provider: string;
  public readonly constructPath?: string;
  public readonly actions: readonly Action[] = [];
  public readonly replacedBy: readonly string[] = [];

  public constructor(
    public readonly address: string,
    public readonly mode: "managed" | "data",
    public readonly type: string,
    public readonly key: InstanceKey,
    private readonly configuration: ResourceConfiguration,
    private readonly module: () => ModuleInstance,
  ) {
    super();
    this.provider = configuration.provider;
    if (configuration.constructPath !== undefined) this.constructPath = configuration.constructPath;
  }

  protected read(): MapValue {
    return withDefaults(
      this.mode === "managed" ? this.type : "",
      blockValue(this.configuration.arguments, this.module().scope(this.configuration, this.key)),
    );
  }

  /** What is given is known; the rest is what the resource will have. */
  public override attribute(name: string): Result {
    const itself: ReferenceValue = { kind: "reference", address: this.address, attribute: name };
    const given = this.values.entries.get(name);
    return given ? withTheRest(given, itself) : itself;
  }
}

function withTheRest(given: Value, itself: ReferenceValue): Result {
  const inside = (item: Value, key: string | number) =>
    withTheRest(item, { ...itself, attribute: `${itself.attribute}.${key}` });
  if (given.kind === "list") return { kind: "list", items: given.items.map(inside) };
  if (given.kind !== "map") return given;
  const entries = [...given.entries].map(([name, item]) => [name, inside(item, name)] as const);
  return { kind: "map", entries: new Map(entries), itself };
}
