import type { Prediction } from "../attempts/prediction";
import type { Result, Seen, Status } from "../outcome";

/** How each status is told in a word. */
export const statusWords: Readonly<Record<Status, string>> = {
  "as-predicted": "ok",
  differs: "DIFFERS",
  "no-answer": "no answer",
  "not-judged": "not judged",
};

/** `401`, `302 to login.microsoftonline.com`, `no token (AADSTS501051)` */
export function seenText(seen: Seen): string {
  switch (seen.kind) {
    case "answer":
      return seen.redirect === undefined ? String(seen.status) : `${seen.status} to ${seen.redirect}`;
    case "no-connection":
      return `no connection (${seen.because})`;
    case "no-token":
      return `no token (${seen.code})`;
  }
}

/** `401`, `an answer of the Function` */
export function predictedText(prediction: Prediction): string {
  switch (prediction.access) {
    case "reaches":
      return "an answer of the Function";
    case "refused":
      return prediction.answer;
    case "unknown":
      return "nothing";
  }
}

/** `GET https://func-orders.azurewebsites.net/` */
export function callText({ attempt: { call } }: Pick<Result, "attempt">): string {
  return `${call.method} ${call.url}`;
}
