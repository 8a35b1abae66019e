import { printable } from "../../../cli/text/printable";

describe("text of a plan, as a screen shows it", () => {
  it.each([
    ["colors", "\u001b[31mred", "\\u001b[31mred"],
    ["the controls of eight bits", "\u009b2J", "\\u009b2J"],
    ["line breaks", "a\r\nb\u2028c", "a\\u000d\\u000ab\\u2028c"],
    ["marks that turn its direction", "\u202egnp.exe", "\\u202egnp.exe"],
    ["characters without width", "a\u200bb\ufeff", "a\\u200bb\\ufeff"],
    ["half a pair", "\ud800", "\\ud800"],
    ["tags beyond the basic plane", "\u{e0041}", "\\u{e0041}"],
  ])("shows %s", (_, text, shown) => {
    expect(printable(text)).toBe(shown);
  });

  it("leaves letters, accents and symbols of any language as they are", () => {
    const text = "Bestellungen für 東京, القاهرة 🎉 e\u0301";
    expect(printable(text)).toBe(text);
  });

  it("reaches every text of a value", () => {
    expect(printable({ a: ["\u0007", { b: "\n" }], c: 1, d: null, e: undefined })).toEqual({
      a: ["\\u0007", { b: "\\u000a" }],
      c: 1,
      d: null,
      e: undefined,
    });
  });

  it("copies nothing that is printable as it is", () => {
    const value = { a: ["text", { b: 1 }], c: null };
    expect(printable(value)).toBe(value);
  });
});
