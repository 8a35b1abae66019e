import type { CsharpToken } from "../../../policy/expressions/csharp-tokens";
import { expressionsIn } from "../../../policy/expressions/policy-expressions";
import { hasLaterValue } from "../../graph/policy-documents";
import { once } from "../../once";
import { isCallersChoice } from "./callers-choice";
import { headerTest, soughtInHeaders } from "./header-conditions";
import { type RequestPart, type RequestState, type Variable, withAnswers } from "./request-state";

/** What a condition of a policy is for a call: decided, or what has to be known to decide it. */
export type Truth = "true" | "false" | Question;

/** Something that a condition depends on: the caller's choice, or what only the call will tell. */
export interface Question {
  readonly text: string;
  readonly isCallersChoice: boolean;
}

/** What is known of a call when a condition is evaluated. */
export interface ConditionContext {
  /** Members of `context`. Undefined is not known, `null` is a member that is null. */
  readonly members: ReadonlyMap<string, string | null | undefined>;
  readonly request?: RequestState;
}

const ofHeader = "the caller sends the header ";

/** The question whether the caller sends `Authorization`. */
export const sendsAuthorization = headerQuestion("authorization");

/** Evaluates the condition of a `when`, as far as it can be decided. */
export function truthOf(text: string, context: ConditionContext): Truth {
  const condition = text.trim();
  if (/^(true|false)$/i.test(condition)) return condition.toLowerCase() as Truth;
  const tokens = tokensOf(condition);
  if (!tokens) return answered({ text: condition, isCallersChoice: false }, context);
  try {
    return new Parser(tokens, context).condition();
  } catch (error) {
    if (error instanceof NotUnderstood) return opaque(tokens, context);
    throw error;
  }
}

/** The text that an expression is, where it is decided. */
export function textIn(text: string, context: ConditionContext): string | undefined {
  const tokens = tokensOf(text.trim());
  if (!tokens) return undefined;
  try {
    return new Parser(tokens, context).text();
  } catch (error) {
    if (error instanceof NotUnderstood) return undefined;
    throw error;
  }
}

/**
 * The code of an expression that is all there is, and no block of statements. The APIs of a stack often say the same.
 */
const tokensOf = once((text: string): readonly CsharpToken[] | undefined => {
  const [expression, ...others] = expressionsIn(text);
  const isWhole =
    expression?.isClosed && others.length === 0 && expression.start === 0 && expression.end === text.length;
  if (!isWhole) return undefined;
  const tokens = expression.tokens.filter(({ kind }) => kind !== "space" && kind !== "comment");
  return tokens[0]?.source === "(" ? tokens.slice(1, -1) : undefined;
});

/** What is not understood is one question. */
function opaque(tokens: readonly CsharpToken[], context: ConditionContext): Truth {
  const text = tokens.map(({ source }) => source).join("");
  const isChosen = isCallersChoice(tokens) && !readsChange(tokens, context.request);
  return answered({ text, isCallersChoice: isChosen }, context);
}

/** Whether code reads something of the request that a policy changed. */
function readsChange(tokens: readonly CsharpToken[], request: RequestState | undefined): boolean {
  if (!request) return false;
  const part = soughtInHeaders(tokens);
  if (part !== undefined)
    return request.parts.has("Headers") || [...request.headers.keys()].some((name) => name.includes(part));
  return tokens.some(({ kind, value }) =>
    kind === "literal"
      ? request.headers.has(value.toLowerCase())
      : kind === "name" && request.parts.has(value as RequestPart),
  );
}

function headerQuestion(header: string): string {
  return `${ofHeader}${header}`;
}

/** What code that asks a question has in it. */
export function readBy(question: string): string {
  return question.startsWith(ofHeader) ? question.slice(ofHeader.length) : question;
}

function answered(question: Question, { request }: ConditionContext): Truth {
  const answer = request?.answers.get(question.text);
  if (answer === undefined) return question;
  return answer ? "true" : "false";
}

class NotUnderstood extends Error {}

/** Thrown often: one that is made once. */
const notUnderstood = new NotUnderstood();

type Operand = string | boolean | null | readonly string[];

/** Reads a condition of comparisons, lists and Boolean operators; everything else is a question. */
class Parser {
  private at = 0;

  public constructor(
    private readonly tokens: readonly CsharpToken[],
    private readonly context: ConditionContext,
  ) {}

  public condition(): Truth {
    const truth = this.or();
    if (this.at < this.tokens.length) throw notUnderstood;
    return truth;
  }

  public text(): string {
    const value = this.operand();
    if (typeof value !== "string" || this.at < this.tokens.length) throw notUnderstood;
    return value;
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
    const header = headerTest(this.tokens, this.at);
    if (header) {
      this.at += header.length;
      const isThere = this.hasHeader(header.header);
      return header.isThere ? isThere : negated(isThere);
    }
    const variable = this.variableTruth();
    if (variable) return variable;
    if (this.isSign(0, "(") && this.isWholeTerm()) {
      const end = this.closing(this.at);
      const inside = this.tokens.slice(this.at + 1, end);
      this.at = end + 1;
      return new Parser(inside, this.context).condition();
    }
    const start = this.at;
    try {
      return this.comparison();
    } catch (error) {
      if (!(error instanceof NotUnderstood)) throw error;
      this.at = start;
      return this.question();
    }
  }

  private hasHeader(header: string): Truth {
    const { request } = this.context;
    const known = request?.headers.get(header);
    if (known !== undefined) return known ? "true" : "false";
    const isChosen = !request?.parts.has("Headers");
    return answered({ text: headerQuestion(header), isCallersChoice: isChosen }, this.context);
  }

  /** A variable that is a condition: what it was when it was set. */
  private variableTruth(): Truth | undefined {
    const found = this.variableAhead();
    const { variable, length } = found ?? {};
    if (!variable || !length || !this.isEndOfTerm(length)) return undefined;
    this.at += length;
    const { text, at } = variable;
    const answers = this.context.request?.answers ?? new Map();
    return truthOf(text, { ...this.context, request: at && withAnswers(at, answers) });
  }

  /** `(type)context.Variables["name"]`, or the same by a method, and how many tokens it takes. */
  private variableAhead(): { readonly variable?: Variable; readonly length: number } | undefined {
    const start = this.at + (this.isSign(0, "(") ? 3 : 0);
    if (this.tokens[start + 2]?.value !== "Variables") return undefined;
    const ahead = this.tokens.slice(this.at);
    const code = ahead.map(({ source }) => source).join("");
    const form =
      /^(?:\((?:string|bool|[Bb]oolean|String)\))?context\.Variables(?:\["([^"]+)"\]|\.GetValueOrDefault(?:<\w+>)?\("([^"]+)"(?:,[^()]*)?\))/.exec(
        code,
      );
    if (!form) return undefined;
    let length = 0;
    for (let seen = 0; seen < form[0].length; length++) seen += ahead[length].source.length;
    return { variable: this.context.request?.variables.get(form[1] ?? form[2]), length };
  }

  private isWholeTerm(): boolean {
    const end = this.closing(this.at);
    return this.isEndOfTerm(end + 1 - this.at);
  }

  private isEndOfTerm(offset: number): boolean {
    const next = this.tokens[this.at + offset];
    return next === undefined || (next.kind === "sign" && /^[|&]$/.test(next.source));
  }

  private comparison(): Truth {
    const left = this.operand();
    if (this.take("=", "=")) return this.equals(left, this.operand());
    if (this.take("!", "=")) return negated(this.equals(left, this.operand()));
    if (this.take(".")) return this.method(left, this.name());
    if (typeof left === "boolean") return left ? "true" : "false";
    throw notUnderstood;
  }

  private method(left: Operand, name: string): Truth {
    if (name === "Contains" && Array.isArray(left))
      return this.call((item, ignoreCase) => left.some((one) => same(one, item, ignoreCase)));
    const compare = textMethods[name];
    if (!compare || typeof left !== "string") throw notUnderstood;
    return this.call((other, ignoreCase) =>
      ignoreCase ? compare(left.toLowerCase(), other.toLowerCase()) : compare(left, other),
    );
  }

  private equals(left: Operand, right: Operand): Truth {
    if (Array.isArray(left) || Array.isArray(right)) throw notUnderstood;
    if (left === right) return "true";
    // What an import makes of the case of an id is not certain.
    if (typeof left === "string" && typeof right === "string" && same(left, right, true)) throw notUnderstood;
    return "false";
  }

  /** A call with one text, and how texts are compared. */
  private call(decides: (argument: string, ignoreCase: boolean) => boolean): Truth {
    this.expect("(");
    const argument = this.operand();
    let ignoreCase = false;
    if (this.take(",")) {
      const comparer = this.name();
      this.expect(".");
      const kind = this.name();
      if (!/^String(Comparer|Comparison)$/.test(comparer)) throw notUnderstood;
      ignoreCase = /IgnoreCase$/.test(kind);
    }
    this.expect(")");
    if (typeof argument !== "string") throw notUnderstood;
    if (!this.isEndOfTerm(0)) throw notUnderstood;
    return decides(argument, ignoreCase) ? "true" : "false";
  }

  private operand(): Operand {
    const variable = this.variableAhead();
    if (variable) return this.variableText(variable);
    if (this.isSign(0, "(")) return this.bracketed();
    const token = this.tokens[this.at];
    if (token?.kind === "literal") {
      if (hasLaterValue(token.value)) throw notUnderstood;
      this.at++;
      return token.value;
    }
    if (token?.kind === "name") return this.named(token.value);
    throw notUnderstood;
  }

  private bracketed(): Operand {
    const end = this.closing(this.at);
    const inside = new Parser(this.tokens.slice(this.at + 1, end), this.context);
    const value = inside.text();
    this.at = end + 1;
    return value;
  }

  private variableText({
    variable,
    length,
  }: {
    readonly variable?: Variable;
    readonly length: number;
  }): string {
    const text = variable?.at
      ? textIn(variable.text, { ...this.context, request: variable.at })
      : variable?.text;
    if (text === undefined) throw notUnderstood;
    this.at += length;
    return text;
  }

  private named(name: string): Operand {
    if (name === "new") return this.list();
    if (name === "context") return this.member();
    const constants: Readonly<Record<string, Operand>> = { true: true, false: false, null: null };
    if (!(name in constants)) throw notUnderstood;
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
      if (typeof item !== "string") throw notUnderstood;
      items.push(item);
      if (!this.take(",") && !this.isSign(0, "}")) throw notUnderstood;
    }
    return items;
  }

  private member(): string | null {
    this.at++;
    let path = "";
    let isNull = false;
    while (this.isMemberAhead()) {
      const isGuarded = this.take("?");
      this.take(".");
      // Null is what a member of null is, if it is asked for in this way.
      isNull ||= isGuarded && path !== "" && this.context.members.get(path) === null;
      path += `${path && "."}${this.name()}`;
    }
    if (isNull) return null;
    const { request, members } = this.context;
    const isSet = path === "Request.Method" && request?.parts.has("Method");
    const value = isSet ? request?.parts.get("Method") : members.get(path);
    if (value === undefined) throw notUnderstood;
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
  private question(): Truth {
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
        throw notUnderstood;
      if (token.kind === "sign" && "([{".includes(token.source)) depth++;
      if (token.kind === "sign" && ")]}".includes(token.source)) depth--;
      this.at++;
    }
    return opaque(this.tokens.slice(start, this.at), this.context);
  }

  private closing(open: number): number {
    let depth = 0;
    for (let at = open; at < this.tokens.length; at++) {
      const { kind, source } = this.tokens[at];
      if (kind !== "sign") continue;
      if ("([{".includes(source)) depth++;
      if (")]}".includes(source) && --depth === 0) return at;
    }
    throw notUnderstood;
  }

  private name(): string {
    const token = this.tokens[this.at];
    if (token?.kind !== "name") throw notUnderstood;
    this.at++;
    return token.value;
  }

  private take(...signs: readonly string[]): boolean {
    if (!signs.every((sign, offset) => this.isSign(offset, sign))) return false;
    this.at += signs.length;
    return true;
  }

  private expect(sign: string): void {
    if (!this.take(sign)) throw notUnderstood;
  }

  private isSign(offset: number, sign: string): boolean {
    const token = this.tokens[this.at + offset];
    return token?.kind === "sign" && token.source === sign;
  }
}

const textMethods: Readonly<Record<string, (text: string, other: string) => boolean>> = {
  Contains: (text, other) => text.includes(other),
  EndsWith: (text, other) => text.endsWith(other),
  Equals: (text, other) => text === other,
  StartsWith: (text, other) => text.startsWith(other),
};

function same(a: string, b: string, ignoreCase: boolean): boolean {
  return ignoreCase ? a.toLowerCase() === b.toLowerCase() : a === b;
}

function negated(truth: Truth): Truth {
  if (truth === "true") return "false";
  return truth === "false" ? "true" : truth;
}

/** The first question, if it takes an answer. */
function either(a: Truth, b: Truth): Truth {
  if (a === "true" || b === "true") return "true";
  return a === "false" ? b : a;
}
