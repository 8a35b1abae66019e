import type { MapValue, Value } from "../../value";
import { evaluate } from "../evaluation/evaluate";
import { isLiteral, toValue } from "../evaluation/result";
import type { Scope } from "../evaluation/scope";
import type { Argument, ArgumentBlock } from "./configuration";

/** The arguments of a block as values. Null is none. */
export function blockValue(block: ArgumentBlock, scope: Scope): MapValue {
  const entries = new Map<string, Value>();
  for (const [name, argument] of block.arguments) {
    const value = argumentValue(argument, scope);
    if (!isLiteral(value) || value.value !== null) entries.set(name, value);
  }
  return { kind: "map", entries };
}

function argumentValue(argument: Argument, scope: Scope): Value {
  if (argument.kind === "expression") return toValue(evaluate(argument.expression, scope));
  return { kind: "list", items: argument.blocks.map((block) => blockValue(block, scope)) };
}
