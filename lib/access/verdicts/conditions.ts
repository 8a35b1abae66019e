import type { CsharpToken } from "../../policy/expressions/csharp-tokens";
import { expressionsIn } from "../../policy/expressions/policy-expressions";
import { hasLaterValue } from "../graph/policy-documents";
import { isCallersChoice } from "./callers-choice";

/** What a condition of a policy is for a call: decided, up to the caller, or not known. */
export type Truth = "true" | "false" | "callers-choice" | "unknown";

/** What is known of a call when a condition is evaluated. Undefined is not known. */
export interface ConditionContext {
  /** `null` is a member that is null. */
  readonly members: ReadonlyMap<string, string | null | undefined>;
}

/** Evaluates the condition of a `when`, as far as it can be decided. */
export function truthOf(text: string, context: ConditionContext): Truth {
  const condition = text.trim();
  if (/^(true|false)$/i.test(condition)) return condition.toLowerCase() as Truth;
  const [expression, ...others] = expressionsIn(condition);
  const isWhole =
    expression?.isClosed &&
    others.length === 0 &&
    expression.start === 0 &&
    expression.end === condition.length;
  if (!isWhole) return "unknown";
  const tokens = expression.tokens.filter(({ kind }) => kind !== "space" && kind !== "comment");
  if (tokens[0]?.source !== "(") return "unknown";
  try {
    const parser = new Parser(tokens.slice(1, -1), context);
    return parser.condition();
  } catch (error) {
    if (error instanceof NotUnderstood) return isCallersChoice(tokens) ? "callers-choice" : "unknown";
    throw error;
  }
}

class NotUnderstood extends Error {}

type Operand = string | boolean | null | readonly string[];

/** Reads a condition of comparisons, lists and Boolean operators; everything else is not understood. */
class Parser {
  private at = 0;

  public constructor(
    private readonly tokens: readonly CsharpToken[],
    private readonly context: ConditionContext,
  ) {}

  public condition(): Truth {
    const truth = this.or();
    if (this.at < this.tokens.length) throw new NotUnderstood();
    return truth;
  }

  private or(): Truth {
    let truth = this.and();
    while (this.take("|", "|")) truth = either(truth, this.and());
    return truth;
  }

  private and(): Truth {
    let truth = this.not();
    while (this.take("&", "&")) truth = negated(either(negated(truth), negated(this.not())));
    return truth;
  }

  private not(): Truth {
    if (this.isSign(0, "!") && !this.isSign(1, "=")) {
      this.at++;
      return negated(this.not());
    }
    return this.term();
  }

  private term(): Truth {
    if (this.isSign(0, "(")) {
      const start = this.at;
      const end = this.closing(start);
      const inside = this.tokens.slice(start + 1, end);
      this.at = end + 1;
      return new Parser(inside, this.context).condition();
    }
    const start = this.at;
    try {
      return this.comparison();
    } catch (error) {
      if (!(error instanceof NotUnderstood)) throw error;
      this.at = start;
      return this.opaque();
    }
  }

  private comparison(): Truth {
    const left = this.operand();
    const isList = Array.isArray(left);
    if (this.take("=", "=")) return this.equals(left, this.operand());
    if (this.take("!", "=")) return negated(this.equals(left, this.operand()));
    if (this.take(".")) {
      const method = this.name();
      if (method === "Contains" && isList)
        return this.call((item, ignoreCase) => contains(left as string[], item, ignoreCase));
      if (method === "Equals" && typeof left === "string")
        return this.call((other, ignoreCase) => (same(left, other, ignoreCase) ? "true" : "false"));
      throw new NotUnderstood();
    }
    if (typeof left === "boolean") return left ? "true" : "false";
    throw new NotUnderstood();
  }

  private equals(left: Operand, right: Operand): Truth {
    if (Array.isArray(left) || Array.isArray(right)) throw new NotUnderstood();
    if (left === right) return "true";
    // What an import makes of the case of an id is not certain.
    if (typeof left === "string" && typeof right === "string" && same(left, right, true))
      throw new NotUnderstood();
    return "false";
  }

  /** A call with one text, and how texts are compared. */
  private call(decideCall: (argument: string, ignoreCase: boolean) => Truth): Truth {
    this.expect("(");
    const argument = this.operand();
    let ignoreCase = false;
    if (this.take(",")) {
      const comparer = this.name();
      this.expect(".");
      const kind = this.name();
      if (!/^String(Comparer|Comparison)$/.test(comparer)) throw new NotUnderstood();
      ignoreCase = /IgnoreCase$/.test(kind);
    }
    this.expect(")");
    if (typeof argument !== "string") throw new NotUnderstood();
    return decideCall(argument, ignoreCase);
  }

  private operand(): Operand {
    const token = this.tokens[this.at];
    if (token?.kind === "literal") {
      if (hasLaterValue(token.value)) throw new NotUnderstood();
      this.at++;
      return token.value;
    }
    if (token?.kind === "name") return this.named(token.value);
    throw new NotUnderstood();
  }

  private named(name: string): Operand {
    if (name === "new") return this.list();
    if (name === "context") return this.member();
    const constants: Readonly<Record<string, Operand>> = { true: true, false: false, null: null };
    if (!(name in constants)) throw new NotUnderstood();
    this.at++;
    return constants[name];
  }

  private list(): readonly string[] {
    this.at++;
    if (this.tokens[this.at]?.value === "string") this.at++;
    for (const sign of ["[", "]", "{"]) this.expect(sign);
    const items: string[] = [];
    while (!this.take("}")) {
      const item = this.operand();
      if (typeof item !== "string") throw new NotUnderstood();
      items.push(item);
      if (!this.take(",") && !this.isSign(0, "}")) throw new NotUnderstood();
    }
    return items;
  }

  private member(): string | null {
    this.at++;
    let path = "";
    while (this.isMemberAhead()) {
      this.take("?");
      this.take(".");
      path += `${path && "."}${this.name()}`;
    }
    const value = this.context.members.get(path);
    if (value === undefined) throw new NotUnderstood();
    return value;
  }

  /** A member that is not a method. */
  private isMemberAhead(): boolean {
    const dot = this.isSign(0, "?") ? 1 : 0;
    return (
      this.isSign(dot, ".") &&
      this.tokens[this.at + dot + 1]?.kind === "name" &&
      !this.isSign(dot + 2, "(") &&
      !this.isSign(dot + 2, "[")
    );
  }

  /** What is not understood, up to the next operator. */
  private opaque(): Truth {
    const start = this.at;
    let depth = 0;
    while (this.at < this.tokens.length) {
      const isOperator =
        depth === 0 &&
        ((this.isSign(0, "|") && this.isSign(1, "|")) || (this.isSign(0, "&") && this.isSign(1, "&")));
      if (isOperator) break;
      const token = this.tokens[this.at];
      // A conditional or a lambda reaches further than the next operator.
      if (
        depth === 0 &&
        token.kind === "sign" &&
        token.source === "?" &&
        !this.isSign(1, ".") &&
        !this.isSign(1, "[")
      )
        throw new NotUnderstood();
      if (token.kind === "sign" && "([{".includes(token.source)) depth++;
      if (token.kind === "sign" && ")]}".includes(token.source)) depth--;
      this.at++;
    }
    return isCallersChoice(this.tokens.slice(start, this.at)) ? "callers-choice" : "unknown";
  }

  private closing(open: number): number {
    let depth = 0;
    for (let at = open; at < this.tokens.length; at++) {
      const { kind, source } = this.tokens[at];
      if (kind !== "sign") continue;
      if ("([{".includes(source)) depth++;
      if (")]}".includes(source) && --depth === 0) {
        // A cast, or the start of a longer value.
        const next = this.tokens[at + 1];
        const isOperator = next === undefined || (next.kind === "sign" && /^[|&]$/.test(next.source));
        if (!isOperator) throw new NotUnderstood();
        return at;
      }
    }
    throw new NotUnderstood();
  }

  private name(): string {
    const token = this.tokens[this.at];
    if (token?.kind !== "name") throw new NotUnderstood();
    this.at++;
    return token.value;
  }

  private take(...signs: readonly string[]): boolean {
    if (!signs.every((sign, offset) => this.isSign(offset, sign))) return false;
    this.at += signs.length;
    return true;
  }

  private expect(sign: string): void {
    if (!this.take(sign)) throw new NotUnderstood();
  }

  private isSign(offset: number, sign: string): boolean {
    const token = this.tokens[this.at + offset];
    return token?.kind === "sign" && token.source === sign;
  }
}

function contains(list: readonly string[], item: string, ignoreCase: boolean): Truth {
  return list.some((one) => same(one, item, ignoreCase)) ? "true" : "false";
}

function same(a: string, b: string, ignoreCase: boolean): boolean {
  return ignoreCase ? a.toLowerCase() === b.toLowerCase() : a === b;
}

function negated(truth: Truth): Truth {
  if (truth === "true") return "false";
  return truth === "false" ? "true" : truth;
}

function either(a: Truth, b: Truth): Truth {
  if (a === "true" || b === "true") return "true";
  if (a === "unknown" || b === "unknown") return "unknown";
  return a === "callers-choice" || b === "callers-choice" ? "callers-choice" : "false";
}
