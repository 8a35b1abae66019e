import { filled } from "../../../cli/probe/attempts/templates";

describe("a template of an operation", () => {
  const values = new Map([
    ["id", "4/2 ü"],
    ["*", "who/am i"],
  ]);

  it.each([
    ["/orders", { path: "/orders" }],
    ["/orders/{id}", { path: "/orders/4/2%20%C3%BC" }],
    ["/*", { path: "/who/am%20i" }],
    ["/orders?of={id}", { path: "/orders?of=4/2%20%C3%BC" }],
    ["/orders/{id}/lines/{line}", { missing: ["{line}"] }],
  ])("%s is filled in, or says what is missing", (template, expected) => {
    expect(filled(template, values)).toEqual(expected);
  });

  it("has nothing in the place of a wildcard, unless somebody says what", () => {
    expect(filled("/*", new Map())).toEqual({ path: "/" });
    expect(filled("/{*path}", new Map())).toEqual({ path: "/" });
  });
});
