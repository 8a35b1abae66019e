import type { OperationEndpoint, TokenHolder } from "../../../lib/access/endpoints/endpoints";
import { CALLER_TOKEN, SUBSCRIPTION_KEY } from "../options";
import type { Subject } from "../subject";
import type { CallerToken } from "../tokens/caller-token";
import type { Credential } from "./attempt";
import type { Prediction, Predictions } from "./prediction";

/** What a gateway asks for, as far as it was given to the probe, and what the review says of whoever shows it. */
export interface RightfulCall {
  readonly credential: Credential;
  readonly prediction: Prediction;
}

/** The call that is to be answered, or why it cannot be made. */
export function rightfulCall(
  { given, predictions }: Subject,
  { entrance, holders, keyHeader }: OperationEndpoint,
  none: Prediction,
): RightfulCall | { readonly because: string } {
  const needsKey = none.access === "refused" && none.control === "API Management: subscription_required";
  if (needsKey && !given.hasKey) return { because: `${SUBSCRIPTION_KEY} holds no subscription key` };
  if (holders.length === 0) {
    if (!needsKey) return { because: "the review does not say what it asks for" };
    return {
      credential: { kind: "key", header: keyHeader },
      prediction: predictions.of(entrance, "subscription-key"),
    };
  }
  if (!given.caller) return { because: `${CALLER_TOKEN} holds no caller's token` };
  const holder = holderOf(given.caller, holders);
  const header = (holder ?? holders[0]).header;
  if (header === undefined) return { because: "it looks for the token in another place than a header" };
  return {
    credential: { kind: "caller", header, ...(needsKey && { keyHeader }) },
    prediction: ofToken(predictions, entrance, holders, given.caller),
  };
}

/** What the review says of whoever a token is of. */
export function ofToken(
  predictions: Predictions,
  entrance: string,
  holders: readonly TokenHolder[],
  token: CallerToken,
): Prediction {
  const holder = holderOf(token, holders);
  return predictions.of(entrance, holder?.caller ?? (token.isUser ? "tenant-user" : "tenant-application"));
}

/** Whom a policy takes a caller for. */
function holderOf(caller: CallerToken, holders: readonly TokenHolder[]): TokenHolder | undefined {
  return (
    holders.find(({ application }) => application?.toLowerCase() === caller.application?.toLowerCase()) ??
    holders.find(({ application }) => application === undefined)
  );
}
