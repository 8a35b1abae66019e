/** A token of C#, as far as a checker has to understand it. */
export interface CsharpToken {
  readonly kind: "name" | "text" | "computed-text" | "number" | "sign";
  /** A name or sign as it stands there, escapes of names undone; of a text, its value. */
  readonly text: string;
}

/** Why something is no C# that can be followed. */
export class CsharpSyntaxError extends Error {}

const space = /(?:\s|\/\/[^\n]*|\/\*[\s\S]*?\*\/)+/y;
const name =
  /@?(?:[\p{L}\p{Nl}_]|\\u[0-9a-fA-F]{4}|\\U[0-9a-fA-F]{8})(?:[\p{L}\p{Nl}\p{Mn}\p{Mc}\p{Nd}\p{Pc}\p{Cf}]|\\u[0-9a-fA-F]{4}|\\U[0-9a-fA-F]{8})*/uy;
const number = /\d[\w.]*/y;
const verbatim = /@"((?:[^"]|"")*)"/y;
const regular = /"((?:[^"\\\n]|\\.)*)"/y;
const character = /'((?:[^'\\\n]|\\.)+)'/y;
const computed = /\$@?"|@\$"/y;
const sign = /[-+*/%&|^!~=<>?:;,.()[\]{}@]/y;

/** The tokens of a policy expression. Comments are left out, and the code within interpolated texts is in. */
export function csharpTokens(code: string): CsharpToken[] {
  return new Lexer(code).all();
}

class Lexer {
  private at = 0;
  private readonly tokens: CsharpToken[] = [];

  public constructor(private readonly code: string) {}

  public all(): CsharpToken[] {
    while (this.at < this.code.length) this.next();
    return this.tokens;
  }

  private next(): void {
    if (this.exec(space)) return;
    const start = this.exec(computed);
    if (start) {
      this.interpolated(start[0].includes("@"));
      return;
    }
    const found = this.token();
    if (!found) {
      throw new CsharpSyntaxError(`unexpected ${JSON.stringify(this.code.slice(this.at, this.at + 20))}`);
    }
    this.tokens.push(found);
  }

  private token(): CsharpToken | undefined {
    const quoted = this.exec(verbatim);
    if (quoted) return { kind: "text", text: quoted[1].replaceAll('""', '"') };
    const simple = this.exec(regular) ?? this.exec(character);
    if (simple) return { kind: "text", text: unescaped(simple[1]) };
    const identifier = this.exec(name);
    // Formatting characters say nothing in a name.
    if (identifier)
      return { kind: "name", text: unescaped(identifier[0].replace(/^@/, "")).replace(/\p{Cf}/gu, "") };
    const digits = this.exec(number);
    if (digits) return { kind: "number", text: digits[0] };
    const one = this.exec(sign);
    return one && { kind: "sign", text: one[0] };
  }

  /** An interpolated text: a computed text, and the code in its holes. */
  private interpolated(isVerbatim: boolean): void {
    this.tokens.push({ kind: "computed-text", text: "" });
    for (;;) {
      const character = this.code[this.at];
      if (character === undefined) throw new CsharpSyntaxError("a text without an end");
      this.at++;
      if (character === '"') {
        if (!isVerbatim || this.code[this.at] !== '"') return;
        this.at++;
      } else if (character === "\\" && !isVerbatim) {
        this.at++;
      } else if (character === "{" && this.code[this.at] === "{") {
        this.at++;
      } else if (character === "{") {
        this.hole();
      }
    }
  }

  private hole(): void {
    this.tokens.push({ kind: "sign", text: "(" });
    let depth = 1;
    while (depth > 0) {
      if (this.at >= this.code.length) throw new CsharpSyntaxError("a text without an end");
      const before = this.tokens.length;
      this.next();
      const last = this.tokens.length > before ? this.tokens[before] : undefined;
      if (last?.kind === "sign" && last.text === "{") depth++;
      if (last?.kind === "sign" && last.text === "}") depth--;
    }
    this.tokens.pop();
    this.tokens.push({ kind: "sign", text: ")" });
  }

  private exec(form: RegExp): RegExpExecArray | undefined {
    form.lastIndex = this.at;
    const found = form.exec(this.code) ?? undefined;
    if (found) this.at += found[0].length;
    return found;
  }
}

const simpleEscapes: Readonly<Record<string, string>> = {
  n: "\n",
  r: "\r",
  t: "\t",
  "0": "\0",
  a: "\x07",
  b: "\b",
};

function unescaped(text: string): string {
  return text.replace(
    /\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|x([0-9a-fA-F]{1,4})|(.))/gs,
    (_, short?: string, long?: string, variable?: string, simple?: string) => {
      const hex = short ?? long ?? variable;
      if (hex !== undefined) return String.fromCodePoint(Math.min(Number.parseInt(hex, 16), 0x10ffff));
      return simpleEscapes[simple ?? ""] ?? simple ?? "";
    },
  );
}
