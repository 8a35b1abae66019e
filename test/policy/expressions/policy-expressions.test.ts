import {
  expressionEnd,
  expressionsIn,
  isExpression,
  oneLineExpression,
} from "../../../lib/policy/expressions/policy-expressions";

describe("a policy expression", () => {
  it.each(["@(true)", "@{ return 1; }", "  @(1)"])("is told by its start: %s", (text) => {
    expect(isExpression(text)).toBe(true);
  });

  it.each(["", "mail@example.com", "@name", "a @(1)"])("is not %j", (text) => {
    expect(isExpression(text)).toBe(false);
  });

  it.each([
    ['@("a)" + ")")', 13],
    ["@(')' + 'a')", 12],
    ['@(@"a"")" + "\\")")', 18],
    ["@(1) and more", 4],
    ['@{ var a = new { b = "}" }; }', 29],
  ])("ends where its last bracket does: %s", (text, end) => {
    expect(expressionEnd(text, 0)).toBe(end);
  });

  it.each(['@("a)"', '@($"a{b', '@($"a{b})', "@(/* )"])("without an end has none: %s", (text) => {
    expect(expressionEnd(text, 0)).toBeUndefined();
  });

  it("may stand anywhere in a text, more than once", () => {
    const found = expressionsIn("a @(b(')')) c@{d(\"@(\")} @(f");
    expect(found.map(({ start, end, isClosed }) => [start, end, isClosed])).toEqual([
      [2, 11, true],
      [13, 23, true],
      [24, 27, false],
    ]);
  });

  it("is put on one line, its texts untouched", () => {
    expect(oneLineExpression('@{\r\n\tvar a = "x   y";\n  return a;\n}')).toBe(
      '@{ var a = "x   y"; return a; }',
    );
  });

  it.each([
    ["that goes on behind its end", "@(1) + 2"],
    ["with a comment", "@{ // why\n return 1; }"],
    ["with another comment", "@{ /* why */ return 1; }"],
    ["with a text of two lines", '@(@"a\nb")'],
    ["without an end", "@(1"],
  ])("%s is put on none", (_what, text) => {
    expect(oneLineExpression(text)).toBeUndefined();
  });

  it("may have a URL in a text", () => {
    expect(oneLineExpression('@("https://a.example/*")')).toBe('@("https://a.example/*")');
  });
});
