import type { IGateway } from "../gateway/gateway-props";
import type { NamedValueOptions } from "../support/named-value-options";

/** What a named value is made from. */
export interface NamedValueProps extends NamedValueOptions {
  /** The gateway whose policies use the value. */
  readonly gateway: IGateway;
  /** Name by which policies use it, `{{name}}`: 1 to 80 letters, digits, hyphens and underscores. */
  readonly name: string;
}
