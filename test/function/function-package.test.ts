import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AzureadProvider } from "@cdktf/provider-azuread/lib/provider";
import { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider";
import { App, TerraformStack } from "cdktf";
import { FunctionApp } from "../../lib/function/function-app";
import type { FunctionAppProps } from "../../lib/function/function-app-props";
import { FunctionIdentity } from "../../lib/function/function-identity";
import { FunctionPackage } from "../../lib/function/function-package";
import { FunctionHosting } from "../../lib/function/hosting/function-hosting";
import { functionAppProps } from "../fixtures/constructs";
import { writeZip } from "../fixtures/function-packages";
import { all, type Json, messageOf, newStack, only, synthesize } from "../synthesis";

let folder: string;
let file: string;
let functionPackage: FunctionPackage;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "function-package-"));
  file = await writeZip(join(folder, "app.zip"), { "host.json": "{}", "dist/functions.js": "" });
  functionPackage = FunctionPackage.fromFile(file);
});
afterAll(() => rmSync(folder, { recursive: true }));

function json(props: Partial<FunctionAppProps> = {}, provider = { storageUseAzuread: true }): Json {
  const stack = newStack(provider);
  new FunctionApp(stack, "function", { ...functionAppProps, functionPackage, ...props });
  return synthesize(stack);
}

describe("a package", () => {
  it("is uploaded to a private container in the host's storage account", () => {
    expect(only(json(), "azurerm_storage_container")).toMatchObject({
      storage_account_id: expect.stringMatching(
        /^\$\{azurerm_storage_account\.function_storage_account_\w+\.id\}$/,
      ),
      container_access_type: "private",
    });
    expect(only(json(), "azurerm_storage_blob")).toMatchObject({
      type: "Block",
      storage_account_name: expect.stringMatching(
        /^\$\{azurerm_storage_account\.function_storage_account_\w+\.name\}$/,
      ),
    });
  });

  it("is uploaded with the storage account's provider", () => {
    const stack = newStack();
    const spoke = { alias: "spoke", features: [{}], storageUseAzuread: true };
    const provider = new AzurermProvider(stack, "spoke", spoke);
    new FunctionApp(stack, "function", { ...functionAppProps, functionPackage, provider });
    const synthesized = synthesize(stack);
    for (const type of ["azurerm_storage_account", "azurerm_storage_container", "azurerm_storage_blob"]) {
      expect(only(synthesized, type).provider).toBe("azurerm.spoke");
    }
  });

  it("is run by the Function with its own identity, which has a role for the storage account's blobs", () => {
    expect(only(json(), "azurerm_linux_function_app").app_settings).toEqual({
      WEBSITE_RUN_FROM_PACKAGE: expect.stringMatching(/^\$\{azurerm_storage_blob\.\w+\.url\}$/),
      WEBSITE_RUN_FROM_PACKAGE_BLOB_MI_RESOURCE_ID: "SystemAssigned",
    });
    expect(only(json(), "azurerm_role_assignment").role_definition_name).toBe("Storage Blob Data Owner");
  });

  it("is fetched with the user-assigned identity where the Function has one", () => {
    const identity = FunctionIdentity.userAssigned({
      id: identityId,
      clientId: guid(1),
      principalId: guid(2),
    });
    const { app_settings } = only(json({ identity }), "azurerm_linux_function_app");
    expect(app_settings.WEBSITE_RUN_FROM_PACKAGE_BLOB_MI_RESOURCE_ID).toBe(identityId);
  });

  it("T15: cannot be read before the gate exists, whatever identity reads it", () => {
    const identity = FunctionIdentity.userAssigned({
      id: identityId,
      clientId: guid(1),
      principalId: guid(2),
    });
    const { depends_on } = only(json({ identity }), "azurerm_role_assignment");
    expect(depends_on).toEqual([expect.stringMatching(/^azurerm_linux_function_app\.function_app_\w+$/)]);
  });

  it("is another blob when its content is another, made before the former one is deleted", async () => {
    const next = await writeZip(join(folder, "next.zip"), { "host.json": '{"version":"2.0"}' });
    const blob = (given: FunctionPackage) => only(json({ functionPackage: given }), "azurerm_storage_blob");
    expect(blob(FunctionPackage.fromFile(next)).name).not.toBe(blob(functionPackage).name);
    expect(blob(functionPackage).lifecycle).toEqual({ create_before_destroy: true });
  });

  it("is copied beside the stack, so that the stack can be applied on another machine", () => {
    const outdir = join(folder, "cdktf.out");
    const stack = new TerraformStack(new App({ outdir }), "code");
    new AzureadProvider(stack, "azuread");
    new AzurermProvider(stack, "azurerm", { features: [{}], storageUseAzuread: true });
    new FunctionApp(stack, "function", { ...functionAppProps, functionPackage });
    App.of(stack).synth();
    const stackFolder = join(outdir, "stacks", "code");
    const { source } = only(
      JSON.parse(readFileSync(join(stackFolder, "cdk.tf.json"), "utf8")),
      "azurerm_storage_blob",
    );
    expect(existsSync(join(stackFolder, source))).toBe(true);
  });

  it("is also a slot's, unless the slot has one of its own", () => {
    const stack = newStack({ storageUseAzuread: true });
    const hosting = FunctionHosting.dedicated("S1");
    const app = new FunctionApp(stack, "function", { ...functionAppProps, functionPackage, hosting });
    app.addSlot("same", { name: "same", appSettings: { STAGE: "same" } });
    app.addSlot("next", { name: "next", functionPackage });
    const slots = all(synthesize(stack), "azurerm_linux_function_app_slot");
    const [same, next] = ["same", "next"].map((name) => slots.find((slot) => slot.name === name));
    const production = only(synthesize(stack), "azurerm_linux_function_app");
    const running = ({ app_settings }: Json) => app_settings.WEBSITE_RUN_FROM_PACKAGE;
    expect(running(same)).toBe(running(production));
    expect(running(next)).toMatch(/azurerm_storage_blob\.function_next/);
  });
});

describe("a package is rejected", () => {
  it("when there is no such file", () => {
    const missing = join(folder, "missing.zip");
    expect(messageOf(() => FunctionPackage.fromFile(missing))).toBe(
      [
        "FunctionPackage.fromFile: invalid input.",
        `  - \`path\` was given, and ${JSON.stringify(missing)} is not a file that can be read. Allowed is the path of a zip file, absolute or from the working directory. Build the package before \`cdktf synth\`, or correct the path.`,
      ].join("\n"),
    );
  });

  it("when it is a folder", () => {
    expect(messageOf(() => FunctionPackage.fromFile(folder))).toContain("is not a file that can be read");
  });

  it("when it is no zip file", () => {
    const text = join(folder, "text.zip");
    writeFileSync(text, "host.json");
    expect(messageOf(() => FunctionPackage.fromFile(text))).toContain("which has no host.json");
  });

  it("when its folder was zipped instead of what is in it", async () => {
    const nested = await writeZip(join(folder, "nested.zip"), { "app/host.json": "{}" });
    expect(messageOf(() => FunctionPackage.fromFile(nested))).toContain("a zip file with app/host.json");
  });

  it("on Flex Consumption, which runs only what is deployed to it", () => {
    const hosting = FunctionHosting.flexConsumption();
    expect(messageOf(() => json({ hosting, storageKeyInState: true }))).toContain(
      "`functionPackage` was given on a Flex Consumption plan. There the platform writes the code to the deployment container itself",
    );
  });

  it.each(["WEBSITE_RUN_FROM_PACKAGE", "website_run_from_zip"])("with the setting %s", (name) => {
    expect(messageOf(() => json({ appSettings: { [name]: "1" } }))).toContain(
      `The app setting \`${name}\` was given together with \`functionPackage\``,
    );
  });

  it("at synth, with a provider that would upload it with a key", () => {
    expect(messageOf(() => json({}, { storageUseAzuread: false }))).toContain(
      "A package is uploaded by stack/function/package, and its provider stack/azurerm (`azurerm`) would do it with a key",
    );
  });
});

const identityId =
  "/subscriptions/00000000-0000-4000-8000-000000000000/resourceGroups/rg/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id";

function guid(last: number): string {
  return `00000000-0000-4000-8000-00000000000${last}`;
}
