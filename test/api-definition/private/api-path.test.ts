import { TerraformVariable } from "cdktf";
import { validateApiPath } from "../../../lib/api/private/names";
import { newStack } from "../../synthesis";

describe("the path of an API", () => {
  it.each(["a", "orders", "retail/orders", "v1.2/a_b-c", "a".repeat(400)])("may be %s", (path) => {
    expect(validateApiPath(path)).toEqual([]);
  });

  it.each([
    "",
    "/orders",
    "orders/",
    "a//b",
    "a b",
    "a?b",
    "a#b",
    "../a",
    "a/./b",
    "ä",
    "-a",
    "a".repeat(401),
  ])("is refused when it is %j", (path) => {
    expect(validateApiPath(path).join()).toContain(
      `The API path ${JSON.stringify(path)} was given. Allowed are 1 to 400 letters, digits and _ - . :`,
    );
  });

  it("may be a reference", () => {
    expect(validateApiPath(new TerraformVariable(newStack(), "path", {}).stringValue)).toEqual([]);
  });
});
