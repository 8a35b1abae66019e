import { version } from "../../../package.json";
import { jsonOf } from "../../text/json";
import { hasPassed, type ProbeOutcome, type Result } from "../outcome";
import { predictedText, seenText } from "../view/words";

/** A probe for other programs. */
export function jsonText(outcome: ProbeOutcome): string {
  const { source, results, untried } = outcome;
  const document = {
    formatVersion: "1.0",
    tool: { name: "secure-function-behind-apim", version },
    source,
    passed: hasPassed(outcome),
    calls: results.map(callDocument),
    notTried: untried.map(({ part, entrance, how, because }) => ({
      part,
      entrance: entrance.id,
      how,
      because,
    })),
  };
  return `${jsonOf(document)}\n`;
}

function callDocument({ attempt, prediction, seen, status, message }: Result): object {
  const { part, entrance, how, call, story } = attempt;
  return {
    part,
    entrance: entrance.id,
    how,
    method: call.method,
    url: call.url,
    ...(story && { story }),
    predicted: predictedText(prediction),
    seen: seenText(seen),
    status,
    ...(message !== undefined && { message }),
  };
}
