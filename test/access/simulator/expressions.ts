import type { Questions } from "./worlds";

/** What an expression knows of the call that it is evaluated for. */
export interface ExpressionContext {
  /** Members of `context`, by their path. */
  readonly members: ReadonlyMap<string, string | null>;
  readonly variables: ReadonlyMap<string, string | boolean>;
  /** Whether a header is there, where a policy or the caller's token decides it. */
  readonly header?: (name: string) => boolean | undefined;
  readonly questions: Questions;
}

/** A value that only the call knows. */
class Open {
  public constructor(
    public readonly text: string,
    public readonly isChosen: boolean,
  ) {}
}

/** A header of the call, by its name. */
class Header {
  public constructor(public readonly name: string) {}
}

/** The value of a header of the call. */
class HeaderValue extends Open {
  public constructor(public readonly name: string) {
    super(`the value of the header ${name}`, true);
  }
}

type Value = string | boolean | null | readonly Value[] | Open | Header;

/** What a client sends that adds none. */
const usualHeaders = ["Accept", "Authorization", "Content-Type", "Host", "User-Agent"].map(
  (name) => new Header(name),
);

/** A function that is given to a method. */
interface Lambda {
  readonly parameter: string;
  readonly body: readonly string[];
}

class NotEvaluated extends Error {}

/** The truth of a condition in a policy. */
export function isTrue(condition: string, context: ExpressionContext): boolean {
  const text = condition.trim();
  if (/^true$/i.test(text)) return true;
  if (/^false$/i.test(text)) return false;
  return truth(evaluated(text, context), context);
}

/** The text of an attribute or an element; undefined if only the call knows it. */
export function textOf(text: string, context: ExpressionContext): string | undefined {
  const value = resultOf(text, context);
  return typeof value === "string" ? value : undefined;
}

/** The same of a value that may be a truth. */
export function resultOf(text: string, context: ExpressionContext): string | boolean | undefined {
  if (!/^@[({]/.test(text.trim())) return text;
  const value = evaluated(text.trim(), context);
  return typeof value === "string" || typeof value === "boolean" ? value : undefined;
}

function evaluated(text: string, context: ExpressionContext): Value {
  const code = /^@\(([\s\S]*)\)$/.exec(text)?.[1];
  if (code === undefined) return new Open(text, false);
  try {
    return new Evaluation(tokensOf(code), context).whole();
  } catch (error) {
    if (error instanceof NotEvaluated) return new Open(text, false);
    throw error;
  }
}

function truth(value: Value, { questions }: ExpressionContext): boolean {
  if (typeof value === "boolean") return value;
  if (value instanceof Open) return questions[value.isChosen ? "choice" : "unknown"](value.text);
  throw new NotEvaluated();
}

function tokensOf(code: string): string[] {
  return code.match(/"(?:[^"\\]|\\.)*"|[A-Za-z_]\w*|\|\||&&|==|!=|=>|\d+|[^\s]/g) ?? [];
}

class Evaluation {
  private place = 0;

  public constructor(
    private readonly tokens: readonly string[],
    private readonly context: ExpressionContext,
    /** Parameters of the lambdas around it. */
    private readonly parameters: ReadonlyMap<string, Value> = new Map(),
  ) {}

  public whole(): Value {
    const value = this.or();
    if (this.place < this.tokens.length) throw new NotEvaluated();
    return value;
  }

  private or(): Value {
    let left = this.and();
    while (this.took("||")) left = this.both(left, this.and(), (a, b) => a || b);
    return left;
  }

  private and(): Value {
    let left = this.equality();
    while (this.took("&&")) left = this.both(left, this.equality(), (a, b) => a && b);
    return left;
  }

  private both(left: Value, right: Value, join: (a: boolean, b: boolean) => boolean): Value {
    return join(truth(left, this.context), truth(right, this.context));
  }

  private equality(): Value {
    const left = this.sum();
    if (this.took("==")) return this.equals(left, this.sum());
    if (this.took("!=")) {
      const equal = this.equals(left, this.sum());
      return !truth(equal, this.context);
    }
    return left;
  }

  private equals(left: Value, right: Value): Value {
    for (const [one, other] of [
      [left, right],
      [right, left],
    ]) {
      if (!(one instanceof Open)) continue;
      if (one instanceof HeaderValue && (other === "" || other === null)) return !this.isThere(one.name);
      return new Open(`${one.text} == ${shown(other)}`, one.isChosen && (other === "" || other === null));
    }
    return left === right;
  }

  private sum(): Value {
    let left = this.unary();
    while (this.took("+")) {
      const right = this.unary();
      if (typeof left !== "string" || typeof right !== "string") return new Open("a text", false);
      left += right;
    }
    return left;
  }

  private unary(): Value {
    if (this.took("!")) return !truth(this.unary(), this.context);
    if (this.tokens[this.place] === "(" && this.tokens[this.place + 2] === ")" && this.isType(1)) {
      this.place += 3;
      return this.unary();
    }
    return this.postfix(this.primary());
  }

  private isType(offset: number): boolean {
    return /^(string|bool|int)$/.test(this.tokens[this.place + offset] ?? "");
  }

  private primary(): Value {
    const token = this.tokens[this.place++];
    if (token === "(") {
      const value = this.or();
      this.expect(")");
      return value;
    }
    if (token === undefined) throw new NotEvaluated();
    if (token.startsWith('"')) return token.slice(1, -1);
    if (token === "true" || token === "false") return token === "true";
    if (token === "null") return null;
    if (token === "new") return this.array();
    if (token === "context") return this.member();
    if (token === "string" && this.took(".") && /^IsNullOr/.test(this.tokens[this.place++]))
      return this.isEmpty();
    const parameter = this.parameters.get(token);
    if (parameter === undefined) throw new NotEvaluated();
    return parameter;
  }

  private isEmpty(): Value {
    this.expect("(");
    const value = this.or();
    this.expect(")");
    return this.equals(value, "");
  }

  private array(): Value {
    if (this.isType(0)) this.place++;
    for (const sign of ["[", "]", "{"]) this.expect(sign);
    const items: Value[] = [];
    while (!this.took("}")) {
      items.push(this.or());
      this.took(",");
    }
    return items;
  }

  /** A member of `context`, up to the first call. */
  private member(): Value {
    let path = "";
    while (this.isAt(".") || this.isAt("?")) {
      const isMethod = this.tokens[this.place + 2] === "(";
      if (isMethod && typeof this.context.members.get(path) === "string") break;
      const isGuarded = this.took("?");
      if (isGuarded && path !== "" && this.context.members.get(path) === null) return this.skipped();
      this.expect(".");
      path += `${path && "."}${this.tokens[this.place++]}`;
      if (path === "Request.Headers") return this.header();
      if (path === "Variables") return this.variable();
    }
    const value = this.context.members.get(path);
    if (value === undefined) throw new NotEvaluated();
    return value;
  }

  /** What a member of null is. */
  private skipped(): Value {
    while (this.took(".") || this.took("?")) if (!this.isAt(".")) this.place++;
    return null;
  }

  private header(): Value {
    if (this.isAt(".") && this.tokens[this.place + 1] === "Any") return this.anyHeader();
    const [method, ...words] = this.call();
    const name = words[0] ?? "";
    if (method === "ContainsKey") return this.isThere(name);
    if (method === "GetValueOrDefault" || method === "[") return new HeaderValue(name);
    throw new NotEvaluated();
  }

  private isThere(header: string): boolean {
    const name = header.toLowerCase();
    return this.context.header?.(name) ?? this.context.questions.choice(`the call has the header ${name}`);
  }

  /** A header of a name that a condition asks for is the caller's to send; what else it asks of it is not tried. */
  private anyHeader(): Value {
    this.place += 2;
    const lambda = this.lambda();
    if (usualHeaders.some((header) => this.holds(lambda, header))) return true;
    const { choice, unknown } = this.context.questions;
    const text = lambda.body.join(" ");
    return choice(`the call has one more header, for ${text}`) && unknown(`there is a header with ${text}`);
  }

  private lambda(): Lambda {
    this.expect("(");
    const parameter = this.tokens[this.place++];
    this.expect("=>");
    const start = this.place;
    for (let depth = 1; depth > 0; this.place++) {
      const token = this.tokens[this.place];
      if (token === undefined) throw new NotEvaluated();
      depth += token === "(" ? 1 : token === ")" ? -1 : 0;
    }
    return { parameter, body: this.tokens.slice(start, this.place - 1) };
  }

  private holds({ parameter, body }: Lambda, value: Value): boolean {
    const parameters = new Map([...this.parameters, [parameter, value]]);
    return truth(new Evaluation(body, this.context, parameters).whole(), this.context);
  }

  private variable(): Value {
    const [method, name = ""] = this.call();
    const value = this.context.variables.get(name);
    if (method === "ContainsKey") return value !== undefined;
    return value ?? new Open(`the variable ${name}`, false);
  }

  /** A call with texts, or an index: the name of the method and the texts. */
  private call(): string[] {
    if (this.took("[")) {
      const [text] = this.texts("]");
      return ["[", text];
    }
    this.expect(".");
    const method = this.tokens[this.place++];
    if (this.took("<")) while (!this.took(">")) this.place++;
    this.expect("(");
    return [method, ...this.texts(")")];
  }

  private texts(end: string): string[] {
    const found: string[] = [];
    while (!this.took(end)) {
      const value = this.or();
      if (typeof value === "string") found.push(value);
      else if (value !== null && typeof value !== "boolean") throw new NotEvaluated();
      this.took(",");
    }
    return found;
  }

  private postfix(value: Value): Value {
    if (!this.isAt(".")) return value;
    this.place++;
    const method = this.tokens[this.place++];
    if (method === "Any" && Array.isArray(value)) {
      const lambda = this.lambda();
      return this.postfix(value.some((one) => this.holds(lambda, one)));
    }
    if (method === "Key" && value instanceof Header) return this.postfix(value.name);
    this.expect("(");
    const argument = this.or();
    if (method === "Replace") return this.postfix(this.replaced(value, argument));
    const ignoresCase = this.took(",") && this.comparer();
    this.expect(")");
    return this.postfix(this.compared(method, value, argument, ignoresCase));
  }

  private replaced(value: Value, from: Value): Value {
    this.expect(",");
    const to = this.or();
    this.expect(")");
    if (typeof value !== "string" || typeof from !== "string" || typeof to !== "string")
      return new Open("a text", false);
    return value.split(from).join(to);
  }

  private comparer(): boolean {
    this.place += 2;
    return /IgnoreCase$/.test(this.tokens[this.place++]);
  }

  private compared(method: string, value: Value, argument: Value, ignoresCase: boolean): Value {
    if (value instanceof HeaderValue && /^bearer ?$/i.test(String(argument)) && method === "StartsWith")
      return this.isThere(value.name);
    const open = [value, argument].find((one) => one instanceof Open);
    if (open) return new Open(`${shown(value)}.${method}(${shown(argument)})`, false);
    const cased = (one: Value) => (ignoresCase ? String(one).toLowerCase() : one);
    if (method === "Contains" && Array.isArray(value)) return value.map(cased).includes(cased(argument));
    if (method === "Equals") return cased(value) === cased(argument);
    if (method === "Contains") return String(cased(value)).includes(String(cased(argument)));
    if (method === "EndsWith") return String(cased(value)).endsWith(String(cased(argument)));
    if (method === "StartsWith") return String(cased(value)).startsWith(String(cased(argument)));
    throw new NotEvaluated();
  }

  private isAt(token: string): boolean {
    return this.tokens[this.place] === token;
  }

  private took(token: string): boolean {
    if (!this.isAt(token)) return false;
    this.place++;
    return true;
  }

  private expect(token: string): void {
    if (!this.took(token)) throw new NotEvaluated();
  }
}

function shown(value: Value): string {
  return value instanceof Open ? value.text : JSON.stringify(value);
}
