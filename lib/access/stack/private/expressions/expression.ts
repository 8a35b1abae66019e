/** An expression of Terraform's language, or what a plan's JSON keeps of one. */
export type Expression =
  | { readonly kind: "literal"; readonly value: string | number | boolean | null }
  | { readonly kind: "template"; readonly parts: readonly Expression[] }
  /** The first name of a traversal: `var`, `azurerm_linux_function_app`, the variable of a `for`. */
  | { readonly kind: "root"; readonly name: string }
  | { readonly kind: "step"; readonly of: Expression; readonly key: Expression }
  /** `of[*].each`, where `each` starts at the item. */
  | { readonly kind: "splat"; readonly of: Expression; readonly each: Expression }
  | { readonly kind: "item" }
  | {
      readonly kind: "call";
      readonly name: string;
      readonly args: readonly Expression[];
      /** `f(list...)` */
      readonly expandsLast: boolean;
    }
  | { readonly kind: "list"; readonly items: readonly Expression[] }
  | { readonly kind: "object"; readonly entries: readonly (readonly [Expression, Expression])[] }
  | ForExpression
  /** `dynamic`: a block for each element, in which the iterator has its key and its value. */
  | {
      readonly kind: "dynamic";
      readonly iterator: string;
      readonly of: Expression;
      readonly content: Expression;
    }
  | {
      readonly kind: "conditional";
      readonly condition: Expression;
      readonly then: Expression;
      readonly otherwise: Expression;
    }
  | { readonly kind: "operation"; readonly operator: string; readonly operands: readonly Expression[] }
  /** All that a plan's JSON tells of an expression: what it refers to, each reference followed by its beginnings. */
  | { readonly kind: "references"; readonly references: readonly string[] }
  /** What is not read, in its own words. */
  | { readonly kind: "unread"; readonly because: string };

/** `[for key, value in of : result if condition]`, and with `{…}` an object. */
export interface ForExpression {
  readonly kind: "for";
  readonly names: readonly string[];
  readonly of: Expression;
  /** Of an object. */
  readonly key?: Expression;
  readonly value: Expression;
  readonly condition?: Expression;
  /** `{for … : key => value...}` */
  readonly groups: boolean;
}

export function literal(value: string | number | boolean | null): Expression {
  return { kind: "literal", value };
}
