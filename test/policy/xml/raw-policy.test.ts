import { parseRawPolicy } from "../../../lib/policy/xml/raw-policy";
import { element } from "../../../lib/policy/xml/xml-element";
import { xmlText } from "../../../lib/policy/xml-text";

function rewritten(xml: string): string {
  const { errors, elements } = parseRawPolicy(xml);
  expect(errors).toEqual([]);
  return elements.map(xmlText).join("");
}

describe("raw XML", () => {
  it("may have expressions as API Management's own editor has them", () => {
    expect(
      rewritten(
        '<choose>\n<when condition="@(context.Response.StatusCode < 400 && context.Variables["a"] == "b")" />\n</choose>',
      ),
    ).toBe(
      '<choose>\n  <when condition="@(context.Response.StatusCode &lt; 400 &amp;&amp; context.Variables[&quot;a&quot;] == &quot;b&quot;)" />\n</choose>\n',
    );
  });

  it("may have them escaped as well, with the same result", () => {
    const plain = rewritten('<set-variable name="a" value="@("<" + \'&\')" />');
    expect(rewritten('<set-variable name="a" value="@(&quot;&lt;&quot; + \'&amp;\')" />')).toBe(plain);
  });

  it("keeps lines of a text, and puts an attribute's expression on one", () => {
    expect(rewritten('<set-body>@{\n  // why\n  return "a";\n}</set-body>')).toBe(
      "<set-body>@{\n  // why\n  return &quot;a&quot;;\n}</set-body>\n",
    );
    expect(rewritten('<set-variable name="a" value="@{\n  return 1;\n}" />')).toBe(
      '<set-variable name="a" value="@{ return 1; }" />\n',
    );
  });

  it("is written the same way however it is indented, without comments", () => {
    const tidy = rewritten('<choose><when condition="@(true)"><set-method>GET</set-method></when></choose>');
    const loose =
      '<choose>\r\n\t<!-- why -->\r\n  <when  condition="@(true)">\n\n<set-method>GET</set-method></when></choose>';
    expect(rewritten(loose)).toBe(tidy);
  });

  it("may have any character that XML has", () => {
    expect(rewritten("<set-body>\ufffd😀a\u2028b</set-body>")).toBe(
      "<set-body>\ufffd😀a\u2028b</set-body>\n",
    );
  });

  it("reads CDATA as a text", () => {
    expect(rewritten("<set-body><![CDATA[a < b]]></set-body>")).toBe("<set-body>a &lt; b</set-body>\n");
  });

  it("is read as the elements that it has, with their lines", () => {
    const { elements } = parseRawPolicy('<set-method>GET</set-method>\n\n<set-status code="200" />');
    expect(elements).toEqual([
      { ...element("set-method", {}, ["GET"]), line: 1 },
      { ...element("set-status", { code: "200" }), line: 3 },
    ]);
  });

  it("that cannot be read is rejected with its line", () => {
    expect(parseRawPolicy("<choose>\n<when></otherwise>\n</choose>").errors.join()).toContain("line 2: ");
  });

  it.each([
    ['<set-header name="a">', "line 1: `<set-header>` has no end tag"],
    ["<choose>\n  <when>\n  </when>", "`<choose>` has no end tag"],
    ["<choose>\n  <when>\n</choose>", "line 2: `<when>` is ended by `</choose>`"],
    ["</set-header>", "line 1: `</set-header>` has no start tag"],
    ["<set-method>GET</set-method>\n</raw><base /><raw>", "`</raw>` has no start tag"],
    ["<base /></elements-of-raw-xml><base />", "there is an end tag without its start tag"],
    ["<set-header name", 'attribute "name" missed value'],
    ["<base", "unexpected < in tag name: base"],
    ["<when></when", 'end tag name contains invalid characters: "when"'],
    ["<!-- why", "comment is not well-formed. Allowed"],
  ])("is rejected without naming what the user did not write: %j", (xml, problem) => {
    const [error] = parseRawPolicy(xml).errors;
    expect(error).toContain(problem);
    expect(error).not.toContain("elements-of-raw-xml");
  });

  it.each([
    ["nothing", ""],
    ["a comment", "<!-- nothing -->"],
    ["a text", "GET"],
    ["an element that does not end", "<choose>"],
    ["an end of what stands around it", "</elements-of-raw-xml><base /><elements-of-raw-xml>"],
    ["a document type", '<!DOCTYPE a [<!ENTITY b "c">]><set-body>&b;</set-body>'],
    ["an unknown entity", "<set-body>&nbsp;</set-body>"],
    ["an attribute twice", '<set-variable name="a" name="b" value="c" />'],
  ])("is rejected when it is %s", (_what, xml) => {
    const { errors, elements } = parseRawPolicy(xml);
    expect(elements).toEqual([]);
    expect(errors.join()).toContain("Raw XML was given that cannot be read");
  });
});
