import type { ReferenceValue, UnknownValue, Value } from "../../value";
import type { Argument, ArgumentBlock, ResourceConfiguration } from "../configuration/configuration";
import type { InstanceKey } from "../configuration/module-address";
import type { ModuleInstance } from "../configuration/program";
import { evaluate } from "../evaluation/evaluate";
import { evaluateEach } from "../evaluation/references";
import {
  inferred,
  isLiteral,
  type Result,
  referencesIn,
  stepInto,
  stepsInto,
  toValue,
  unknown,
} from "../evaluation/result";
import type { Scope } from "../evaluation/scope";
import type { Expression } from "../expressions/expression";
import { inside } from "../json-values";
import { asFarAsInferred } from "./inferred-values";
import type { ChangeJson } from "./plan-format";
import { type Planned, part } from "./planned";

type Path = readonly (string | number)[];

/** What the arguments of a resource are that Terraform says are known after apply. */
export class UnknownArgument {
  public constructor(
    private readonly address: string,
    private readonly key: InstanceKey,
    private readonly change: ChangeJson,
    private readonly module: ModuleInstance | undefined,
    private readonly configuration: ResourceConfiguration | undefined,
  ) {}

  public valueAt(path: Path): Value {
    if (!this.module || !this.configuration) return unknown("known after apply");
    const planned = { known: this.change.after, unknown: this.change.after_unknown, sensitive: false };
    const value = this.inBlock(this.configuration.arguments, path, path, planned);
    return asFarAsInferred(value, nameOf(path));
  }

  private inBlock(block: ArgumentBlock, path: Path, whole: Path, planned: Planned): Value {
    const [name, ...rest] = path;
    const argument = block.arguments.get(String(name));
    const here = part(planned, name);
    if (!argument) return this.isDecidedByProvider(rest, whole) ? this.itself(whole) : hiddenBlock(whole);
    if (argument.kind === "expression") return this.ofExpression(argument.expression, rest, here);
    return this.inBlocks(argument, rest, whole, here);
  }

  private inBlocks(
    argument: Argument & { kind: "blocks" },
    path: Path,
    whole: Path,
    planned: Planned,
  ): Value {
    const [index, ...rest] = path;
    if (argument.all) return this.inAllBlocks(argument.all, path, whole, planned);
    if (index === undefined) return unknown("blocks that are known after apply");
    const [only] = argument.blocks;
    if (typeof index === "string") return this.inBlock(only, path, whole, planned);
    const block = matchingBlock(argument.blocks, index, planned);
    return block ? this.inBlock(block, rest, whole, part(planned, index)) : hiddenBlock(whole);
  }

  private inAllBlocks(all: Expression, path: Path, whole: Path, planned: Planned): Value {
    const found = evaluate(all, this.scope());
    if (path.length === 0) return later(found);
    const value = memberAt(found, path, planned);
    if (value) return later(value);
    return decidedByProvider.test(whole.join(".")) ? this.itself(whole) : hiddenBlock(whole, found);
  }

  // An argument of a resource or of a block of it is in the configuration, unless a dynamic block has it.
  private isDecidedByProvider(rest: Path, whole: Path): boolean {
    return rest.length === 0 || decidedByProvider.test(whole.join("."));
  }

  private itself(path: Path): ReferenceValue {
    return { kind: "reference", address: this.address, attribute: path.join(".") };
  }

  private ofExpression(expression: Expression, path: Path, planned: Planned): Value {
    const scope = this.scope();
    const [key] = path;
    if (typeof key === "number") return this.ofElement(expression, key, path.slice(1), planned);
    const value =
      typeof key === "string" && expression.kind === "references"
        ? onlyUnknownMember(expression.references, planned, scope)
        : stepsInto(evaluate(expression, scope), path);
    return later(value);
  }

  /** Terraform sorts sets, what it knows first: elements are matched in the order in which they are unknown. */
  private ofElement(expression: Expression, index: number, path: Path, planned: Planned): Value {
    const list = evaluate(expression, this.scope());
    if (list.kind === "unknown" && !list.each) return toValue(list);
    const items = elementsOf(list);
    const unknownIndexes = indexesOfUnknown(planned);
    const known = new Set(Array.isArray(planned.known) ? planned.known : []);
    const candidates = items.filter((item) => !isLiteral(item) || !known.has(item.value));
    if (candidates.length !== unknownIndexes.length)
      return unknown("an element of a list that is known after apply", items.flatMap(referencesIn));
    return later(stepsInto(candidates[unknownIndexes.indexOf(index)], path));
  }

  private scope(): Scope {
    return this.module?.scope(this.configuration, this.key) ?? { lookUp: () => unknown("known after apply") };
  }
}

/** Attributes of blocks that no stack gives. */
const decidedByProvider = /^(?:identity\.\d+\.(?:principal_id|tenant_id)|site_credential\b.*)$/;

/** The argument that a path ends in. */
function nameOf(path: Path): string {
  return path.filter((step) => typeof step === "string").at(-1) ?? "";
}

function hiddenBlock(path: Path, found?: Result): UnknownValue {
  const name = path.join(".");
  if (found?.kind !== "unknown")
    return unknown(
      `a dynamic block, which a plan's JSON leaves out, has ${name}`,
      found && referencesIn(found),
    );
  return unknown(`a dynamic block has ${name}, for ${found.because}`, found.refersTo);
}

/** What is at a path of a value, as far as the plan confirms that it is that value; undefined where it does not. */
function memberAt(of: Result, [key, ...rest]: Path, planned: Planned): Result | undefined {
  if (key === undefined) return of;
  if (typeof key === "string") {
    const isThere = of.kind === "map" && of.entries.has(key);
    return isThere ? memberAt(stepInto(of, key), rest, part(planned, key)) : undefined;
  }
  if (of.kind !== "list" || !Array.isArray(planned.known) || of.items.length !== planned.known.length)
    return undefined;
  const candidates = of.items.filter((item) => mayBe(item, inside(planned.known, key)));
  const item = candidates.length === 1 ? candidates[0] : candidates.find((one) => one === of.items[key]);
  return item && memberAt(item, rest, part(planned, key));
}

/** Whether a value may be what the plan knows of one: what both know is the same. */
function mayBe(value: Result, known: unknown): boolean {
  // Of what is left out the provider says what it is.
  if (isLiteral(value) && value.value === null) return true;
  if (known === null || known === undefined) return !isLiteral(value);
  switch (value.kind) {
    case "literal":
      return String(value.value) === String(known);
    case "list":
      return Array.isArray(known) && (value.items.length === 0) === (known.length === 0);
    case "map":
      return (
        typeof known === "object" &&
        [...value.entries].every(([name, entry]) => mayBe(entry, Reflect.get(known, name)))
      );
    default:
      return true;
  }
}

/** What Terraform says is known later is no value that is known here. */
function later(result: Result): Value {
  const value = toValue(result);
  return isLiteral(value) ? unknown("known after apply") : value;
}

/**
 * The block of the configuration that a planned one was written by. Terraform sorts sets of blocks, and dynamic blocks
 * stand between the others: constants tell, and where they do not, the place does.
 */
function matchingBlock(
  blocks: readonly ArgumentBlock[],
  index: number,
  planned: Planned,
): ArgumentBlock | undefined {
  if (!Array.isArray(planned.known) || planned.known.length !== blocks.length) return undefined;
  if (blocks.length === 1) return blocks[0];
  const values = planned.known[index];
  const candidates = blocks.filter((block) => agrees(block, values));
  if (candidates.length === 1) return candidates[0];
  return candidates.includes(blocks[index]) ? blocks[index] : undefined;
}

function agrees(block: ArgumentBlock, values: unknown): boolean {
  if (typeof values !== "object" || values === null) return false;
  return [...block.arguments].every(([name, argument]) => {
    if (argument.kind !== "expression" || argument.expression.kind !== "literal") return true;
    return Reflect.get(values, name) === argument.expression.value;
  });
}

function indexesOfUnknown({ unknown: mask }: Planned): number[] {
  return Array.isArray(mask) ? mask.flatMap((item, index) => (item === true ? [index] : [])) : [];
}

/** The elements of a list, as far as they are told apart. */
function elementsOf(list: Result): readonly Result[] {
  if (list.kind === "list") return list.items;
  // What is left is known by references alone, of a list as of its only element.
  if (list.kind === "reference" && list.inferred) return [list];
  const each = list.kind === "unknown" ? (list.each ?? []) : [];
  return each.map((item) => (isLiteral(item) ? item : inferred(item)));
}

/** A map has no order: only a single unknown member can be told from references. */
function onlyUnknownMember(references: readonly string[], planned: Planned, scope: Scope): Result {
  const found = evaluateEach(references, scope, evaluate).filter((result) => !isLiteral(result));
  const mask = planned.unknown;
  const unknownMembers = typeof mask === "object" && mask !== null ? Object.values(mask).filter(Boolean) : [];
  if (found.length === 1 && unknownMembers.length === 1) return inferred(found[0]);
  return unknown("a member of a map that is known after apply", found.flatMap(referencesIn));
}
