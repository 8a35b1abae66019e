import fc from "fast-check";
import { element, fitsXml } from "../../lib/policy/xml/xml-element";
import { xmlText } from "../../lib/policy/xml-text";
import { messageOf } from "../synthesis";
import { parsed } from "./azurerm-difference";

describe("XML", () => {
  it("is written with two spaces a level, LF, attributes in the order given, and no declaration", () => {
    const tree = element("a", { z: "1", left: undefined, b: "2" }, [
      element("empty"),
      element("list", {}, [element("item", {}, ["text"])]),
    ]);
    expect(xmlText(tree)).toBe(
      '<a z="1" b="2">\n  <empty />\n  <list>\n    <item>text</item>\n  </list>\n</a>\n',
    );
  });

  it("escapes what has a meaning in XML, and what a reader would change", () => {
    expect(xmlText(element("a", { b: "&<>\"'\t\n\r" }, ["&<>\"'\t\n\r"]))).toBe(
      "<a b=\"&amp;&lt;&gt;&quot;'&#x9;&#xA;&#xD;\">&amp;&lt;&gt;&quot;'\t\n&#xD;</a>\n",
    );
  });

  it.each(["a\u0000", "\u000b", "\ud800", "a\udc00b", "\ufffe", "\uffff"])(
    "cannot hold %j, so it is rejected, in an attribute and as text",
    (text) => {
      expect(fitsXml(text)).toBe(false);
      for (const tree of [element("a", { b: text }), element("a", {}, [text])]) {
        expect(messageOf(() => xmlText(tree))).toBe(
          `The text ${JSON.stringify(text)} was given for a policy. XML 1.0 does not allow control characters, lone surrogates, U+FFFE and U+FFFF. Remove them.`,
        );
      }
    },
  );

  it("of any characters, lone surrogates too, is read back as it was given, or is rejected", () => {
    const text = fc.array(fc.integer({ min: 0, max: 0xffff })).map((codes) => String.fromCharCode(...codes));
    fc.assert(
      fc.property(fc.oneof(text, fc.string({ unit: "binary" }), fc.string()), (given) => {
        const tree = element("a", { b: given }, [element("c", {}, [given])]);
        if (!fitsXml(given)) {
          expect(() => xmlText(tree)).toThrow("was given for a policy");
          return;
        }
        const root = parsed(xmlText(tree));
        expect(root.getAttribute("b")).toBe(given);
        expect(root.getElementsByTagName("c")[0].textContent).toBe(given);
      }),
      { numRuns: 500 },
    );
  });
});
