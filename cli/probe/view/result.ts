import { counted } from "../../text/words";
import { hasPassed, type ProbeOutcome, withStatus } from "../outcome";

/** What somebody reads who reads one line. */
export function headline(outcome: ProbeOutcome): string {
  const { results } = outcome;
  const wrong = withStatus(outcome, "differs").length;
  const silent = withStatus(outcome, "no-answer").length;
  const judged = results.length - withStatus(outcome, "not-judged").length;
  if (wrong + silent === 0)
    return `The live system is what the access review of its state says, in ${counted(judged, "call")}.`;
  const parts = [
    ...(wrong > 0
      ? [
          `${wrong} of ${counted(judged, "call")} ${wrong === 1 ? "differs" : "differ"} from what the access review of the state says`,
        ]
      : []),
    ...(silent > 0 ? [`${counted(silent, "call")} had no answer`] : []),
  ];
  return `${parts.join(", and ")}.`;
}

/** How a probe ended, and what it does not show, which passing does not hide. */
export function resultText(outcome: ProbeOutcome): string {
  const unjudged = withStatus(outcome, "not-judged").length;
  const sentences = [
    hasPassed(outcome) ? "Passed." : "Failed.",
    ...(outcome.untried.length > 0 ? [`${counted(outcome.untried.length, "thing")} not tried.`] : []),
    ...(unjudged > 0 ? [`${counted(unjudged, "call")} not judged.`] : []),
  ];
  return sentences.join(" ");
}
