import type { PolicyPlace } from "../policy-props";
import type { XmlElement } from "../xml/xml-element";

/** A statement that a user added. */
export interface PolicyStatement {
  readonly place: PolicyPlace;
  readonly element: XmlElement;
  /** The method that added it, or raw XML; for messages. */
  readonly origin: string;
  /** Whether the user vouches for what cannot be checked: the content of a fragment. */
  readonly vouched?: boolean;
  /** For which callers `cacheLookup` takes a response from the cache. */
  readonly cached?: "byCaller" | "forAll";
}
