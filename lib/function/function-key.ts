import type { IConstruct } from "constructs";
import type { NamedValueOptions } from "../support/named-value-options";

/** The key that the code of a Function asks for, until its migration is over. */
export interface FunctionKey {
  readonly functionApp: IConstruct;
  readonly secret: NamedValueOptions;
}
