import { type ContextPath, contextReads, type Read, undecided } from "./context-reads";
import type { CsharpToken } from "./csharp-tokens";
import type { ExpressionInText } from "./policy-expressions";

const reflection =
  /^(?:GetType|Get(?:Runtime)?(?:Property|Properties|Method|Methods|Field|Fields)|InvokeMember|dynamic|this)$/;

/** What a policy expression reads. */
export function expressionReads({ tokens, isClosed }: ExpressionInText): Read[] {
  const code = new Code(tokens.filter(({ kind }) => kind !== "space" && kind !== "comment"));
  return [...(isClosed ? [] : [undecided("an expression has no end")]), ...code.reads()];
}

/** C# without white space and comments. Places in it are indexes of tokens. */
class Code {
  /** Where `Headers` stands of which the owner is known. */
  private readonly known = new Set<number>();

  public constructor(private readonly tokens: readonly CsharpToken[]) {}

  public reads(): Read[] {
    const places = [...this.tokens.keys()];
    const ofContext = places.filter((at) => this.isName(at, "context") && !this.isSign(at - 1, "."));
    return [
      ...ofContext.flatMap((at) => contextReads(new CodePath(this, at))),
      ...places.flatMap((at) => this.undecidedAt(at)),
      ...(places.some((at) => this.runsLater(at)) ? [{ what: "later" } as const] : []),
    ];
  }

  /** The member of what ends at a place, behind `.`, `?.` or `!.`: where its name stands. */
  public memberAfter(at: number): number | undefined {
    const dot = this.afterNullSigns(at);
    if (!this.isSign(dot, ".") || this.tokens[dot + 1]?.kind !== "name") return undefined;
    this.known.add(dot + 1);
    return dot + 1;
  }

  /** Where a literal in brackets, or as the first argument of a call, stands. */
  public keyAfter(at: number): number | undefined {
    const open = this.afterNullSigns(at);
    if (this.isSign(open, "["))
      return this.isLiteral(open + 1) && this.isSign(open + 2, "]") ? open + 1 : undefined;
    const method = this.memberAfter(at);
    if (method === undefined || !/^(GetValueOrDefault|ContainsKey|TryGetValue)$/.test(this.valueAt(method)))
      return undefined;
    const isArgument = this.isSign(method + 1, "(") && this.isLiteral(method + 2);
    return isArgument && (this.isSign(method + 3, ",") || this.isSign(method + 3, ")"))
      ? method + 2
      : undefined;
  }

  /** Where the brackets that enclose a place end. */
  public closeAfter(at: number): number {
    let depth = 1;
    let end = at;
    while (depth > 0 && ++end < this.tokens.length) {
      if (this.isAnySign(end, "([{")) depth++;
      if (this.isAnySign(end, ")]}")) depth--;
    }
    return end;
  }

  public valueAt(at: number): string {
    return this.tokens[at]?.value ?? "";
  }

  public isSign(at: number, sign: string): boolean {
    return this.isAnySign(at, sign);
  }

  public isName(at: number, name: string): boolean {
    return this.tokens[at]?.kind === "name" && this.valueAt(at) === name;
  }

  private isAnySign(at: number, signs: string): boolean {
    const token = this.tokens[at];
    return token?.kind === "sign" && signs.includes(token.source);
  }

  private isLiteral(at: number): boolean {
    return this.tokens[at]?.kind === "literal";
  }

  private afterNullSigns(at: number): number {
    let next = at + 1;
    while (this.isAnySign(next, "?!")) next++;
    return next;
  }

  private undecidedAt(at: number): Read[] {
    const { kind, source, value } = this.tokens[at];
    if (kind === "unknown")
      return [undecided(`the code cannot be followed from ${JSON.stringify(source)} on`)];
    if (kind !== "name") return [];
    if (reflection.test(value)) return [undecided(`\`${value}\` is used, which reaches every member`)];
    if (value !== "Headers" || this.known.has(at) || this.isOfResponse(at)) return [];
    return [
      undecided(
        "the headers of something unknown are read; `((IResponse)…).Headers` are those of a response",
      ),
    ];
  }

  /** Whether `Headers` at a place belongs to a value that is cast to a response. */
  private isOfResponse(at: number): boolean {
    const close = this.isSign(at - 2, "?") ? at - 3 : at - 2;
    if (!this.isSign(at - 1, ".") || !this.isSign(close, ")")) return false;
    const open = this.openOf(close);
    const cast =
      this.isSign(open + 1, "(") && this.isName(open + 2, "IResponse") && this.isSign(open + 3, ")");
    const typed =
      this.isSign(open - 3, "<") && this.isName(open - 2, "IResponse") && this.isSign(open - 1, ">");
    return cast || typed;
  }

  private openOf(close: number): number {
    let depth = 1;
    let open = close;
    while (depth > 0 && --open >= 0) {
      if (this.isAnySign(open, ")]}")) depth++;
      if (this.isAnySign(open, "([{")) depth--;
    }
    return open;
  }

  private runsLater(at: number): boolean {
    const arrow = this.isSign(at, "=") && this.isSign(at + 1, ">");
    return arrow || ["delegate", "select", "yield"].some((name) => this.isName(at, name));
  }
}

/** What follows `context` in code. */
class CodePath implements ContextPath {
  public constructor(
    private readonly code: Code,
    private at: number,
  ) {}

  public member(): string | undefined {
    const member = this.code.memberAfter(this.at);
    if (member === undefined) return undefined;
    this.at = member;
    return this.code.valueAt(member);
  }

  public entry(): string | undefined {
    const key = this.code.keyAfter(this.at);
    if (key === undefined) return undefined;
    this.at = this.code.closeAfter(key);
    return this.code.valueAt(key);
  }

  public isCompared(): boolean {
    const { code, at } = this;
    const compares = (code.isSign(at + 1, "=") || code.isSign(at + 1, "!")) && code.isSign(at + 2, "=");
    return compares || code.isName(at + 1, "is");
  }

  public isParsedAsJwt(): boolean {
    for (let at = this.at; ; ) {
      const member = this.code.memberAfter(at);
      if (member === undefined && !this.code.isSign(at + 1, "[")) return false;
      if (member !== undefined && /^(AsJwt|TryParseJwt)$/.test(this.code.valueAt(member))) return true;
      at = member ?? at;
      if (this.code.isSign(at + 1, "(") || this.code.isSign(at + 1, "[")) at = this.code.closeAfter(at + 1);
    }
  }
}
