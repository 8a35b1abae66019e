import type { Attempt } from "./attempts/attempt";
import type { Prediction } from "./attempts/prediction";
import type { Result, Seen } from "./outcome";
import type { Answer } from "./sending/network";

type Judgement = Pick<Result, "status" | "message">;
type Answered = Extract<Answer, { kind: "answer" }>;

/** Compares what an attempt saw with what the review predicts. */
export function compared(attempt: Attempt, prediction: Prediction, seen: Seen): Result {
  const judgement = judge(attempt, prediction, seen);
  return { attempt, prediction, seen, ...judgement };
}

function judge(attempt: Attempt, prediction: Prediction, seen: Seen): Judgement {
  if (prediction.access === "unknown") return { status: "not-judged", message: prediction.because };
  if (seen.kind === "no-token") return judgeNoToken(prediction);
  if (seen.kind === "no-connection") return judgeNoConnection(prediction, seen.because);
  if (isUnfit(prediction, seen))
    return { status: "no-answer", message: `It answers ${seen.status}, which says nothing` };
  return prediction.access === "refused"
    ? judgeRefused(attempt, prediction, seen)
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
  const message = `There is no connection (${because})`;
  return isOfNetwork(prediction)
    ? { status: "not-judged", message: `${message}: the network may keep it out, or nothing may be there` }
    : { status: "no-answer", message };
}

/** Whether the network is what refuses, before anything else sees the call. */
function isOfNetwork(prediction: Prediction): boolean {
  return prediction.access === "refused" && prediction.control?.startsWith("Network:") === true;
}

function judgeRefused(
  attempt: Attempt,
  prediction: Extract<Prediction, { access: "refused" }>,
  seen: Answered,
): Judgement {
  const { answer } = prediction;
  const { status, redirect } = seen;
  if (answer === "no token") {
    return differs(`Entra issues a token that it is to refuse; with it, the call is answered ${status}`);
  }
  if (String(status) === answer) return { status: "as-predicted" };
  const signsIn = attempt.part === "publishing" && redirect !== undefined && isSignIn(redirect);
  if (status === 401 || status === 403 || signsIn) {
    return isOfNetwork(prediction)
      ? differs(
          `The network lets the call in, which is then refused (where the probe runs inside of it: --from network)`,
        )
      : { status: "as-predicted" };
  }
  if (status === 404 && isOfGateway(seen))
    return differs("The gateway answers 404 itself: it has no such operation");
  if (redirect !== undefined) {
    return differs(
      `It redirects to ${redirect} instead of refusing: clients of an API follow, and people may sign in`,
    );
  }
  return differs(`${attempt.fault}: it answers ${status} instead of ${answer}`);
}

/** Where people sign in with Entra: the SCM site sends their browsers there. */
function isSignIn(host: string): boolean {
  return /^login\.(microsoftonline\.(com|us)|partner\.microsoftonline\.cn|windows\.net|chinacloudapi\.cn)$/.test(
    host,
  );
}

function judgeReaching(attempt: Attempt, answer: Answered): Judgement {
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
function refusalHint(attempt: Attempt, answer: Answered): string {
  if (attempt.part === "direct") return "the gate does not know the caller";
  return isOfGateway(answer)
    ? "the gateway does not accept what the call shows"
    : "the Function's gate does not accept the gateway's own token (its lists, or the role in Entra)";
}

/** API Management writes its own answers so: https://learn.microsoft.com/azure/api-management/api-management-error-handling-policies */
function isOfGateway({ body }: Answered): boolean {
  try {
    const { statusCode, message } = JSON.parse(body) as Record<string, unknown>;
    return typeof statusCode === "number" && typeof message === "string";
  } catch {
    return false;
  }
}

/** Answers of hosts that do not run, of Azure in place of an app that is not there, and of who has had enough. */
function isUnfit(prediction: Prediction, { status, body }: Answered): boolean {
  // Azure's page for a stopped app may come where the network refuses, too.
  if (status === 403 && isOfNetwork(prediction)) return false;
  return status >= 500 || status === 429 || /404 Web Site not found|This web app is stopped/i.test(body);
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
    return isMeant || isOfNetwork(prediction) ? undefined : `no connection (${seen.because})`;
  }
  if (isUnfit(prediction, seen)) return `it answers ${seen.status}`;
  const isRefusal = seen.status === 401 || seen.status === 403;
  const isNotThere = seen.status === 404 && isOfGateway(seen);
  const isEarly = isNotThere || (isRefusal && prediction.access === "reaches");
  return isEarly ? `it answers ${seen.status}` : undefined;
}
