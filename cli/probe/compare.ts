import type { Attempt } from "./attempts/attempt";
import type { Prediction } from "./attempts/prediction";
import type { Result, Seen } from "./outcome";
import type { Answer } from "./sending/network";

type Judgement = Pick<Result, "status" | "message">;

/** Compares what an attempt saw with what the review predicts. */
export function compared(attempt: Attempt, prediction: Prediction, seen: Seen): Result {
  const judgement = judge(attempt, prediction, seen);
  return { attempt, prediction, seen, ...judgement };
}

function judge(attempt: Attempt, prediction: Prediction, seen: Seen): Judgement {
  if (prediction.access === "unknown") return { status: "not-judged", message: prediction.because };
  if (seen.kind === "no-token") return judgeNoToken(prediction);
  if (seen.kind === "no-connection") return judgeNoConnection(prediction, seen.because);
  if (isUnfit(seen)) return { status: "no-answer", message: `It answers ${seen.status}, which says nothing` };
  return prediction.access === "refused"
    ? judgeRefused(attempt, prediction.answer, seen)
    : judgeReaching(attempt, seen);
}

function judgeNoToken(prediction: Prediction): Judgement {
  return prediction.access === "reaches"
    ? differs("Entra issues no token, so the call that should reach the Function cannot be made")
    : { status: "as-predicted" };
}

function judgeNoConnection(prediction: Prediction, because: string): Judgement {
  if (prediction.access === "refused" && prediction.answer === "no connection")
    return { status: "as-predicted" };
  return { status: "no-answer", message: `There is no connection (${because})` };
}

function judgeRefused(
  attempt: Attempt,
  predicted: string,
  { status, redirect }: Answer & { kind: "answer" },
): Judgement {
  if (predicted === "no token") {
    return differs(`Entra issues a token that it is to refuse; with it, the call is answered ${status}`);
  }
  if (status === 401 || status === 403 || String(status) === predicted) return { status: "as-predicted" };
  if (redirect !== undefined && attempt.part !== "publishing") {
    return differs(
      `It redirects to ${redirect} instead of refusing: clients of an API follow, and people may sign in`,
    );
  }
  // People sign in to the SCM site with Entra, to which it sends their browsers.
  if (redirect !== undefined && isSignIn(redirect)) return { status: "as-predicted" };
  return differs(`${attempt.fault}: it answers ${status} instead of ${predicted}`);
}

function isSignIn(host: string): boolean {
  return /^login\.(microsoftonline\.(com|us)|partner\.microsoftonline\.cn|windows\.net|chinacloudapi\.cn)$/.test(
    host,
  );
}

function judgeReaching(attempt: Attempt, answer: Answer & { kind: "answer" }): Judgement {
  const { status, body } = answer;
  if (status === 401 || status === 403) {
    return differs(`A rightful call is refused with ${status}: ${refusalHint(attempt, answer)}`);
  }
  if (isOfGateway(answer))
    return differs(`The gateway answers ${status} itself: the call does not get to the Function`);
  if (attempt.mark !== undefined && body.includes(attempt.mark)) {
    return differs("What a caller says of itself in headers arrives at the Function");
  }
  return { status: "as-predicted" };
}

/** Who it was that refused. API Management answers as the first, App Service Authentication without a body. */
function refusalHint(attempt: Attempt, answer: Answer & { kind: "answer" }): string {
  if (attempt.part === "direct") return "the gate does not know the caller";
  return isOfGateway(answer)
    ? "the gateway does not accept what the call shows"
    : "the Function's gate does not accept the gateway's own token (its lists, or the role in Entra)";
}

/** API Management writes its own answers so: https://learn.microsoft.com/azure/api-management/api-management-error-handling-policies */
function isOfGateway({ body }: Answer & { kind: "answer" }): boolean {
  try {
    const { statusCode, message } = JSON.parse(body) as Record<string, unknown>;
    return typeof statusCode === "number" && typeof message === "string";
  } catch {
    return false;
  }
}

/** Answers of hosts that do not run, and of those that have had enough. */
function isUnfit({ status }: Answer & { kind: "answer" }): boolean {
  return status >= 500 || status === 429;
}

function differs(message: string): Judgement {
  return { status: "differs", message };
}

/**
 * Why an attempt may end otherwise later: hosts start, names become known, and roles become effective after an apply.
 * A door that is open is none of these.
 */
export function unsettled(prediction: Prediction, seen: Seen): string | undefined {
  if (prediction.access === "unknown" || seen.kind === "no-token") return undefined;
  if (seen.kind === "no-connection") {
    const isMeant = prediction.access === "refused" && prediction.answer === "no connection";
    return isMeant ? undefined : `no connection (${seen.because})`;
  }
  if (isUnfit(seen)) return `it answers ${seen.status}`;
  const refuses = seen.status === 401 || seen.status === 403 || isOfGateway(seen);
  return prediction.access === "reaches" && refuses ? `it answers ${seen.status}` : undefined;
}
