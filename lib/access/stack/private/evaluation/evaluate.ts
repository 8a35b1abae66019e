import type { Expression, ForExpression } from "../expressions/expression";
import { parseTemplate } from "../expressions/parser";
import { fileText, functions } from "./functions";
import { evaluateReferences } from "./references";
import {
  isId,
  isLiteral,
  keyOf,
  literalValue,
  membersOf,
  type Result,
  referencesIn,
  stepInto,
  unknown,
} from "./result";
import { type Scope, withNames } from "./scope";
import { concatenated } from "./text";

/** What an expression comes to, as far as that is known. */
export function evaluate(expression: Expression, scope: Scope): Result {
  switch (expression.kind) {
    case "literal":
      return literalValue(expression.value);
    case "template":
      return concatenated(expression.parts.map((part) => evaluate(part, scope)));
    case "root":
    case "item":
      return scope.lookUp(expression.kind === "root" ? expression.name : ITEM);
    case "step":
      return step(evaluate(expression.of, scope), evaluate(expression.key, scope));
    case "splat":
      return splat(evaluate(expression.of, scope), expression.each, scope);
    case "list":
      return { kind: "list", items: expression.items.map((item) => evaluate(item, scope)) };
    case "object":
      return object(expression.entries, scope);
    case "for":
      return evaluateFor(expression, scope);
    case "dynamic":
      return dynamicBlocks(expression, scope);
    case "conditional":
      return conditional(expression, scope);
    case "operation":
      return operation(
        expression.operator,
        expression.operands.map((operand) => evaluate(operand, scope)),
      );
    case "call":
      return call(expression, scope);
    case "references":
      return evaluateReferences(expression.references, scope, evaluate);
    case "unread":
      return unknown(expression.because);
  }
}

const ITEM = "*";

function step(of: Result, key: Result): Result {
  const name = keyOf(key);
  if (name !== undefined) return stepInto(of, name);
  return unknown("an element by a key that is known after apply", [
    ...referencesIn(of),
    ...referencesIn(key),
  ]);
}

function splat(of: Result, each: Expression, scope: Scope): Result {
  const items = of.kind === "map" ? [of] : membersOf(of)?.map(([, item]) => item);
  if (items === undefined) return unknown("the elements of what is known after apply", referencesIn(of));
  return { kind: "list", items: items.map((item) => evaluate(each, withNames(scope, { [ITEM]: item }))) };
}

function object(entries: readonly (readonly [Expression, Expression])[], scope: Scope): Result {
  const found = new Map<string, Result>();
  for (const [key, value] of entries) {
    const name = keyOf(evaluate(key, scope));
    if (name === undefined) return unknown("an object with a key that is known after apply");
    found.set(String(name), evaluate(value, scope));
  }
  return { kind: "map", entries: found, isWhole: true };
}

function evaluateFor(expression: ForExpression, scope: Scope): Result {
  const of = evaluate(expression.of, scope);
  const members = membersOf(of);
  if (members === undefined) return unknown("for each of what is known after apply", referencesIn(of));
  const items: Result[] = [];
  const entries = new Map<string, Result>();
  for (const [key, item] of members) {
    const names = expression.names.length === 1 ? [item] : [literalValue(key), item];
    const bound = withNames(
      scope,
      Object.fromEntries(expression.names.map((name, index) => [name, names[index]])),
    );
    if (expression.condition) {
      const condition = evaluate(expression.condition, bound);
      if (!isLiteral(condition)) return unknown("a condition that is known after apply");
      if (condition.value !== true) continue;
    }
    const value = evaluate(expression.value, bound);
    if (!expression.key) items.push(value);
    else if (!addEntry(entries, evaluate(expression.key, bound), value, expression.groups))
      return unknown("an object with a key that is known after apply");
  }
  return expression.key ? { kind: "map", entries } : { kind: "list", items };
}

function dynamicBlocks({ iterator, of, content }: Expression & { kind: "dynamic" }, scope: Scope): Result {
  const collection = evaluate(of, scope);
  const members = membersOf(collection);
  if (members === undefined)
    return unknown("a block for each of what is known after apply", referencesIn(collection));
  const items = members.map(([key, value]) => {
    const entries = new Map([
      // A list and a set are alike here, and the elements of a set are their own keys.
      ["key", collection.kind === "list" ? unknown("the key of a list or a set") : literalValue(key)],
      ["value", value],
    ]);
    return evaluate(content, withNames(scope, { [iterator]: { kind: "map", entries } }));
  });
  return { kind: "list", items };
}

function addEntry(entries: Map<string, Result>, key: Result, value: Result, groups: boolean): boolean {
  const name = keyOf(key);
  if (name === undefined) return false;
  const before = entries.get(String(name));
  const grouped = before?.kind === "list" ? [...before.items, value] : [value];
  entries.set(String(name), groups ? { kind: "list", items: grouped } : value);
  return true;
}

function conditional(expression: Expression & { kind: "conditional" }, scope: Scope): Result {
  const condition = evaluate(expression.condition, scope);
  if (isLiteral(condition) && typeof condition.value === "boolean")
    return evaluate(condition.value ? expression.then : expression.otherwise, scope);
  const branches = [expression.then, expression.otherwise].map((branch) => evaluate(branch, scope));
  if (JSON.stringify(branches[0]) === JSON.stringify(branches[1]) && isPlain(branches[0])) return branches[0];
  return unknown("a condition that is known after apply", branches.flatMap(referencesIn));
}

function isPlain({ kind }: Result): boolean {
  return kind === "literal" || kind === "reference" || kind === "text";
}

function operation(operator: string, operands: readonly Result[]): Result {
  const values = operands.map((operand) => (isLiteral(operand) ? operand.value : undefined));
  const sensitive = operands.some((operand) => isLiteral(operand) && operand.sensitive);
  const [left, right] = values;
  // One side decides, whatever the other is.
  if (operator === "&&" && values.includes(false)) return literalValue(false, sensitive);
  if (operator === "||" && values.includes(true)) return literalValue(true, sensitive);
  if (values.includes(undefined)) {
    return (
      comparedReferences(operator, operands) ??
      unknown(`the result of ${operator}`, operands.flatMap(referencesIn))
    );
  }
  const found = calculated(operator, left, right, operands.length);
  return found === undefined ? unknown(`the result of ${operator}`) : literalValue(found, sensitive);
}

/** What is compared with null is not null once it is applied, whatever it will be. */
function comparedReferences(operator: string, operands: readonly Result[]): Result | undefined {
  if (operator !== "==" && operator !== "!=") return undefined;
  const isNull = (operand: Result) => isLiteral(operand) && operand.value === null;
  const isSomething = (operand: Result) => /^(list|map|group)$/.test(operand.kind) || isId(operand);
  if (!operands.some(isNull) || !operands.some(isSomething)) return undefined;
  return literalValue(operator === "!=");
}

type Scalar = string | number | boolean | null | undefined;

function calculated(operator: string, left: Scalar, right: Scalar, operands: number): Scalar {
  if (operands === 1) {
    if (operator === "!") return typeof left === "boolean" ? !left : undefined;
    return typeof left === "number" ? -left : undefined;
  }
  if (operator === "==") return left === right;
  if (operator === "!=") return left !== right;
  if (operator === "&&") return left === true && right === true;
  if (operator === "||") return left === true || right === true;
  return typeof left === "number" && typeof right === "number"
    ? arithmetic[operator]?.(left, right)
    : undefined;
}

const arithmetic: Readonly<Record<string, (left: number, right: number) => number | boolean>> = {
  "+": (left, right) => left + right,
  "-": (left, right) => left - right,
  "*": (left, right) => left * right,
  "/": (left, right) => left / right,
  "%": (left, right) => left % right,
  "<": (left, right) => left < right,
  ">": (left, right) => left > right,
  "<=": (left, right) => left <= right,
  ">=": (left, right) => left >= right,
};

function call({ name, args, expandsLast }: Expression & { kind: "call" }, scope: Scope): Result {
  const given = args.map((argument) => evaluate(argument, scope));
  const last = given.at(-1);
  const expanded = expandsLast && last ? membersOf(last)?.map(([, item]) => item) : undefined;
  const results = expanded ? [...given.slice(0, -1), ...expanded] : given;
  const implementation = Object.hasOwn(functions, name) ? functions[name] : undefined;
  const found = name === "templatefile" ? rendered(results, scope) : implementation?.(results, scope);
  const isKnown = found !== undefined && !(expandsLast && !expanded);
  return isKnown ? found : unknown(`the result of ${name}(…)`, results.flatMap(referencesIn));
}

function rendered([path, names]: readonly Result[], scope: Scope): Result | undefined {
  const text = fileText(path, scope);
  const members = names && membersOf(names);
  if (!text || !members) return undefined;
  const nothing = { lookUp: (name: string) => unknown(`the template's ${name}`) };
  return evaluate(parseTemplate(String(text.value)), withNames(nothing, Object.fromEntries(members)));
}
