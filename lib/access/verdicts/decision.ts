import type { Doubt } from "../graph/doubt";
import type { Site } from "../graph/sites";
import { printed } from "../graph/values";
import type { ProofStep } from "../report";

/** Whether one control lets a call through. Of several, each must. */
export type Check = Passes | Refuses | Unsure;

export interface Passes {
  readonly result: "passes";
  readonly proof: readonly ProofStep[];
}

export interface Refuses {
  readonly result: "refuses";
  readonly answer: string;
  /** The control, for people. */
  readonly control: string;
  readonly proof: readonly ProofStep[];
  /** What would let the call through. */
  readonly turnedBy: string;
}

export interface Unsure {
  readonly result: "unsure";
  readonly because: string;
  readonly proof: readonly ProofStep[];
}

/** What becomes of a call. */
export type Decision =
  | {
      readonly access: "reaches";
      readonly as: string;
      readonly proof: readonly ProofStep[];
      readonly turnedBy?: string;
    }
  | {
      readonly access: "refused";
      readonly answer: string;
      readonly control: string;
      readonly proof: readonly ProofStep[];
      readonly turnedBy: string;
    }
  | { readonly access: "unknown"; readonly because: string; readonly proof: readonly ProofStep[] };

export function passes(...proof: readonly ProofStep[]): Passes {
  return { result: "passes", proof };
}

export function unsure(because: string, ...proof: readonly ProofStep[]): Unsure {
  return { result: "unsure", because, proof };
}

/** A check that something else decides, which is not read. */
export function doubtful({ address, argument, value, because }: Doubt): Unsure {
  return unsure(because, { address, argument, value: printed(value), meaning: because });
}

export function reaches(as: string, proof: readonly ProofStep[], turnedBy?: string): Decision {
  return { access: "reaches", as, proof, turnedBy };
}

export function unknown(because: string, proof: readonly ProofStep[]): Decision {
  return { access: "unknown", because, proof };
}

/** A step of a proof that is written in the resource of a site. */
export function atSite(site: Site, argument: string, value: string, meaning: string): ProofStep {
  return { address: site.id, argument, value, meaning };
}

/** A check that says where its doubt is, if it does not by itself. */
export function located(check: Check, step: ProofStep): Check {
  return check.result === "unsure" && check.proof.length === 0 ? { ...check, proof: [step] } : check;
}

/** The decision of controls that a call meets in this order, each of which can turn it away. */
export function decide(checks: readonly Check[], as: string, turnedBy?: string): Decision {
  const refusals = checks.filter((check): check is Refuses => check.result === "refuses");
  if (refusals.length > 0) return refused(refusals);
  const doubt = checks.find((check): check is Unsure => check.result === "unsure");
  const before = doubt ? checks.slice(0, checks.indexOf(doubt)) : checks;
  const proof = before.flatMap((check) => check.proof);
  if (doubt) return unknown(doubt.because, doubt.proof.length > 0 ? doubt.proof : proof);
  return reaches(as, proof, turnedBy);
}

/** The first control that refuses is what a caller meets; the others say whether one change would be enough. */
function refused([first, ...others]: readonly Refuses[]): Decision {
  const controls = [...new Set(others.map(({ control }) => control))].filter((one) => one !== first.control);
  const turnedBy =
    controls.length === 0
      ? first.turnedBy
      : `no single change: besides ${first.control}, it is refused by ${controls.join(" and ")}`;
  return { access: "refused", answer: first.answer, control: first.control, proof: first.proof, turnedBy };
}

/** The decision where a caller chooses among ways: one that leads through is enough. */
export function anyOf(decisions: readonly Decision[]): Decision {
  return (
    decisions.find(({ access }) => access === "reaches") ??
    decisions.find(({ access }) => access === "unknown") ??
    decisions[0]
  );
}

/** The same, where a refusal is that of the way which leads farthest: it says what would have to change. */
export function farthestOf(ways: readonly Decision[]): Decision {
  const best = anyOf(ways);
  if (best.access !== "refused") return best;
  return ways.reduce((farthest, way) => (way.proof.length > farthest.proof.length ? way : farthest));
}

/** The decision where it is not known which of several ways a call goes: only what holds of all is decided. */
export function allOf(decisions: readonly Decision[], doubt: () => Decision): Decision {
  const [first] = decisions;
  if (decisions.every(({ access }) => access === first.access)) return first;
  return doubt();
}

/** A decision with what a call met before. */
export function after(proof: readonly ProofStep[], decision: Decision): Decision {
  return proof.length === 0 ? decision : { ...decision, proof: [...proof, ...decision.proof] };
}
