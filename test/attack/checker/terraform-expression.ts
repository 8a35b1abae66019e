/** An expression of Terraform's language, as far as a checker has to understand it. */
export type Expression =
  | { readonly kind: "literal"; readonly value: string | number | boolean | null }
  | { readonly kind: "template"; readonly parts: readonly TemplatePart[] }
  | { readonly kind: "reference"; readonly path: readonly PathStep[] }
  | { readonly kind: "call"; readonly name: string; readonly args: readonly Expression[] }
  | { readonly kind: "list"; readonly items: readonly Expression[] }
  | {
      readonly kind: "compound";
      readonly children: readonly Expression[];
      readonly locals: readonly string[];
    };

/** A step of a reference: a name, or an index. */
export type PathStep = string | { readonly index: Expression | "*" };

/** A part of a template: a text, or an expression with its source. */
export type TemplatePart = string | { readonly expression: Expression; readonly source: string };

/** Why a text is none of Terraform's. */
export class TerraformSyntaxError extends Error {}

/** The parts of a text as Terraform reads it: `$${` and `%%{` are texts, `${…}` is evaluated. */
export function templateParts(text: string): TemplatePart[] {
  // Most texts have nothing that Terraform looks at.
  return /[$%]\{/.test(text) ? new Parser(text).template() : [text];
}

/** The expressions that an expression is made from. */
export function childrenOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case "call":
      return expression.args;
    case "list":
      return expression.items;
    case "compound":
      return expression.children;
    case "template":
      return expression.parts.flatMap((part) => (typeof part === "string" ? [] : [part.expression]));
    case "reference":
      return expression.path.flatMap((step) =>
        typeof step === "string" || step.index === "*" ? [] : [step.index],
      );
    default:
      return [];
  }
}

const operators = /==|!=|<=|>=|&&|\|\||[-+*/%<>]/y;
const identifier = /[\p{L}_][\p{L}\p{N}_-]*/uy;
const number = /\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const plainText = /[^$%"\\\n]+/y;
const plainBareText = /[^$%]+/y;
const escapedBrace = /(?:(\$+)\$|(%+)%)\{/y;
const escapedCharacter = /\\(?:([nrt"\\])|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8}))/y;

/** Reads a text of Terraform's language from its start to its end. */
class Parser {
  private at = 0;

  public constructor(private readonly text: string) {}

  /** A template: a whole text, or up to the quote that ends it. */
  public template(quote?: '"'): TemplatePart[] {
    const parts: TemplatePart[] = [];
    let literal = "";
    while (!this.endsTemplate(quote)) {
      if (this.text.startsWith("${", this.at)) {
        if (literal !== "") parts.push(literal);
        literal = "";
        parts.push(this.interpolation());
      } else {
        literal += this.literal(quote);
      }
    }
    if (literal !== "" || parts.length === 0) parts.push(literal);
    return parts;
  }

  private endsTemplate(quote: '"' | undefined): boolean {
    if (quote === undefined) return this.at === this.text.length;
    if (this.at === this.text.length || this.text[this.at] === "\n") {
      throw new TerraformSyntaxError("a text without an end");
    }
    return this.text[this.at] === quote;
  }

  private interpolation(): TemplatePart {
    this.at += 2;
    const start = this.at;
    this.take("~");
    const expression = this.expression();
    this.take("~");
    this.need("}");
    return { expression, source: this.text.slice(start, this.at - 1).trim() };
  }

  private literal(quote: '"' | undefined): string {
    const plain = this.exec(quote ? plainText : plainBareText);
    if (plain) return plain[0];
    const brace = this.exec(escapedBrace);
    if (brace) return `${brace[1] ?? brace[2]}{`;
    if (this.text.startsWith("%{", this.at)) throw new TerraformSyntaxError(`a directive at ${this.at}`);
    if (quote && this.text[this.at] === "\\") return this.escape();
    return this.text[this.at++];
  }

  private escape(): string {
    const found = this.exec(escapedCharacter);
    if (!found) throw this.unexpected();
    const [, simple, short, long] = found;
    if (simple) return { n: "\n", r: "\r", t: "\t" }[simple] ?? simple;
    return String.fromCodePoint(Number.parseInt(short ?? long, 16));
  }

  private expression(): Expression {
    const operands = [this.unary()];
    while (this.match(operators)) operands.push(this.unary());
    if (this.take("?")) {
      operands.push(this.expression());
      this.need(":");
      operands.push(this.expression());
    }
    return operands.length === 1 ? operands[0] : { kind: "compound", children: operands, locals: [] };
  }

  private unary(): Expression {
    if (this.match(/!(?!=)|-/y)) return { kind: "compound", children: [this.unary()], locals: [] };
    return this.steps(this.primary());
  }

  private primary(): Expression {
    if (this.take("(")) return this.until(")", () => this.expression());
    if (this.take("[")) return this.collection("]", () => [this.expression()]);
    if (this.take("{")) return this.collection("}", () => this.entry());
    if (this.take('"')) return this.quoted();
    const digits = this.match(number);
    if (digits !== undefined) return { kind: "literal", value: Number(digits) };
    return this.named();
  }

  private named(): Expression {
    const name = this.match(identifier);
    if (name === undefined) throw this.unexpected();
    if (name === "true" || name === "false") return { kind: "literal", value: name === "true" };
    if (name === "null") return { kind: "literal", value: null };
    if (!this.take("(")) return { kind: "reference", path: [name] };
    const args: Expression[] = [];
    while (!this.take(")")) {
      args.push(this.expression());
      this.match(/\.\.\./y);
      if (!this.take(",")) {
        this.need(")");
        break;
      }
    }
    return { kind: "call", name, args };
  }

  /** Attributes and indexes behind an operand. */
  private steps(operand: Expression): Expression {
    const path: PathStep[] = [];
    for (;;) {
      const step = this.step();
      if (step === undefined) break;
      path.push(step);
    }
    if (path.length === 0) return operand;
    if (operand.kind === "reference") return { kind: "reference", path: [...operand.path, ...path] };
    const indexes = path.flatMap((step) =>
      typeof step === "string" || step.index === "*" ? [] : [step.index],
    );
    return { kind: "compound", children: [operand, ...indexes], locals: [] };
  }

  private step(): PathStep | undefined {
    if (this.take("[")) {
      if (this.take("*")) return this.until("]", () => ({ index: "*" }) as const);
      return this.until("]", () => ({ index: this.expression() }));
    }
    if (this.text.startsWith("...", this.at) || !this.take(".")) return undefined;
    if (this.take("*")) return { index: "*" };
    const name = this.match(identifier) ?? this.match(/\d+/y);
    if (name === undefined) throw this.unexpected();
    return name;
  }

  /** A list, an object, or a `for` of either. */
  private collection(end: string, item: () => Expression[]): Expression {
    if (this.match(/for\b/y)) return this.loop(end);
    const children: Expression[] = [];
    while (!this.take(end)) {
      children.push(...item());
      // Line ends separate the entries of an object too.
      if (!this.take(",") && end === "]" && !this.startsWith(end)) throw this.unexpected();
    }
    return end === "]" ? { kind: "list", items: children } : { kind: "compound", children, locals: [] };
  }

  private entry(): Expression[] {
    const key = this.expression();
    if (!this.take("=")) this.need(":");
    const isName = key.kind === "reference" && key.path.length === 1;
    return isName ? [this.expression()] : [key, this.expression()];
  }

  private loop(end: string): Expression {
    const locals = [this.nameOrFail()];
    if (this.take(",")) locals.push(this.nameOrFail());
    if (this.match(/in\b/y) === undefined) throw this.unexpected();
    const children = [this.expression()];
    this.need(":");
    children.push(this.expression());
    if (this.match(/=>/y)) {
      children.push(this.expression());
      this.match(/\.\.\./y);
    }
    if (this.match(/if\b/y)) children.push(this.expression());
    this.need(end);
    return { kind: "compound", children, locals };
  }

  private nameOrFail(): string {
    const name = this.match(identifier);
    if (name === undefined) throw this.unexpected();
    return name;
  }

  /** A quoted template; its opening quote is read already. */
  private quoted(): Expression {
    const parts = this.template('"');
    this.at++;
    const [only] = parts;
    return parts.length === 1 && typeof only === "string"
      ? { kind: "literal", value: only }
      : { kind: "template", parts };
  }

  private until<Result>(end: string, read: () => Result): Result {
    const result = read();
    this.need(end);
    return result;
  }

  private match(form: RegExp): string | undefined {
    this.skipSpace();
    return this.exec(form)?.[0];
  }

  private exec(form: RegExp): RegExpExecArray | undefined {
    form.lastIndex = this.at;
    const found = form.exec(this.text) ?? undefined;
    if (found) this.at += found[0].length;
    return found;
  }

  private startsWith(text: string): boolean {
    this.skipSpace();
    return this.text.startsWith(text, this.at);
  }

  private take(text: string): boolean {
    if (!this.startsWith(text)) return false;
    this.at += text.length;
    return true;
  }

  private need(text: string): void {
    if (!this.take(text)) throw this.unexpected();
  }

  private skipSpace(): void {
    while (/\s/.test(this.text[this.at] ?? "")) this.at++;
  }

  private unexpected(): TerraformSyntaxError {
    return new TerraformSyntaxError(`unexpected ${JSON.stringify(this.text.slice(this.at, this.at + 20))}`);
  }
}
