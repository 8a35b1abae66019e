import { StorageAccount } from "@cdktf/provider-azurerm/lib/storage-account";
import { TerraformVariable } from "cdktf";
import {
  FunctionApp,
  type FunctionAppProps,
  FunctionHosting,
  FunctionRuntime,
} from "cdktf-secure-function-behind-apim";
import { functionAppProps } from "../../fixtures/constructs";
import { type Json, messageOf, newStack, only, synthesize } from "../../synthesis";

/** A stack with a Function App, which asks for a version of azurerm last of all. */
function stackWith(props: Partial<FunctionAppProps>, azurerm?: string) {
  const stack = newStack();
  const app = new FunctionApp(stack, "function", { ...functionAppProps, ...props });
  if (azurerm !== undefined) stack.addOverride("terraform.required_providers.azurerm.version", azurerm);
  return { stack, app };
}

const synthesized = (props: Partial<FunctionAppProps>, azurerm?: string): Json =>
  synthesize(stackWith(props, azurerm).stack);

const windows = FunctionHosting.dedicatedWindows();
const flex = {
  hosting: FunctionHosting.flexConsumption({ maximumInstanceCount: 39 }),
  storageKeyInState: true,
};

describe("what a newer azurerm has", () => {
  it.each<[string, Partial<FunctionAppProps>, string, string]>([
    ["Node.js 24", { runtime: FunctionRuntime.node("24") }, "4.57.0", "4.58.0"],
    ["Node.js 24", { runtime: FunctionRuntime.node("24"), hosting: windows }, "4.57.0", "4.58.0"],
    ["a maximum below 40 instances", flex, "4.57.0", "4.58.0"],
    ["Python 3.14", { runtime: FunctionRuntime.python("3.14") }, "4.58.0", "4.59.0"],
    ["Java 25", { runtime: FunctionRuntime.java("25") }, "4.61.0", "4.62.0"],
    ["PowerShell 7.6", { runtime: FunctionRuntime.powershell("7.6"), hosting: windows }, "4.74.0", "4.75.0"],
  ])("is rejected below, and allowed from that version on: %s", (title, props, before, since) => {
    for (const asked of [before, `>= ${before}`, undefined]) {
      expect(messageOf(() => synthesized(props, asked))).toContain(
        `, ${title}, and the stack asks for azurerm`,
      );
    }
    for (const asked of [since, `~> ${since}`, `>= ${since}`, "5.2.0"]) {
      expect(() => synthesized(props, asked)).not.toThrow();
    }
  });

  it("is rejected with the path, the address, and how to raise the version", () => {
    const { stack } = stackWith({ runtime: FunctionRuntime.node("24") });
    expect(messageOf(() => synthesize(stack))).toMatch(
      /^stack: invalid input\.\n {2}- stack\/function\/app \(azurerm_linux_function_app\.function_app_\w+\) has `site_config\.application_stack\.node_version = "24"`, Node\.js 24, and the stack asks for azurerm `4\.55\.0`\. azurerm takes that from 4\.58\.0 on\. Raise it: `this\.addOverride\("terraform\.required_providers\.azurerm\.version", "~> 4\.58"\)` in the stack\.$/,
    );
  });

  it("is rejected in a slot, and in what an override writes", () => {
    const { stack, app } = stackWith({ hosting: FunctionHosting.dedicated("S1") });
    const slot = app.addSlot("staging", { name: "staging" });
    slot.resource.addOverride("site_config.application_stack.node_version", "24");
    expect(messageOf(() => synthesize(stack))).toContain("azurerm_linux_function_app_slot.");
  });

  it("is rejected where it is unknown which version comes", () => {
    const runtime = FunctionRuntime.node("24");
    expect(messageOf(() => synthesized({ runtime }, "latest"))).toContain(
      "and the stack asks for azurerm in a version that cannot be read, `latest`, so that it is unknown which one comes. azurerm takes that from 4.58.0 on.",
    );
    const { stack } = stackWith({ runtime });
    stack.addOverride("terraform.required_providers.azurerm.version", undefined);
    expect(messageOf(() => synthesize(stack))).toContain(
      "and the stack asks for azurerm without a version, so that it is unknown which one comes.",
    );
  });

  it("is left to Terraform where Terraform alone knows the value", () => {
    const { stack, app } = stackWith({});
    const version = new TerraformVariable(stack, "version", { type: "string" }).stringValue;
    app.resource.addOverride("site_config.application_stack.node_version", version);
    expect(() => synthesize(stack)).not.toThrow();
  });
});

describe("what an azurerm no longer has", () => {
  const account = (minTlsVersion: string, azurerm: string) => {
    const { stack } = stackWith({}, azurerm);
    new StorageAccount(stack, "own", {
      name: "stown",
      resourceGroupName: "rg",
      location: "westeurope",
      accountTier: "Standard",
      accountReplicationType: "LRS",
      minTlsVersion,
    });
    return synthesize(stack);
  };

  it.each([
    ["TLS1_3", "4.67.0", "4.68.0"],
    ["TLS1_1", "4.81.0", "5.0.0"],
  ])("is rejected from that version on, in a resource of the program itself too: %s", (value, last, gone) => {
    for (const asked of [last, `>= 4.55.0, < ${gone}`]) expect(() => account(value, asked)).not.toThrow();
    for (const asked of [gone, ">= 4.55.0", "5.2.0"]) {
      expect(messageOf(() => account(value, asked))).toContain(
        `stack/own (azurerm_storage_account.own) has \`min_tls_version = "${value}"\`, and the stack asks for azurerm \`${asked}\`. azurerm takes that only before ${gone}. Write \`"TLS1_2"\` instead, or stay below: \`this.addOverride("terraform.required_providers.azurerm.version", ">= 4.55.0, < ${gone}")\` in the stack.`,
      );
    }
  });

  it("is rejected as an argument, whatever its value", () => {
    const { stack, app } = stackWith({}, "5.2.0");
    app.newHostStorage?.account.addOverride("static_website", [{ index_document: "index.html" }]);
    expect(messageOf(() => synthesize(stack))).toContain(
      "has `static_website`, and the stack asks for azurerm `5.2.0`. azurerm takes that only before 5.0.0. Write `azurerm_storage_account_static_website` instead",
    );
  });
});

it("nothing of a Function App is rejected in the versions that the docs name", () => {
  for (const azurerm of ["4.55.0", "4.69.0", "5.2.0", ">= 4.55.0", "unreadable"]) {
    expect(only(synthesized({}, azurerm), "azurerm_linux_function_app").name).toBe("func-orders");
  }
});
