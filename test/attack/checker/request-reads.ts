import { CsharpSyntaxError, type CsharpToken, csharpTokens } from "./csharp-tokens";

/** What a text reads of the request when the gateway evaluates it. */
export interface RequestReads {
  /** Names of single headers, in lower case. */
  readonly headers: readonly string[];
  /** Why more than single headers is read, or why it cannot be told. */
  readonly unclear: readonly string[];
  /** Whether the key of the subscription is read. */
  readonly subscriptionKey: boolean;
  /** Whether it may run later than where it stands. */
  readonly deferred: boolean;
}

const nothing: RequestReads = { headers: [], unclear: [], subscriptionKey: false, deferred: false };

/** What a text with policy expressions reads; nothing for a text that is none. */
export function expressionReads(text: string): RequestReads {
  const start = text.search(/@[({]/);
  if (start < 0) return nothing;
  const code = text.slice(start + 1);
  if (/\uE000/.test(code)) return { ...nothing, unclear: ["a Terraform value is a part of the code"] };
  if (/\{\{\s*[\w.-]+\s*\}\}/.test(code))
    return { ...nothing, unclear: ["a named value is a part of the code"] };
  try {
    return new ExpressionReader(csharpTokens(code)).read();
  } catch (error) {
    if (!(error instanceof CsharpSyntaxError)) throw error;
    return { ...nothing, unclear: [error.message] };
  }
}

const contextMembers = new Set(
  "Api Deployment Elapsed GraphQL LastError Operation Product Request RequestId Response Subscription Timestamp Trace Tracing User Variables Workspace".split(
    " ",
  ),
);
const requestMembers = new Set(
  "Body Certificate Foundry Headers IpAddress MatchedParameters Method OriginalUrl PrivateEndpointConnection Url".split(
    " ",
  ),
);
const headerMethods = new Set(["GetValueOrDefault", "ContainsKey", "TryGetValue"]);
const reflection =
  /^(?:GetType|Get(?:Runtime)?(?:Property|Properties|Method|Methods|Field|Fields)|InvokeMember|dynamic)$/;
const subscriptionKeys = new Set(["Key", "PrimaryKey", "SecondaryKey"]);

/** Follows each use of `context` in an expression; everything else that leads to headers is unclear. */
class ExpressionReader {
  private readonly headers: string[] = [];
  private readonly unclear: string[] = [];
  private subscriptionKey = false;
  /** Positions of `Headers` of which the owner is known. */
  private readonly followed = new Set<number>();

  public constructor(private readonly tokens: readonly CsharpToken[]) {}

  public read(): RequestReads {
    for (const [index, { kind, text }] of this.tokens.entries()) {
      if (kind === "name" && text === "context" && !this.isSign(index - 1, ".")) this.context(index);
    }
    for (const [index, { kind, text }] of this.tokens.entries()) {
      if (kind !== "name") continue;
      if (text === "Headers" && !this.followed.has(index))
        this.unclear.push("the headers of something unknown");
      if (reflection.test(text)) this.unclear.push(`${text} reaches every member`);
    }
    const { headers, unclear, subscriptionKey } = this;
    return { headers, unclear, subscriptionKey, deferred: this.isDeferred() };
  }

  private context(index: number): void {
    const member = this.member(index);
    if (member === undefined) {
      this.unclear.push("`context` is handed on");
    } else if (!contextMembers.has(member.name)) {
      this.unclear.push(`\`context.${member.name}\` is unknown`);
    } else if (member.name === "Request") {
      this.request(member.index);
    } else if (member.name === "Response") {
      const next = this.member(member.index);
      if (next?.name === "Headers") this.followed.add(next.index);
    } else if (member.name === "Subscription") {
      const key = this.member(member.index);
      // Without a member, all of the subscription is handed on.
      if (key === undefined ? !this.isCompared(member.index) : subscriptionKeys.has(key.name)) {
        this.subscriptionKey = true;
      }
    }
  }

  private request(index: number): void {
    const member = this.member(index);
    if (member === undefined) {
      this.unclear.push("`context.Request` is handed on");
    } else if (!requestMembers.has(member.name)) {
      this.unclear.push(`\`context.Request.${member.name}\` is unknown`);
    } else if (member.name === "Headers") {
      this.followed.add(member.index);
      this.header(member.index);
    }
  }

  private header(index: number): void {
    const name = this.headerName(index);
    if (name === undefined) this.unclear.push("headers are read without a single name");
    else this.headers.push(name.toLowerCase());
  }

  /** The text by which one header is read: alone in the brackets, or first in the parentheses. */
  private headerName(index: number): string | undefined {
    const next = this.isSign(index + 1, "?") ? index + 2 : index + 1;
    const [open, ends] = this.isSign(next, "[") ? [next, ["]"]] : [this.headerCall(index), [",", ")"]];
    const name = open === undefined ? undefined : this.tokens[open + 1];
    return open !== undefined && name?.kind === "text" && ends.some((end) => this.isSign(open + 2, end))
      ? name.text
      : undefined;
  }

  private headerCall(index: number): number | undefined {
    const method = this.member(index);
    if (method === undefined || !headerMethods.has(method.name)) return undefined;
    return this.isSign(method.index + 1, "(") ? method.index + 1 : undefined;
  }

  /** The member of what stands at an index: behind `.`, `?.` or `!.`. */
  private member(index: number): { readonly name: string; readonly index: number } | undefined {
    let at = index + 1;
    while (this.isSign(at, "?") || this.isSign(at, "!")) at++;
    const name = this.tokens[at + 1];
    return this.isSign(at, ".") && name?.kind === "name" ? { name: name.text, index: at + 1 } : undefined;
  }

  private isCompared(index: number): boolean {
    return this.isSign(index + 1, "=") || (this.isSign(index + 1, "!") && this.isSign(index + 2, "="));
  }

  private isDeferred(): boolean {
    return this.tokens.some(
      ({ kind, text }, index) =>
        (kind === "name" && /^(?:delegate|select|yield)$/.test(text)) ||
        (kind === "sign" && text === "=" && this.isSign(index + 1, ">")),
    );
  }

  private isSign(index: number, text: string): boolean {
    const token = this.tokens[index];
    return token?.kind === "sign" && token.text === text;
  }
}

const liquidTag = /\{\{([\s\S]*?)\}\}|\{%([\s\S]*?)%\}/g;
const liquidPath = /[A-Za-z_][\w-]*(?:\s*\.\s*[\w-]+|\s*\[[^\]]*\])*/g;

/** What a Liquid template reads of the request. */
export function liquidReads(text: string): RequestReads {
  const open = text.replace(liquidTag, "");
  const unclosed = /\{[{%]/.test(open) ? ["a tag without an end"] : [];
  const paths = [...text.matchAll(liquidTag)].flatMap(([, output, tag]) => [
    ...(output ?? tag).matchAll(liquidPath),
  ]);
  const reads = paths.map(([path]) => liquidPathReads(path));
  return {
    ...nothing,
    headers: reads.flatMap(({ headers }) => headers),
    unclear: [...unclosed, ...reads.flatMap(({ unclear }) => unclear)],
    subscriptionKey: reads.some(({ subscriptionKey }) => subscriptionKey),
  };
}

// Liquid does not tell upper and lower case apart everywhere, so it is not told apart here.
function liquidPathReads(path: string): RequestReads {
  const steps = liquidSteps(path);
  const [first, second, third, fourth] = steps.map((step) => step?.toLowerCase());
  if (first !== "context") {
    const elsewhere = steps.slice(1).some((step) => step?.toLowerCase() === "headers");
    return elsewhere ? { ...nothing, unclear: ["the headers of something unknown"] } : nothing;
  }
  if (second === "subscription")
    return { ...nothing, subscriptionKey: third === undefined || /key$/.test(third) };
  if (second !== undefined && second !== "request") return nothing;
  if (third !== undefined && third !== "headers") return nothing;
  return fourth === undefined
    ? { ...nothing, unclear: [`\`${path}\` is more than a single header`] }
    : { ...nothing, headers: [fourth] };
}

/** The names in a path; nothing for an index that is computed. */
function liquidSteps(path: string): (string | undefined)[] {
  return [...path.matchAll(/[\w-]+|\[\s*(?:"([^"]*)"|'([^']*)')\s*\]|\[[^\]]*\]/g)].map(
    ([step, double, single]) => (step.startsWith("[") ? (double ?? single) : step),
  );
}
