import { mayOverlap, pathPattern, percentDecoded } from "../../lib/support/path-pattern";

const overlap = (one: string, other: string) => mayOverlap(pathPattern(one), pathPattern(other));

describe("two URL templates", () => {
  it.each([
    ["/orders", "/orders"],
    ["/orders", "/ORDERS"],
    ["/orders", "/orders/"],
    ["/orders", "/%6Frders"],
    ["/orders", "/%256Frders"],
    ["/größe", "/gr%C3%B6%C3%9Fe"],
    ["/orders", "/{id}"],
    ["/orders/{id}", "/{kind}/latest"],
    ["/orders/{id}/lines", "/orders/{orderId}/{part}"],
    ["/orders-2026", "/orders-{year}"],
    ["/{name}.json", "/orders.{extension}"],
    ["/a{x}", "/ab{y}"],
    ["/", "/*"],
    ["/orders", "/*"],
    ["/orders/1/lines", "/*"],
    ["/orders/1/lines", "/{*rest}"],
    ["/orders/1/lines", "/orders/*"],
    ["/orders", "/orders/*"],
    ["/{kind}/1", "/orders/*"],
    ["/files-2026/a", "/files-*"],
    ["/orders/*", "/{*rest}"],
    // Servers disagree on an encoded slash or backslash, and on what is not UTF-8.
    ["/orders/lines", "/orders%2Flines"],
    ["/orders/lines", "/orders%5Clines"],
    ["/orders/lines", "/orders/%C0%AFlines"],
  ])("%s and %s may match the same call, whichever comes first", (one, other) => {
    expect(overlap(one, other)).toBe(true);
    expect(overlap(other, one)).toBe(true);
  });

  it.each([
    ["/orders", "/refunds"],
    ["/orders", "/orders/1"],
    ["/orders", "/orders/{id}"],
    ["/orders/{id}", "/refunds/{id}"],
    ["/orders/{id}/lines", "/orders/{id}/notes"],
    ["/orders/{id}", "/orders/{id}/lines"],
    ["/orders-{year}", "/refunds-2026"],
    ["/orders-{year}", "/refunds-{year}"],
    ["/{name}.json", "/{name}.xml"],
    ["/a{x}a", "/a"],
    ["/", "/{id}"],
    ["/orders", "/refunds/*"],
    ["/refunds/a", "/files-*"],
  ])("%s and %s match no call together, whichever comes first", (one, other) => {
    expect(overlap(one, other)).toBe(false);
    expect(overlap(other, one)).toBe(false);
  });
});

describe("a URL template", () => {
  it.each(["/", "/orders", "/orders/latest/"])("like %s matches one path only", (template) => {
    expect(pathPattern(template).isLiteral).toBe(true);
  });

  it.each(["/{id}", "/orders-{year}", "/*", "/orders/{*rest}", "/orders%2Flatest"])(
    "like %s may match several",
    (template) => {
      expect(pathPattern(template).isLiteral).toBe(false);
    },
  );
});

it("text is decoded until nothing is encoded, and what cannot be decoded stays", () => {
  expect(percentDecoded("%25252e%zz%")).toBe(".%zz%");
});
