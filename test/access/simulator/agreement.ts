import { reviewAccess } from "../../../lib/access/review";
import { tenantId } from "../closed-stack";
import { firstPlan, type StackJson } from "../stack-input";
import { applied } from "./apply";
import type { Mutation } from "./mutations";
import { type Comparison, compare } from "./play";

const nothing: Comparison = { agreed: 0, unknown: 0, notPlayed: [], disagreements: [] };

/** The verdicts of a stack's first plan beside what becomes of requests after its apply. */
export function agreementOn(stack: StackJson): Comparison {
  return compare(applied(stack, tenantId), reviewAccess(firstPlan(stack)));
}

/** The same of a stack with each of some changes. */
export function agreementOnChanges(stack: StackJson, changes: readonly (readonly Mutation[])[]): Comparison {
  return sumOf(
    changes.map((mutations) => {
      const changed = mutations.reduce((current, mutation) => mutation.apply(current), stack);
      return named(mutations.map(({ name }) => name).join(", "), agreementOn(changed));
    }),
  );
}

export function sumOf(all: readonly Comparison[]): Comparison {
  return all.reduce(
    (sum, one) => ({
      agreed: sum.agreed + one.agreed,
      unknown: sum.unknown + one.unknown,
      notPlayed: [...sum.notPlayed, ...one.notPlayed],
      disagreements: [...sum.disagreements, ...one.disagreements],
    }),
    nothing,
  );
}

/** A comparison that says in each line what it is of. */
export function named(name: string, comparison: Comparison): Comparison {
  const withName = (lines: readonly string[]) => lines.map((line) => `${name}: ${line}`);
  return {
    ...comparison,
    notPlayed: withName(comparison.notPlayed),
    disagreements: withName(comparison.disagreements),
  };
}
