import { type ArgumentFacts, type Fields, isBlock } from "../facts/provider-facts";
import { isObject, type ObjectValue, UNKNOWN, Unknown, type Value } from "./values";

/**
 * Plans as the real providers do: what the stack says stays, an argument left out gets its default, and what
 * Azure decides is unknown until it exists and keeps its value afterwards.
 */
export function planFields(fields: Fields, config: ObjectValue, prior: ObjectValue | undefined): ObjectValue {
  const planned = Object.entries(fields).map(([name, argument]) => {
    const given = config[name] ?? null;
    const before = prior?.[name] ?? null;
    return [name, argument.fields ? planNested(argument, given, before) : planValue(argument, given, before)];
  });
  return Object.fromEntries(planned);
}

function planValue(argument: ArgumentFacts, given: Value, prior: Value): Value {
  if (given !== null) return given;
  if (argument.default !== undefined) return argument.default;
  return argument.computed ? (prior ?? UNKNOWN) : null;
}

function planNested(argument: ArgumentFacts, given: Value, prior: Value): Value {
  const { fields = {}, type } = argument;
  if (given instanceof Unknown) return given;
  if (type === "Single") return isObject(given) ? planFields(fields, given, asObject(prior)) : null;
  const items = Array.isArray(given) ? given : [];
  if (items.length === 0 && argument.computed) return prior ?? UNKNOWN;
  if (items.length === 0) return isBlock(argument) ? [] : given;
  const before = Array.isArray(prior) ? prior : [];
  return items.map((item, index) => {
    if (!isObject(item)) return item;
    return planFields(
      fields,
      item,
      type === "Set" ? sameElement(fields, item, before) : asObject(before[index]),
    );
  });
}

/** The element of a set before the change that differs from a configured one in nothing but what Azure decides. */
function sameElement(fields: Fields, item: ObjectValue, before: readonly Value[]): ObjectValue | undefined {
  const wanted = planFields(fields, item, undefined);
  return before.filter(isObject).find((element) => agrees(wanted, element));
}

function agrees(wanted: Value, found: Value | undefined): boolean {
  if (wanted instanceof Unknown) return true;
  if (Array.isArray(wanted)) {
    return (
      Array.isArray(found) &&
      wanted.length === found.length &&
      wanted.every((item, index) => agrees(item, found[index]))
    );
  }
  if (!isObject(wanted)) return wanted === (found ?? null);
  return isObject(found) && Object.entries(wanted).every(([name, item]) => agrees(item, found[name]));
}

function asObject(value: Value | undefined): ObjectValue | undefined {
  return isObject(value) ? value : undefined;
}
