/**
 * What an argument is, as far as it is known: before the first apply much is known only as a reference, and two
 * references can be compared although neither has a value yet.
 */
export type Value = LiteralValue | ListValue | MapValue | ReferenceValue | TextValue | UnknownValue;

/** A value that is known. */
export interface LiteralValue {
  readonly kind: "literal";
  readonly value: string | number | boolean | null;
  /** Whether Terraform hides it. It is compared, and never printed. */
  readonly sensitive?: boolean;
}

/** A list or a set: its blocks, where Terraform has blocks. */
export interface ListValue {
  readonly kind: "list";
  readonly items: readonly Value[];
}

/** A map, an object or a block. */
export interface MapValue {
  readonly kind: "map";
  readonly entries: ReadonlyMap<string, Value>;
}

/** What an attribute of a resource will be after the apply. */
export interface ReferenceValue {
  readonly kind: "reference";
  /** The resource instance, with its module and its key: `module.hub.azurerm_api_management.this["eu"]`. */
  readonly address: string;
  /** The attribute's path in it, for example `identity.0.principal_id`. */
  readonly attribute: string;
  /**
   * Whether it is an inference: a plan's JSON has no expressions, only what they refer to. The argument refers to this
   * attribute and to nothing else, but it may be a text around it or the result of a function.
   */
  readonly inferred?: boolean;
}

/** A text of known parts and of values that are known later: `api://${azuread_application.this.client_id}`. */
export interface TextValue {
  readonly kind: "text";
  readonly parts: readonly (string | Value)[];
}

/** What cannot be told from the input. */
export interface UnknownValue {
  readonly kind: "unknown";
  /** Why, for people: `known after apply`, `the result of jsonencode(…)`. */
  readonly because: string;
  /** What it is made of, as far as that is known. */
  readonly refersTo?: readonly ReferenceValue[];
}
