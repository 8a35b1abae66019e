import { InputError } from "../../../lib/access/stack/input-error";
import { readInput } from "../../../lib/access/stack/read-input";

const plan = JSON.stringify({ format_version: "1.2", resource_changes: [], configuration: {} });

describe("the file that a review is given", () => {
  it.each([
    ["a plan", plan, "plan"],
    ["a state", JSON.stringify({ format_version: "1.0", values: { root_module: {} } }), "state"],
    ["the state of a stack without resources", JSON.stringify({ format_version: "1.0" }), "state"],
    ["a synthesized stack", JSON.stringify({ terraform: {}, resource: {} }), "synthesized"],
    ["a plan with a byte order mark", `\uFEFF${plan}`, "plan"],
    ["a plan after blank lines", `\n\r\n ${plan}\n`, "plan"],
  ])("is %s", (_what, text, kind) => {
    expect(readInput({ name: "file", content: Buffer.from(text) }).kind).toBe(kind);
  });

  it.each([
    ["UTF-16 with a mark, as PowerShell writes it", Buffer.from(`\uFEFF${plan}`, "utf16le")],
    ["UTF-16 without a mark", Buffer.from(plan, "utf16le")],
    ["UTF-16 of the other byte order", Buffer.from(`\uFEFF${plan}`, "utf16le").swap16()],
    ["a part of a larger buffer", new Uint8Array(Buffer.from(`....${plan}`)).subarray(4)],
  ])("may be %s", (_encoding, content) => {
    expect(readInput({ name: "plan.json", content }).kind).toBe("plan");
  });

  it.each([
    ["nothing", "", "The file is empty.", "terraform show -json plan.bin > plan.json"],
    ["blanks", " \n", "The file is empty.", "terraform show -json plan.bin > plan.json"],
    [
      "a binary plan",
      "PK\u0003\u0004abc",
      "the binary plan file",
      "terraform show -json plan.out > plan.json",
    ],
    [
      "the text of a plan",
      "\u001b[1mTerraform will perform the following actions:\u001b[0m",
      "the text that terraform plan prints",
      "terraform plan -out=plan.bin && terraform show -json plan.bin > plan.json",
    ],
    [
      "the text of a plan that reads first",
      "data.azurerm_client_config.this: Reading...\n",
      "the text that terraform plan prints",
      "terraform show -json",
    ],
    [
      "a log",
      '{"@level":"info","@message":"Terraform 1.11.4"}\n{"@level":"info"}',
      "the log that",
      "terraform show",
    ],
    [
      "a configuration",
      'resource "azurerm_linux_function_app" "f" {\n}',
      "Terraform's own language",
      "Plan it",
    ],
    [
      "a wrapped command",
      "[command]/usr/bin/terraform show -json\n{}",
      "terraform wrapper",
      "terraform_wrapper: false",
    ],
    ["a list", "[]", "This is no JSON object.", "terraform show -json"],
    [
      "a truncated plan",
      plan.slice(0, 40),
      "no end: the file stops after 40 characters",
      "terraform show -json",
    ],
    ["a broken plan", '{"format_version": "1.2",}', "no valid JSON", "terraform show -json"],
    [
      "a stored state",
      JSON.stringify({ version: 4, lineage: "a", resources: [] }),
      "a state as Terraform stores it",
      "terraform show -json > state.json",
    ],
    [
      "an old plan",
      JSON.stringify({ format_version: "0.2", terraform_version: "1.0.11", planned_values: {} }),
      "the format 0.2, of Terraform 1.0.11",
      "Terraform 1.1 or newer",
    ],
    [
      "a plan to come",
      JSON.stringify({ format_version: "2.0", planned_values: {} }),
      "the format 2.0",
      "newer version of this command",
    ],
    [
      "an old state",
      JSON.stringify({ format_version: "0.1", values: {} }),
      "This state has the format 0.1",
      "terraform show -json > state.json",
    ],
    ["a compressed file", "\u001f\u008b\u0008abc", "compressed by gzip", "gunzip"],
    [
      "JSON after lines of something else",
      `Acquiring state lock. This may take a few moments...\n${plan}`,
      "begins in line 2",
      "let nothing else write to the file",
    ],
    [
      "an app's manifest",
      JSON.stringify({ version: "0.21.0", stacks: {} }),
      "the manifest",
      "cdktf.out/stacks/<name>/cdk.tf.json",
    ],
    [
      "other JSON",
      JSON.stringify({ name: "package" }),
      "no plan, no state and no synthesized stack",
      "terraform show -json",
    ],
  ])("is refused when it is %s, with how to make the right one", (_what, text, problem, remedy) => {
    const read = () => readInput({ name: "plan.out", content: Buffer.from(text, "latin1") });
    expect(read).toThrow(InputError);
    expect(read).toThrow(problem);
    expect(read).toThrow(remedy);
    expect(read).toThrow(/^plan\.out: /);
  });

  it("is never quoted in an error: there may be a secret in it", () => {
    const content = Buffer.from('{"format_version": "1.2", "password": "hunter2" oops}');
    expect(() => readInput({ name: "plan.json", content })).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining("hunter2") }),
    );
  });
});
