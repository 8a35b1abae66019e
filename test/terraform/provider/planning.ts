import type { BlockSchema } from "../schema/schema-model";
import { mapBlock } from "./block-walk";
import { forcesReplacement } from "./known-arguments";
import { isObject, type ObjectValue, sameValue, UNKNOWN, type Value } from "./values";

export interface Plan {
  readonly planned: Value;
  /** The top-level arguments whose change replaces the resource. */
  readonly replacedBy: readonly string[];
}

/**
 * Plans as a provider does: what the stack says stays, what Azure decides is unknown until it exists, and
 * keeps its value afterwards.
 */
export function planChange(type: string, block: BlockSchema, prior: Value, proposed: Value): Plan {
  if (!isObject(proposed)) return { planned: null, replacedBy: [] };
  const planned = mapBlock(block, proposed, (_name, attribute, value) =>
    value === null && attribute.computed ? UNKNOWN : value,
  );
  return { planned, replacedBy: isObject(prior) ? replacing(type, block, prior, planned) : [] };
}

function replacing(type: string, block: BlockSchema, prior: ObjectValue, planned: ObjectValue): string[] {
  return Object.keys(block.attributes).filter(
    (name) => forcesReplacement(type, name) && !sameValue(prior[name], planned[name]),
  );
}
