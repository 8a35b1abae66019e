import { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider";
import { Lazy, TerraformStack, Testing } from "cdktf";
import { askedBy, askedIn } from "../../../lib/support/provider-versions/asked-versions";
import { newStack, synthesize } from "../../synthesis";
import { installedProvider } from "../../terraform/facts/facts-files";

const versionOf = "terraform.required_providers.azurerm.version";

describe("which azurerm a stack asks for", () => {
  const overrides: [string, (stack: TerraformStack) => void][] = [
    ["nothing", () => undefined],
    ["an override of the version", (stack) => stack.addOverride(versionOf, "~> 4.69")],
    [
      "an override of the entry",
      (stack) => stack.addOverride("terraform.required_providers.azurerm", { version: "5.2.0" }),
    ],
    [
      "an override of another member",
      (stack) => stack.addOverride("terraform.required_providers.azurerm.source", "mirror/azurerm"),
    ],
    [
      "a version as Terraform 0.12 writes it",
      (stack) => stack.addOverride("terraform.required_providers.azurerm", "~> 4.70"),
    ],
    [
      "a version that is known at synth",
      (stack) => stack.addOverride(versionOf, Lazy.stringValue({ produce: () => "5.1.0" })),
    ],
    [
      "another provider's version",
      (stack) => stack.addOverride("terraform.required_providers.azuread.version", "3.8.0"),
    ],
    [
      "an override of Terraform's version",
      (stack) => stack.addOverride("terraform.required_version", ">= 1.9"),
    ],
    ["no version at all", (stack) => stack.addOverride(versionOf, undefined)],
  ];

  it.each(overrides)("is the same before its JSON is made, and in its JSON: %s", (_title, override) => {
    const stack = newStack();
    override(stack);
    expect(askedBy(stack, "azurerm")).toEqual(askedIn(synthesize(stack), "azurerm"));
  });

  it.each([
    [0, installedProvider("azurerm").version],
    [1, "~> 4.69"],
    [2, "5.2.0"],
    [3, installedProvider("azurerm").version],
    [4, "~> 4.70"],
    [5, "5.1.0"],
    [8, ""],
  ])("is what the last word says: %#", (index, constraint) => {
    const stack = newStack();
    overrides[index][1](stack);
    expect(askedBy(stack, "azurerm").constraint).toBe(constraint);
  });

  it("is unknown without a provider, and in JSON without providers", () => {
    const stack = new TerraformStack(Testing.app(), "stack");
    expect(askedBy(stack, "azurerm").range).toBeUndefined();
    expect(askedIn({}, "azurerm")).toEqual({ name: "azurerm", constraint: "", range: undefined });
  });

  it("is the same with aliases of the provider", () => {
    const stack = newStack();
    new AzurermProvider(stack, "other", { alias: "other", features: [{}] });
    expect(askedBy(stack, "azurerm").constraint).toBe(installedProvider("azurerm").version);
  });
});
