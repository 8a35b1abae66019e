import type { AttributeSchema, BlockSchema, NestedBlockSchema } from "../schema/schema-model";
import { isObject, type ObjectValue, type Value } from "./values";

/** Gives the value that stands for an attribute: the one found, or another. */
export type AttributeVisitor = (
  name: string,
  attribute: AttributeSchema,
  value: Value,
  path: string,
) => Value;

/** Rebuilds a block's value, passing each attribute of it and of its nested blocks through a visitor. */
export function mapBlock(
  block: BlockSchema,
  value: ObjectValue,
  visit: AttributeVisitor,
  path = "",
): ObjectValue {
  const result: ObjectValue = {};
  for (const [name, attribute] of Object.entries(block.attributes)) {
    result[name] = visit(name, attribute, value[name] ?? null, `${path}${name}`);
  }
  for (const [name, nested] of Object.entries(block.blocks)) {
    result[name] = mapNested(nested, value[name] ?? emptyNested(nested), visit, `${path}${name}`);
  }
  return result;
}

function mapNested(nested: NestedBlockSchema, value: Value, visit: AttributeVisitor, path: string): Value {
  if (Array.isArray(value)) {
    return value.map((item, index) => mapNested(nested, item, visit, `${path}[${index}]`));
  }
  return isObject(value) ? mapBlock(nested.block, value, visit, `${path}.`) : value;
}

function emptyNested(nested: NestedBlockSchema): Value {
  return nested.nesting === "SINGLE" ? null : [];
}
