import { Annotations } from "cdktf";
import type { IConstruct } from "constructs";
import { describeEnd, isEnding, type LifeCycle } from "./life-cycles";

/** Warns at a construct of what it chooses, and is supported no more, or not for long. */
export function warnOfEnds(construct: IConstruct, lifeCycles: readonly (LifeCycle | undefined)[]): void {
  for (const lifeCycle of lifeCycles) {
    if (lifeCycle && isEnding(lifeCycle)) Annotations.of(construct).addWarning(describeEnd(lifeCycle));
  }
}
