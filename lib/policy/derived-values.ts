import { Annotations } from "cdktf";
import type { IConstruct } from "constructs";
import { appRegistry } from "../support/registry";

/**
 * How a value came about whose class is immutable, such as a `Policy`: the methods of these return other values, and a
 * program that calls one as a statement throws away what it meant to add.
 */
interface Derivation {
  /** The value on which the method was called; none for a value that no method returned. */
  readonly from?: Derivation;
  readonly method?: string;
  /** What was derived from the value, and neither used nor what anything used was derived from. */
  readonly unused: Set<Derivation>;
}

const derivations = new WeakMap<object, Derivation>();

/** Notes that a method of one value returned another one. */
export function noteDerived(value: object, from: object, method: string): void {
  const derivation: Derivation = { from: derivationOf(from), method, unused: new Set() };
  derivations.set(value, derivation);
  derivationOf(from).unused.add(derivation);
}

/** Notes that a value stands for another one, which a program has in its hands. */
export function noteSame(value: object, other: object): void {
  derivations.set(value, derivationOf(other));
}

/** Notes that a value is used, and with it everything that it was derived from. */
export function noteUsed(value: object): void {
  for (let one = derivationOf(value); one.from; one = one.from) one.from.unused.delete(one);
}

/**
 * Warns at synth of what was derived from values that a construct uses, and is used nowhere. What a program derives from
 * one value for several constructs is used, by the others.
 *
 * @param used the values, by what a message calls them
 */
export function warnOfUnusedDerivations(
  construct: IConstruct,
  used: Readonly<Record<string, object | undefined>>,
): void {
  const values = Object.entries(used).filter((entry): entry is [string, object] => entry[1] !== undefined);
  for (const [, value] of values) noteUsed(value);
  const warned = appRegistry<true>(construct, "derived values of which was warned");
  const warn = (name: string, derivation: Derivation) => {
    if (warned.has(derivation)) return;
    warned.set(derivation, true);
    Annotations.of(construct).addWarning(unusedWarning(name, derivation));
  };
  construct.node.addValidation({
    validate: () => {
      for (const [name, value] of values) for (const one of derivationOf(value).unused) warn(name, one);
      return [];
    },
  });
}

function derivationOf(value: object): Derivation {
  const known = derivations.get(value) ?? { unused: new Set() };
  derivations.set(value, known);
  return known;
}

function unusedWarning(name: string, { method }: Derivation): string {
  return `\`${method}()\` was called on \`${name}\`, and what it returned is used nowhere. \`Callers\` and \`Policy\` do not change: each method returns another one. Give what the last method returned, or remove the call.`;
}
