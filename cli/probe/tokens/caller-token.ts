import { UsageError } from "../../usage-error";
import { CALLER_TOKEN } from "../options";

/** The token of a rightful caller, and what it says of itself. */
export interface CallerToken {
  readonly token: string;
  /** The client id of its application: `azp`, and `appid` in tokens of version 1. */
  readonly application?: string;
  readonly isUser: boolean;
}

/** Reads the caller's token that the environment holds. */
export function callerTokenOf(token: string | undefined): CallerToken | undefined {
  if (token === undefined || token === "") return undefined;
  const { azp, appid, scp } = claimsOf(token);
  const application = [azp, appid].find((value): value is string => typeof value === "string");
  return { token, application, isUser: scp !== undefined };
}

function claimsOf(token: string): Readonly<Record<string, unknown>> {
  const [, payload, signature] = token.split(".");
  try {
    if (signature === undefined) throw new TypeError("It has not the three parts of a token.");
    const claims: unknown = JSON.parse(Buffer.from(payload, "base64url").toString("utf8"));
    if (typeof claims !== "object" || claims === null) throw new TypeError("Its claims are no object.");
    return claims as Record<string, unknown>;
  } catch {
    throw new UsageError(
      `${CALLER_TOKEN} holds no access token: it must be a JWT, without "Bearer". Get one as the caller does, for example:\n` +
        `export ${CALLER_TOKEN}="$(az account get-access-token --scope <audience>/.default --query accessToken --output tsv)"`,
    );
  }
}
