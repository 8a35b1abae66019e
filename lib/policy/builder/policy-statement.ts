import type { XmlElement } from "../xml";

/** Where in the life of a call a statement stands. */
export type Place =
  | "beforeAuthentication"
  | "afterAuthentication"
  | "afterToken"
  | "backend"
  | "outbound"
  | "onError";

/** A statement that a user added. */
export interface PolicyStatement {
  readonly place: Place;
  readonly element: XmlElement;
  /** The builder's method or raw XML, for messages. */
  readonly origin: string;
}
