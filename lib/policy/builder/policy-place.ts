/** Where raw XML stands in a policy. */
export enum PolicyPlace {
  /** Inbound, before the caller is authenticated. Only in an API's policy. */
  BEFORE_AUTHENTICATION = "beforeAuthentication",
  /** Inbound, after the caller is authenticated. */
  AFTER_AUTHENTICATION = "afterAuthentication",
  /** Inbound, after the gateway has its token for the Function. */
  AFTER_TOKEN = "afterToken",
  /** Instead of the plain call of the Function: one element, with one `<forward-request />` in it. */
  BACKEND = "backend",
  /** On the way back to the caller. */
  OUTBOUND = "outbound",
  /** When something failed. */
  ON_ERROR = "onError",
}
