import type { CsharpToken } from "../../../policy/expressions/csharp-tokens";

/** A test whether a header is there, in one of the forms that people write. */
export interface HeaderTest {
  readonly header: string;
  /** Whether the test holds where the header is there. */
  readonly isThere: boolean;
  /** How many tokens it takes. */
  readonly length: number;
}

const headers = String.raw`context\.Request\.Headers`;
const empty = String.raw`(?:""|null|[Ss]tring\.Empty)`;
const value = String.raw`${headers}\.GetValueOrDefault\("([\w-]+)"(?:,${empty})?\)`;

const forms: readonly (readonly [form: RegExp, isThere: boolean])[] = [
  [new RegExp(String.raw`^${headers}\.ContainsKey\("([\w-]+)"\)`), true],
  [new RegExp(String.raw`^[Ss]tring\.IsNullOr(?:Empty|WhiteSpace)\(${value}\)`), false],
  [new RegExp(`^${value}!=${empty}`), true],
  [new RegExp(`^${value}==${empty}`), false],
  // Whoever has a token sends it like this, and whoever has none may too.
  [
    new RegExp(
      String.raw`^${value.replace(String.raw`[\w-]+`, "[Aa]uthorization")}\.StartsWith\("[Bb]earer ?"(?:,\w+\.\w+)?\)`,
    ),
    true,
  ],
];

/** The test that is at a place of some code, if an operator or nothing follows it. */
export function headerTest(all: readonly CsharpToken[], place: number): HeaderTest | undefined {
  const [start, , member] = all.slice(place, place + 3).map(({ value }) => value);
  if (member !== "Request" && !/^string$/i.test(start ?? "")) return undefined;
  const tokens = all.slice(place);
  const code = tokens.map(({ source }) => source).join("");
  for (const [form, isThere] of forms) {
    const found = form.exec(code);
    if (!found) continue;
    const length = tokensIn(tokens, found[0].length);
    const next = tokens[length];
    if (next === undefined || /^[|&]$/.test(next.source))
      return { header: found[1].toLowerCase(), isThere, length };
  }
  return undefined;
}

function tokensIn(tokens: readonly CsharpToken[], characters: number): number {
  let count = 0;
  for (let seen = 0; seen < characters; count++) seen += tokens[count].source.length;
  return count;
}

const amongAll = new RegExp(
  String.raw`^${headers}\.Any\((\w+)=>\1\.Key\.Contains\("([^"\\]+)"\)(?:&&[^|?]*)?\)$`,
);

/**
 * What the names of headers hold that a test looks for among all headers: no other header makes it true, whatever else it
 * asks of them.
 */
export function soughtInHeaders(tokens: readonly CsharpToken[]): string | undefined {
  const found = amongAll.exec(tokens.map(({ source }) => source).join(""));
  return found && isOneCall(tokens) ? found[2].toLowerCase() : undefined;
}

/** Whether the first parenthesis ends with the last token. */
function isOneCall(tokens: readonly CsharpToken[]): boolean {
  let depth = 0;
  const end = tokens.findIndex(({ kind, source }) => {
    if (kind === "sign" && source === "(") depth++;
    return kind === "sign" && source === ")" && --depth === 0;
  });
  return end === tokens.length - 1;
}
