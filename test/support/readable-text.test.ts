import { TerraformVariable, Token } from "cdktf";
import { readableText } from "../../lib/support/readable-text";
import { newStack } from "../synthesis";

const variable = new TerraformVariable(newStack(), "variable", {});

it.each([
  ["a text", `orders-${variable.stringValue}`, "orders-${…}"],
  ["a list", `"${variable.listValue[0]}"`, '"${…}"'],
  ["a map", Object.keys(Token.asStringMap(variable.value))[0], "${…}"],
  ["a number", `${variable.numberValue} minutes`, "${…} minutes"],
  ["an object that was written as JSON", JSON.stringify({ id: variable.value }), '{"id":"${…}"}'],
])("a message shows a sign for %s that Terraform knows later, and no code", (_, text, readable) => {
  expect(readableText(text)).toBe(readable);
});

it.each(["${var.name}", "-1.5e+300 calls", "orders", "{TfToken}"])("%j stays as it is", (text) => {
  expect(readableText(text)).toBe(text);
});
