import { isBefore, versionRange } from "../../../lib/support/provider-versions/version-range";

describe("a constraint allows", () => {
  it.each([
    ["4.55.0", "4.55.0", "4.55.1"],
    ["= 4.55.0", "4.55.0", "4.55.1"],
    ["v4.55.0", "4.55.0", "4.55.1"],
    ["4.55", "4.55.0", "4.55.1"],
    ["~> 4.69", "4.69.0", "5.0.0"],
    ["~> 4.69.2", "4.69.2", "4.70.0"],
    ["~> 4", "4.0.0", undefined],
    [">= 4.58", "4.58.0", undefined],
    ["> 4.58.0", "4.58.1", undefined],
    ["< 5", "0.0.0", "5.0.0"],
    ["<= 4.80.0", "0.0.0", "4.80.1"],
    ["!= 4.60.0", "0.0.0", undefined],
    [">= 4.58.0, < 5.0.0", "4.58.0", "5.0.0"],
    ["< 5.0.0,>=4.9.0, ~> 4.10", "4.10.0", "5.0.0"],
    [">= 4.58.0, != 4.60.0, <= 4.69.0", "4.58.0", "4.69.1"],
  ])("%s: from %s up to %s", (constraint, lowest, below) => {
    expect(versionRange(constraint)).toEqual({ lowest, below });
  });

  it.each([
    "",
    "latest",
    "4.x",
    ">= 4.58,",
    "4.55.0.1",
    "5.0.0-beta1",
    "=> 4.58",
    "${var.version}",
    "> 5.0.0, < 4.0.0",
    ">= 4.58.0, < 4.58.0",
    undefined,
    null,
    4.55,
  ])("nothing that is known when it is %p", (constraint) => {
    expect(versionRange(constraint)).toBeUndefined();
  });
});

describe("versions", () => {
  it.each([
    ["4.9.0", "4.10.0", true],
    ["4.10.0", "4.9.0", false],
    ["4.58.0", "4.58.0", false],
    ["4.58.1", "4.58.2", true],
    ["4.99.99", "5.0.0", true],
    ["5.0.0", "4.99.99", false],
  ] as const)("%s is before %s: %s", (version, other, expected) => {
    expect(isBefore(version, other)).toBe(expected);
  });
});
