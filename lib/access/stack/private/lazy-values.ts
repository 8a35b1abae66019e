import type { MapValue } from "../value";
import { literalValue, type Result } from "./evaluation/result";

/** The values of a resource, which are read when they are first asked for. */
export abstract class LazyValues {
  private found: MapValue | undefined;

  public get values(): MapValue {
    this.found ??= this.read();
    return this.found;
  }

  public attribute(name: string): Result {
    return this.values.entries.get(name) ?? literalValue(null);
  }

  protected abstract read(): MapValue;
}
