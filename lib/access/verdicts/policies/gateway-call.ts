import type { Presented } from "../presented";
import type { CallerToken } from "./tokens-at-gateway";

/** Who calls a gateway, and with what. */
export interface GatewayCall {
  readonly token: CallerToken;
  /** What the caller's own token is to the Function, if the gateway hands it on. */
  readonly presented: Presented;
  readonly origin: "internet" | "inside";
}
