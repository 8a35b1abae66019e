import { compareTexts, repeatedItems } from "../../lib/support/lists";

describe("lists", () => {
  it("are sorted by characters' codes, not by a machine's language", () => {
    expect(["b", "ä", "a", "B", "a"].sort(compareTexts)).toEqual(["B", "a", "a", "b", "ä"]);
    expect(compareTexts("a", "a")).toBe(0);
  });

  it("tell items of which an earlier one has the key", () => {
    expect(repeatedItems(["a", "b", "A", "c", "a"], (text) => text.toLowerCase())).toEqual(["A", "a"]);
  });
});
