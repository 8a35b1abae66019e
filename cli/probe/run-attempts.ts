import type { Attempt, Untried } from "./attempts/attempt";
import { compared, unsettled } from "./compare";
import type { Result } from "./outcome";
import type { Network } from "./sending/network";
import type { Patience } from "./sending/patience";
import type { Credentials } from "./tokens/credentials";

/** What attempts are made with. */
export interface Means {
  readonly network: Network;
  readonly credentials: Credentials;
  readonly patience: Patience;
}

/** Makes an attempt, or says why it could not be made. */
export async function made(attempt: Attempt, means: Means): Promise<Result | Untried> {
  const { part, entrance, how, call, credential, predictionOf } = attempt;
  const untried = (because: string): Untried => ({ part, entrance, how, because });
  const shown = await means.credentials.of(credential);
  if (shown.kind === "not-asked") return untried(shown.because);
  if (shown.kind === "refused") {
    const { prediction } = attempt;
    const isOfEntra = prediction.access === "refused" && prediction.answer === "no token";
    // Where somebody else is to judge the token, there was none to judge.
    return isOfEntra || prediction.access === "reaches"
      ? compared(attempt, prediction, { kind: "no-token", code: shown.code })
      : untried(`Entra issues no token for it (${shown.code})`);
  }
  const prediction = shown.issued && predictionOf ? predictionOf(shown.issued) : attempt.prediction;
  const headers = { ...call.headers, ...shown.headers };
  const seen = await means.patience.until(
    () => means.network.send({ ...call, headers }),
    (answer) => {
      const reason = unsettled(prediction, answer);
      return reason && `${call.method} ${call.url}: ${reason}`;
    },
  );
  return compared(attempt, prediction, seen);
}
