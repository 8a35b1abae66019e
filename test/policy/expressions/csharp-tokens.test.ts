import fc from "fast-check";
import { type CsharpToken, csharpTokens } from "../../../lib/policy/expressions/csharp-tokens";

function tokensOf(code: string): CsharpToken[] {
  return [...csharpTokens(code)].filter(({ kind }) => kind !== "space");
}

function kinds(code: string): string {
  return tokensOf(code)
    .map(({ kind, value }) => `${kind} ${value}`)
    .join(", ");
}

describe("the tokens of C#", () => {
  it("are the text that they were read from", () => {
    const pieces = fc.constantFrom('"', "$", "@", "{", "}", "\\", "'", "a", ":", "/", "*", "\n", " ", "1");
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 12 }), (text) => {
        const code = text.join("");
        expect([...csharpTokens(code)].map(({ source }) => source).join("")).toBe(code);
      }),
      { numRuns: 5000 },
    );
  });

  it.each([
    ["@context.Request", "name context, sign ., name Request"],
    ["con\u200Dtext", "name context"],
    ['"Author\\u0069zation"', "literal Authorization"],
    ['"\\x41\\U00000042\\n\\""', 'literal AB\n"'],
    ['@"a""b\\"', 'literal a"b\\'],
    ["'\\''", "literal '"],
    ["1.5m.ToString", "number 1.5m, sign ., name ToString"],
    ['a/* "b */"c"', 'name a, comment /* "b */, literal c'],
    ['a// "b\n"c"', 'name a, comment // "b, literal c'],
    ['a// b\u2028"c"', "name a, comment // b, literal c"],
  ])("of %j are %s", (code, expected) => {
    expect(kinds(code)).toBe(expected);
  });

  it.each([
    ['$"a{b}c"', 'text $", text a, open {, name b, close }, text c, text "'],
    ['$"{{a}}"', 'text $", text {{a}}, text "'],
    ['$@"a""{b}"', 'text $@", text a"", open {, name b, close }, text "'],
    ['@$"\\{b}"', 'text @$", text \\, open {, name b, close }, text "'],
    ['$"{f("}")}"', 'text $", open {, name f, sign (, literal }, sign ), close }, text "'],
    ['$"{a:HH://}"', 'text $", open {, name a, text :HH://, close }, text "'],
    [
      '$"{(a ? b : c)}"',
      'text $", open {, sign (, name a, sign ?, name b, sign :, name c, sign ), close }, text "',
    ],
    ['$"{$"{a}"}"', 'text $", open {, text $", open {, name a, close }, text ", close }, text "'],
  ])("of the interpolated string %s have the code of its holes: %s", (code, expected) => {
    expect(kinds(code)).toBe(expected);
  });

  it.each([
    ["a text without an end", '"a'],
    ["an interpolated text of two lines", '$"a{b}\n"'],
    ["a format of two lines", '$"{b:\n}"'],
    ["an alias in a hole", '$"{global::A}"'],
    ["a text in three quotes", '"""a"""'],
    ["an escape in a name", "cont\\u0065xt"],
    ["a directive", "#if A"],
    ["an empty character", "''"],
  ])("are unknown from %s on", (_what, code) => {
    expect(tokensOf(code).at(-1)?.kind).toBe("unknown");
  });
});
