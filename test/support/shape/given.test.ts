import { Fn, TerraformVariable, Token } from "cdktf";
import { shown, shownText } from "../../../lib/support/shape/given";
import { newStack } from "../../synthesis";

const variable = new TerraformVariable(newStack(), "variable", {});

function revokedProxy(): unknown {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
}

describe("how a message shows what was given", () => {
  it.each<[string, unknown, string]>([
    ["a string, in quotes", 'a "b"', '"a \\"b\\""'],
    ["a long string, cut", "x".repeat(1_000_000), `"${"x".repeat(60)}…"`],
    ["a number", Number.NaN, "NaN"],
    ["a boolean", false, "false"],
    ["nothing", null, "null"],
    ["undefined", undefined, "undefined"],
    ["a BigInt, without its digits", 10n ** 1000n, "a BigInt"],
    ["a symbol", Symbol("secret"), "a symbol"],
    ["a function", () => "secret", "a function"],
    ["a list, without its items", ["secret"], "a list"],
    ["an empty list", [], "an empty list"],
    ["an object, without its properties", { password: "secret" }, "an object"],
    ["an object without a prototype", Object.create(null), "an object"],
    ["a Map", new Map(), "an instance of Map"],
    ["a Date", new Date(0), "an instance of Date"],
    ["an instance", new (class Orders {})(), "an instance of Orders"],
    ["an instance of no name", new (class {})(), "an instance of a class without a name"],
    ["a construct", variable, "an instance of TerraformVariable"],
    ["a reference", variable.value, "a value that Terraform knows later"],
    ["a string token", variable.stringValue, "a value that Terraform knows later"],
    ["a number token", variable.numberValue, "a value that Terraform knows later"],
    ["a list token", variable.listValue, "a value that Terraform knows later"],
    ["a map token", Token.asStringMap(variable.value), "a value that Terraform knows later"],
    ["a function of Terraform", Fn.merge([{}, {}]), "a value that Terraform knows later"],
    ["a revoked proxy", revokedProxy(), "a value that cannot be read"],
  ])("is %s", (_what, value, text) => {
    expect(shown(value)).toBe(text);
  });

  it("runs no code of the value's own", () => {
    const ran = jest.fn();
    class Trap {
      public toString = ran;
      public toJSON = ran;
      public valueOf = ran;
      public [Symbol.toPrimitive] = ran;
    }
    expect(shown(new Trap())).toBe("an instance of Trap");
    expect(ran).not.toHaveBeenCalled();
  });

  it("does not believe a class that names itself in a sentence", () => {
    const value = new (class {
      public static name = "x`. Allowed is anything";
    })();
    expect(shown(value)).toBe("an instance of a class without a name");
  });

  it("cuts a string between its beginning and its end", () => {
    expect(shownText("x".repeat(60))).toBe(`"${"x".repeat(60)}"`);
  });
});
