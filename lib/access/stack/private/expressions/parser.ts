import { type Expression, type ForExpression, literal } from "./expression";

/** Why a text is no expression that is read here. */
export class ExpressionSyntaxError extends Error {}

/** What the text of a JSON file says: `$${` and `%%{` are text, `${…}` is evaluated. */
export function parseTemplate(text: string): Expression {
  if (!text.includes("{")) return literal(text);
  return guarded(text, (parser) => parser.wholeTemplate());
}

/** An expression as it stands in HCL, or a reference as a plan's JSON spells it. */
export function parseExpression(text: string): Expression {
  return guarded(text, (parser) => parser.wholeExpression());
}

function guarded(text: string, parse: (parser: ExpressionParser) => Expression): Expression {
  try {
    return parse(new ExpressionParser(text));
  } catch (error) {
    if (!(error instanceof ExpressionSyntaxError)) throw error;
    return { kind: "unread", because: `the expression ${JSON.stringify(shortened(text))}: ${error.message}` };
  }
}

function shortened(text: string): string {
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}

const blank = /(?:[ \t\r]|#[^\n]*|\/\/[^\n]*|\/\*[\s\S]*?\*\/)+/y;
// `~` removes blanks up to the end of the line, which is one in a text of one line.
const blanksAfter = /[ \t\r]*\n?/y;
const blanksBefore = /[ \t\r]+$|[ \t\r]*\n$/;
const blankOrLineEnd = /(?:[ \t\r\n]|#[^\n]*|\/\/[^\n]*|\/\*[\s\S]*?\*\/)+/y;
export const identifier = /[\p{L}_][\p{L}\p{N}_-]*/uy;
const number = /\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const legacyIndex = /\d+/y;
const heredocStart = /<<(-?)([\p{L}_][\p{L}\p{N}_-]*)\r?\n/uy;
const plainText = /[^$%]+/y;
const plainQuotedText = /[^$%"\\]+/y;
const escapeSequence = /\\(?:([nrt"\\])|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8}))/y;
const simpleEscapes: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t" };

/** A template, or a part of one, and the directive that it ends before. */
interface TemplatePart {
  readonly template: Expression;
  readonly endedBy?: string;
}

/** Binary operators, the loosest first. */
const precedence: readonly RegExp[] = [/\|\|/y, /&&/y, /==|!=/y, /<=|>=|<(?!<)|>/y, /[+-]/y, /[*/%]/y];

/** Reads Terraform's expression language from a place in a text on. */
export class ExpressionParser {
  /** How many brackets are open: within them a line may end anywhere. */
  protected depth = 0;

  public constructor(
    protected readonly text: string,
    protected at = 0,
  ) {}

  public wholeTemplate(): Expression {
    return this.templateUntil(() => this.at >= this.text.length, false);
  }

  public wholeExpression(): Expression {
    const expression = this.expression();
    this.skipBlank();
    if (this.at < this.text.length) throw this.unexpected();
    return expression;
  }

  protected expression(): Expression {
    const condition = this.operation(0);
    if (!this.take("?")) return condition;
    const then = this.expression();
    this.need(":");
    return { kind: "conditional", condition, then, otherwise: this.expression() };
  }

  private operation(level: number): Expression {
    if (level === precedence.length) return this.unary();
    let left = this.operation(level + 1);
    for (let operator = this.match(precedence[level]); operator; operator = this.match(precedence[level])) {
      left = { kind: "operation", operator, operands: [left, this.operation(level + 1)] };
    }
    return left;
  }

  private unary(): Expression {
    const operator = this.match(/!(?!=)|-/y);
    if (operator) return { kind: "operation", operator, operands: [this.unary()] };
    return this.steps(this.primary());
  }

  private primary(): Expression {
    if (this.take("(")) return this.bracketed(")", () => this.expression());
    if (this.take("[")) return this.bracketed("]", () => this.forExpression() ?? this.list());
    if (this.take("{")) return this.bracketed("}", () => this.forExpression() ?? this.object());
    if (this.take('"')) return this.quoted();
    const heredoc = this.heredoc();
    if (heredoc) return heredoc;
    const digits = this.match(number);
    if (digits !== undefined) return literal(Number(digits));
    const name = this.match(identifier);
    if (name === undefined) throw this.unexpected();
    if (this.text[this.at] === "(" || this.text.startsWith("::", this.at)) return this.call(name);
    if (name === "true" || name === "false") return literal(name === "true");
    return name === "null" ? literal(null) : { kind: "root", name };
  }

  private steps(start: Expression): Expression {
    let found = start;
    for (;;) {
      if (this.text[this.at] === "." && this.text[this.at + 1] !== ".") {
        this.at++;
        if (this.text[this.at] === "*") {
          this.at++;
          return this.splat(found, (each) => this.attributes(each));
        }
        found = this.attribute(found);
      } else if (this.text[this.at] === "[") {
        this.at++;
        if (this.take("*")) {
          this.need("]");
          return this.splat(found, (each) => this.steps(each));
        }
        const of = found;
        found = this.bracketed("]", () => ({ kind: "step", of, key: this.expression() }));
      } else {
        return found;
      }
    }
  }

  private splat(of: Expression, rest: (item: Expression) => Expression): Expression {
    return { kind: "splat", of, each: rest({ kind: "item" }) };
  }

  private attributes(start: Expression): Expression {
    let found = start;
    while (this.text[this.at] === ".") {
      this.at++;
      found = this.attribute(found);
    }
    return found;
  }

  private attribute(of: Expression): Expression {
    const name = this.matchHere(identifier);
    if (name !== undefined) return { kind: "step", of, key: literal(name) };
    const index = this.matchHere(legacyIndex);
    if (index === undefined) throw this.unexpected();
    return { kind: "step", of, key: literal(Number(index)) };
  }

  private call(name: string): Expression {
    let whole = name;
    while (this.text.startsWith("::", this.at)) {
      this.at += 2;
      whole += `::${this.matchHere(identifier) ?? ""}`;
    }
    this.need("(");
    return this.bracketed(")", () => {
      const args: Expression[] = [];
      let expandsLast = false;
      while (!this.comes(")")) {
        args.push(this.expression());
        expandsLast = this.take("...");
        if (!this.take(",")) break;
      }
      return { kind: "call", name: whole, args, expandsLast };
    });
  }

  private list(): Expression {
    const items: Expression[] = [];
    while (!this.comes("]")) {
      items.push(this.expression());
      if (!this.take(",")) break;
    }
    return { kind: "list", items };
  }

  private object(): Expression {
    const entries: [Expression, Expression][] = [];
    while (!this.comes("}")) {
      const key = this.expression();
      if (!this.take("=") && !this.take(":")) throw this.unexpected();
      entries.push([key.kind === "root" ? literal(key.name) : key, this.entryValue()]);
      this.take(",");
    }
    return { kind: "object", entries };
  }

  // An entry ends with its line, as if no bracket were open.
  private entryValue(): Expression {
    const { depth } = this;
    this.skipBlank();
    this.depth = 0;
    const value = this.expression();
    this.depth = depth;
    return value;
  }

  private forExpression(): ForExpression | undefined {
    this.skipBlank();
    if (!/for[ \t\r\n]/y.test(this.text.slice(this.at, this.at + 4))) return undefined;
    this.at += 3;
    const { names, of } = this.forHead();
    this.need(":");
    const first = this.expression();
    const isObject = this.take("=>");
    const value = isObject ? this.expression() : first;
    const groups = this.take("...");
    const condition = this.match(/if\b/y) ? this.expression() : undefined;
    return {
      kind: "for",
      names,
      of,
      value,
      groups,
      ...(isObject && { key: first }),
      ...(condition && { condition }),
    };
  }

  /** `key, value in of` */
  private forHead(): { names: string[]; of: Expression } {
    const names: string[] = [];
    do names.push(this.match(identifier) ?? "");
    while (this.take(","));
    if (this.match(identifier) !== "in") throw this.unexpected();
    return { names, of: this.expression() };
  }

  protected quoted(): Expression {
    const template = this.templateUntil(() => this.text[this.at] === '"', true);
    this.at++;
    return template;
  }

  private heredoc(): Expression | undefined {
    this.skipBlank();
    heredocStart.lastIndex = this.at;
    const start = heredocStart.exec(this.text);
    if (!start) return undefined;
    const [all, indented, word] = start;
    const from = this.at + all.length;
    const end = new RegExp(`^[ \\t]*${word}[ \\t]*\\r?$`, "mg");
    end.lastIndex = from;
    const found = end.exec(this.text);
    if (!found) throw new ExpressionSyntaxError(`the text that <<${word} starts has no end`);
    const lines = this.text.slice(from, found.index);
    this.at = found.index + found[0].length;
    return new ExpressionParser(indented ? withoutIndent(lines) : lines).wholeTemplate();
  }

  private templateUntil(ends: () => boolean, quoted: boolean): Expression {
    const { template, endedBy } = this.templatePart(ends, quoted);
    if (endedBy !== undefined) throw new ExpressionSyntaxError(`%{ ${endedBy} } without a beginning`);
    return template;
  }

  /** A template up to its end, or up to a directive that ends a part of it: `else`, `endif`, `endfor`. */
  private templatePart(ends: () => boolean, quoted: boolean): TemplatePart {
    const parts: Expression[] = [];
    let text = "";
    const endText = () => {
      if (text !== "") parts.push(literal(text));
      text = "";
    };
    while (!ends()) {
      if (this.at >= this.text.length) throw new ExpressionSyntaxError("a text has no end");
      if (this.text.startsWith("$${", this.at) || this.text.startsWith("%%{", this.at)) {
        text += this.text.slice(this.at + 1, this.at + 3);
        this.at += 3;
      } else if (this.text.startsWith("${", this.at)) {
        const { found, trimsLeft } = this.sequence(() => this.expression());
        if (trimsLeft) text = text.replace(blanksBefore, "");
        endText();
        parts.push(found);
      } else if (this.text.startsWith("%{", this.at)) {
        const { found, trimsLeft } = this.sequence(() => this.directive(ends, quoted));
        if (trimsLeft) text = text.replace(blanksBefore, "");
        endText();
        if (typeof found === "string") return { template: templateOf(parts), endedBy: found };
        parts.push(found());
      } else if (quoted && this.text[this.at] === "\\") {
        text += this.escape();
      } else {
        text += this.matchHere(quoted ? plainQuotedText : plainText) ?? this.text[this.at++];
      }
    }
    endText();
    return { template: templateOf(parts) };
  }

  /** What stands in `${…}` or `%{…}`, with the blanks around that `~` removes. */
  private sequence<T>(read: () => T): { found: T; trimsLeft: boolean } {
    this.at += 2;
    const trimsLeft = this.text[this.at] === "~";
    if (trimsLeft) this.at++;
    let trimsRight = false;
    const found = this.bracketed("}", () => {
      const inner = read();
      trimsRight = this.take("~");
      return inner;
    });
    if (trimsRight) this.exec(blanksAfter);
    return { found, trimsLeft };
  }

  /** What a directive says: its word where it ends a part, or how the part that it begins is read. */
  private directive(ends: () => boolean, quoted: boolean): string | (() => Expression) {
    const word = this.match(identifier);
    if (word === "if") {
      const condition = this.expression();
      return () => this.choice(condition, ends, quoted);
    }
    if (word === "for") {
      const { names, of } = this.forHead();
      return () => this.repetition(names, of, ends, quoted);
    }
    if (word === undefined || !/^(else|endif|endfor)$/.test(word)) throw this.unexpected();
    return word;
  }

  private choice(condition: Expression, ends: () => boolean, quoted: boolean): Expression {
    const first = this.templatePart(ends, quoted);
    const second = first.endedBy === "else" ? this.templatePart(ends, quoted) : undefined;
    if ((second ?? first).endedBy !== "endif") throw new ExpressionSyntaxError("%{ if } without %{ endif }");
    const then = first.template;
    return { kind: "conditional", condition, then, otherwise: second?.template ?? literal("") };
  }

  private repetition(
    names: readonly string[],
    of: Expression,
    ends: () => boolean,
    quoted: boolean,
  ): Expression {
    const { template, endedBy } = this.templatePart(ends, quoted);
    if (endedBy !== "endfor") throw new ExpressionSyntaxError("%{ for } without %{ endfor }");
    const each: Expression = { kind: "for", names, of, value: template, groups: false };
    return { kind: "call", name: "join", args: [literal(""), each], expandsLast: false };
  }

  private escape(): string {
    const [whole, simple, short, long] = this.exec(escapeSequence) ?? [];
    if (whole === undefined) throw this.unexpected();
    if (simple) return simpleEscapes[simple] ?? simple;
    return String.fromCodePoint(Number.parseInt(short ?? long, 16));
  }

  private bracketed<T>(end: string, read: () => T): T {
    this.depth++;
    const found = read();
    // What follows the bracket belongs to what is around it: blanks are skipped there.
    this.skipBlank();
    this.depth--;
    if (!this.text.startsWith(end, this.at)) throw this.unexpected();
    this.at += end.length;
    return found;
  }

  protected comes(token: string): boolean {
    this.skipBlank();
    return this.text.startsWith(token, this.at);
  }

  protected take(token: string): boolean {
    if (!this.comes(token)) return false;
    this.at += token.length;
    return true;
  }

  protected need(token: string): void {
    if (!this.take(token)) throw this.unexpected();
  }

  protected match(form: RegExp): string | undefined {
    this.skipBlank();
    return this.matchHere(form);
  }

  private matchHere(form: RegExp): string | undefined {
    return this.exec(form)?.[0];
  }

  private exec(form: RegExp): RegExpExecArray | undefined {
    form.lastIndex = this.at;
    const found = form.exec(this.text);
    if (!found) return undefined;
    this.at += found[0].length;
    return found;
  }

  protected skipBlank(): void {
    this.exec(this.depth > 0 ? blankOrLineEnd : blank);
  }

  protected unexpected(): ExpressionSyntaxError {
    const rest = this.text.slice(this.at, this.at + 12);
    return new ExpressionSyntaxError(rest === "" ? "it has no end" : `unexpected ${JSON.stringify(rest)}`);
  }
}

function templateOf(parts: readonly Expression[]): Expression {
  if (parts.length === 0) return literal("");
  return parts.length === 1 ? parts[0] : { kind: "template", parts };
}

// Blank lines do not count, as in HCL.
function withoutIndent(text: string): string {
  const indents = text
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => line.length - line.trimStart().length);
  const indent = Math.min(...indents);
  return text
    .split("\n")
    .map((line) => line.slice(Math.min(indent, line.length - line.trimStart().length)))
    .join("\n");
}
