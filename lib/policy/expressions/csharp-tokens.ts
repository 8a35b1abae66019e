/** A token of C#. The tokens of a text, white space and comments included, are that text. */
export interface CsharpToken {
  readonly kind: TokenKind;
  /** The token as it was written. */
  readonly source: string;
  /** What a name or a literal stands for: escapes and quotes are undone. */
  readonly value: string;
}

/**
 * A `literal` is a string or character without holes; `text` is what stands between the holes of an interpolated
 * string, whose code follows as tokens of its own. `unknown` is what cannot be followed, up to the end.
 */
export type TokenKind =
  | "space"
  | "comment"
  | "name"
  | "number"
  | "sign"
  | "literal"
  | "text"
  | "open"
  | "close"
  | "unknown";

interface TokenForm {
  readonly kind: TokenKind;
  readonly form: RegExp;
  readonly decode?: (found: RegExpExecArray) => string;
}

// In this order: the first form that fits is the token.
const forms: readonly TokenForm[] = [
  { kind: "space", form: /\s+/y },
  { kind: "comment", form: /\/\/[^\n\r\u0085\u2028\u2029]*|\/\*[\s\S]*?\*\//y },
  { kind: "literal", form: /@"((?:[^"]|"")*)"/y, decode: ([, text]) => text.replace(/""/g, '"') },
  // Newer C# reads three quotes as something else.
  { kind: "literal", form: /(?!""")"((?:[^"\\\n\r]|\\.)*)"/y, decode: ([, text]) => unescaped(text) },
  { kind: "literal", form: /'((?:[^'\\\n\r]|\\.)+)'/y, decode: ([, text]) => unescaped(text) },
  // Format characters are no part of what a name stands for.
  {
    kind: "name",
    form: /@?[\p{L}\p{Nl}_][\p{L}\p{Nl}\p{Mn}\p{Mc}\p{Nd}\p{Pc}\p{Cf}]*/uy,
    decode: ([name]) => name.replace(/^@|\p{Cf}/gu, ""),
  },
  { kind: "number", form: /\d(?:\w|\.(?=\d))*/y },
  { kind: "sign", form: /(?!\/\*)[-+*/%&|^!~=<>?:;,.()[\]{}]/y },
  { kind: "unknown", form: /[\s\S]+/y },
];

/** The tokens of C# code from a place of a text on. */
export function csharpTokens(text: string, start = 0): Generator<CsharpToken> {
  return new Lexer(text, start).tokens();
}

class Lexer {
  public constructor(
    private readonly text: string,
    private at: number,
  ) {}

  public *tokens(): Generator<CsharpToken> {
    while (this.at < this.text.length) yield* this.next();
  }

  private *next(): Generator<CsharpToken> {
    const interpolated = this.match(/\$@?"|@\$"/y);
    if (interpolated) yield* this.interpolated(interpolated[0]);
    else yield this.token();
  }

  private token(): CsharpToken {
    for (const { kind, form, decode } of forms) {
      const found = this.match(form);
      if (found) return { kind, source: found[0], value: decode?.(found) ?? found[0] };
    }
    throw new Error("The last form fits every text");
  }

  /** The texts and holes of an interpolated string whose opening quote was read. */
  private *interpolated(opening: string): Generator<CsharpToken> {
    const form = opening.includes("@") ? /(?:[^"{}]|""|\{\{|\}\})*/y : /(?:[^"\\{}\n\r]|\\.|\{\{|\}\})*/y;
    yield* this.plain("text", opening);
    for (;;) {
      yield* this.plain("text", this.match(form)?.[0] ?? "");
      if (this.match(/"/y)) return yield* this.plain("text", '"');
      if (!this.match(/\{/y)) return yield* this.rest();
      yield* this.hole();
    }
  }

  /** The code of a hole, and its format behind a colon that stands in no parentheses. */
  private *hole(): Generator<CsharpToken> {
    yield* this.plain("open", "{");
    for (let depth = 0; ; ) {
      const format = depth === 0 ? this.match(/:(?!:)[^"\\{}\n\r]*(?=\})/y) : undefined;
      if (format) yield* this.plain("text", format[0]);
      if (depth === 0 && this.match(/\}/y)) return yield* this.plain("close", "}");
      if (this.at >= this.text.length || (depth === 0 && this.text[this.at] === ":"))
        return yield* this.rest();
      for (const token of this.next()) {
        if (token.kind === "sign" && "([{".includes(token.source)) depth++;
        if (token.kind === "sign" && ")]}".includes(token.source)) depth--;
        yield token;
      }
    }
  }

  private *rest(): Generator<CsharpToken> {
    const source = this.text.slice(this.at);
    this.at = this.text.length;
    yield* this.plain("unknown", source);
  }

  private *plain(kind: TokenKind, source: string): Generator<CsharpToken> {
    if (source !== "") yield { kind, source, value: source };
  }

  private match(form: RegExp): RegExpExecArray | undefined {
    form.lastIndex = this.at;
    const found = form.exec(this.text) ?? undefined;
    if (found) this.at += found[0].length;
    return found;
  }
}

const simpleEscapes: Readonly<Record<string, string>> = {
  "0": "\0",
  a: "\x07",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
};

function unescaped(text: string): string {
  return text.replace(
    /\\(?:u([\da-fA-F]{4})|U([\da-fA-F]{8})|x([\da-fA-F]{1,4})|([\s\S]))/g,
    (_, short?: string, long?: string, variable?: string, simple = "") => {
      const code = short ?? long ?? variable;
      if (code === undefined) return simpleEscapes[simple] ?? simple;
      return String.fromCodePoint(Math.min(Number.parseInt(code, 16), 0x10ffff));
    },
  );
}
