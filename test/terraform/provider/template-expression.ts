/** What an expression of a template can read. */
export interface ExpressionScope {
  readonly parameters: { readonly [name: string]: unknown };
  readonly read: (id: string) => { readonly [name: string]: unknown } | undefined;
}

/**
 * The value of a text of a template: of an expression, `[…]`, or the text itself. Only the functions that the library
 * writes are known; another one is refused, because its result would be a guess.
 */
export function evaluate(text: string, scope: ExpressionScope): unknown {
  if (!text.startsWith("[") || !text.endsWith("]")) return text;
  if (text.startsWith("[[")) return text.slice(1);
  const parser = new Parser(tokensOf(text.slice(1, -1)), scope);
  const value = parser.value();
  parser.end();
  return value;
}

type Token = { readonly kind: "name" | "text" | "symbol"; readonly text: string };

const lexemes = /\s*(?:(?<name>[A-Za-z_]\w*)|'(?<text>(?:[^']|'')*)'|(?<symbol>[(),.]))\s*/gy;

function tokensOf(expression: string): Token[] {
  const matches = [...expression.matchAll(lexemes)];
  if (matches.map(([lexeme]) => lexeme).join("") !== expression)
    throw new Error(`The expression ${expression} is malformed`);
  return matches.map(({ groups = {} }) => {
    if (groups.name !== undefined) return { kind: "name", text: groups.name };
    if (groups.text !== undefined) return { kind: "text", text: groups.text.replaceAll("''", "'") };
    return { kind: "symbol", text: groups.symbol };
  });
}

class Parser {
  private position = 0;

  constructor(
    private readonly tokens: readonly Token[],
    private readonly scope: ExpressionScope,
  ) {}

  value(): unknown {
    let value = this.primary();
    while (this.take(".")) value = memberOf(value, this.next("name"));
    return value;
  }

  end(): void {
    if (this.position < this.tokens.length) throw new Error("The expression goes on after its end");
  }

  private primary(): unknown {
    if (this.tokens[this.position]?.kind === "text") return this.next("text");
    const name = this.next("name");
    this.expect("(");
    const values: unknown[] = [];
    while (!this.take(")")) {
      if (values.length > 0) this.expect(",");
      values.push(this.value());
    }
    return this.call(name, values);
  }

  private call(name: string, values: readonly unknown[]): unknown {
    const [first] = values;
    switch (name) {
      case "parameters":
        return memberOf(this.scope.parameters, String(first));
      case "concat":
        return values.join("");
      case "createObject":
        return Object.fromEntries(pairsOf(values));
      case "union":
        return Object.assign({}, ...values);
      case "reference": {
        const properties = this.scope.read(String(first));
        if (properties === undefined) throw new Error(`There is no resource ${first}`);
        return properties;
      }
      default:
        throw new Error(`The function ${name} is not known here`);
    }
  }

  private take(symbol: string): boolean {
    const token = this.tokens[this.position];
    const found = token?.kind === "symbol" && token.text === symbol;
    if (found) this.position += 1;
    return found;
  }

  private expect(symbol: string): void {
    if (!this.take(symbol)) throw new Error(`The expression lacks ${symbol}`);
  }

  private next(kind: Token["kind"]): string {
    const token = this.tokens[this.position];
    if (token?.kind !== kind) throw new Error(`The expression lacks a ${kind}`);
    this.position += 1;
    return token.text;
  }
}

function memberOf(value: unknown, name: string): unknown {
  if (typeof value === "object" && value !== null && Object.hasOwn(value, name))
    return (value as { [name: string]: unknown })[name];
  throw new Error(`There is no ${name}`);
}

function pairsOf(values: readonly unknown[]): [string, unknown][] {
  if (values.length % 2 === 1) throw new Error("createObject takes pairs of a name and a value");
  return values.flatMap((name, index) => (index % 2 === 0 ? [[String(name), values[index + 1]]] : []));
}
