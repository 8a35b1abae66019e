import { once } from "../../lib/access/once";

describe("a result that is computed once", () => {
  it("is computed for each argument when it is first asked for, even where it is none", () => {
    const asked: string[] = [];
    const length = once((text: string) => {
      asked.push(text);
      return text.length || undefined;
    });
    expect(["ab", "", "ab", "", "c"].map(length)).toEqual([2, undefined, 2, undefined, 1]);
    expect(asked).toEqual(["ab", "", "c"]);
  });

  it("is that of an object, not of what is equal to it, where the objects may be forgotten", () => {
    const asked: object[] = [];
    const entries = once((subject: object) => asked.push(subject), new WeakMap());
    const [one, other] = [{ a: 1 }, { a: 1 }];
    expect([one, other, one].map(entries)).toEqual([1, 2, 1]);
  });
});
