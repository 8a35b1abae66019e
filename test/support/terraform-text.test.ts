import { Fn, Lazy, TerraformVariable } from "cdktf";
import { localText, terraformText, terraformTexts } from "../../lib/support/terraform-text";
import { newStack, resolved, synthesize } from "../synthesis";

describe("text that arrives in Azure as it was written (rule 21b)", () => {
  it("escapes both of Terraform's template sequences", () => {
    expect(terraformText("a ${b} and %{if c}")).toBe("a $${b} and %%{if c}");
  });

  it("leaves what Terraform does not evaluate alone", () => {
    expect(terraformText("50 % of $5 {x} <&>\"'\r\n")).toBe("50 % of $5 {x} <&>\"'\r\n");
  });

  it("spares references, also between escaped text", () => {
    const reference = new TerraformVariable(newStack(), "name", {}).stringValue;
    expect(terraformText(`\${a} ${reference} %{b} ${reference}`)).toBe(
      `$\${a} ${reference} %%{b} ${reference}`,
    );
  });

  it("makes no escape of a reference by dollar signs before it", () => {
    const reference = new TerraformVariable(newStack(), "name", {}).stringValue;
    expect(terraformText(`$${reference} 5$ $$${reference}%${reference}`)).toBe(
      `\${"$"}${reference} 5$ \${"$$"}${reference}%${reference}`,
    );
  });

  it("escapes the values of a map and keeps its names", () => {
    expect(terraformTexts({ "a${b}": "${c}" })).toEqual({ "a${b}": "$${c}" });
  });
});

describe("a text as the argument of a function", () => {
  it.each<[string, (value: string) => string, string]>([
    ["text around values", (value) => `a-${value}-${value}`, "a-${var.name}-${var.name}"],
    ["text that is known late", () => Lazy.stringValue({ produce: () => "a & b" }), "a & b"],
  ])("is a local value, as %s, of which cdktf does not warn", (_what, textOf, text) => {
    const warn = jest.spyOn(console, "warn");
    const stack = newStack();
    const { stringValue } = new TerraformVariable(stack, "name", {});
    const local = localText(stack, "text", textOf(stringValue));
    expect(resolved(stack, Fn.lower(local))).toBe("${lower(local.text)}");
    expect(synthesize(stack).locals).toEqual({ text });
    expect(warn).not.toHaveBeenCalled();
  });
});
