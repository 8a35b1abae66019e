import { withLazyRequires } from "../../tools/bundle/lazy-requires";

describe("a package that is loaded late", () => {
  const compiled = `"use strict";
const a_1 = require("lazy");
const b_1 = require("eager");
exports.make = (a) => new a_1.A((0, a_1.b)(a.a_1), b_1.B, { a_1: typeof a_1.C });
`;

  it("is required at each use, as every form of use needs it", () => {
    expect(withLazyRequires(compiled, (name) => name === "lazy")).toBe(`"use strict";
const a_1 = () => require("lazy");
const b_1 = require("eager");
exports.make = (a) => new (a_1()).A((0, (a_1()).b)(a.a_1), b_1.B, { a_1: typeof (a_1()).C });
`);
  });

  it("is not loaded before, and once", () => {
    const loaded: string[] = [];
    class A {
      public constructor(public readonly value: unknown) {}
    }
    const require = (name: string) => {
      loaded.push(name);
      return { A, b: (value: unknown) => value, B: 1 };
    };
    const exports: { make?: (given: object) => A } = {};
    new Function(
      "require",
      "exports",
      withLazyRequires(compiled, (name) => name === "lazy"),
    )(require, exports);
    expect(loaded).toEqual(["eager"]);
    expect(exports.make?.({ a_1: "given" })).toEqual(new A("given"));
    expect(loaded).toContain("lazy");
  });

  it("that is required for its effects only is left as it is", () => {
    const source = 'require("lazy");\nconst { a } = require("lazy");\nlet b = 1, c = require("lazy");\n';
    expect(withLazyRequires(source, () => true)).toBe(source);
  });
});
