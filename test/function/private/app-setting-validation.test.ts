import { Fn, Lazy, TerraformVariable, Token } from "cdktf";
import { FunctionApp, FunctionHosting, FunctionIdentity } from "cdktf-secure-function-behind-apim";
import { validateAppSettings } from "../../../lib/function/private/app-setting-validation";
import { functionAppProps } from "../../fixtures/constructs";
import { messageOf, newStack, only, synthesize } from "../../synthesis";

const linux = FunctionHosting.dedicated("S1");
const windows = FunctionHosting.dedicatedWindows("S1");
const errorsOf = (...names: string[]) =>
  validateAppSettings(Object.fromEntries(names.map((name) => [name, "x"])), linux);

describe("R15: two app settings whose names differ only in case", () => {
  it("are rejected, naming both", () => {
    expect(errorsOf("Orders__Max", "STAGE", "ORDERS__MAX")).toEqual([
      'The app settings "Orders__Max" and "ORDERS__MAX" were given. For Azure they are one setting: case does not tell names apart, nor does `.` from `_` on Linux, and every plan would show a difference (R15). Keep one of the two.',
    ]);
  });

  it("are rejected on Linux for a period and an underscore, which it makes of a period", () => {
    expect(errorsOf("orders.max", "Orders_Max")).toHaveLength(1);
    expect(validateAppSettings({ "orders.max": "1", Orders_Max: "1" }, windows)).toEqual([]);
  });

  it("are rejected in a slot", () => {
    const app = new FunctionApp(newStack(), "function", { ...functionAppProps, hosting: linux });
    expect(
      messageOf(() => app.addSlot("staging", { name: "staging", appSettings: { Stage: "1", STAGE: "2" } })),
    ).toContain('The app settings "Stage" and "STAGE" were given.');
  });

  it.each([
    "azurewebjobsstorage__clientid",
    "AZUREWEBJOBSSTORAGE__CREDENTIAL",
    "website_auth_enabled",
    "applicationinsights_connection_string",
    "Functions_Extension_Version",
  ])("are rejected when the other one is the library's or the provider's: %s", (name) => {
    const stack = newStack();
    const identity = FunctionIdentity.userAssigned({
      id: "/subscriptions/s/resourceGroups/r/providers/Microsoft.ManagedIdentity/userAssignedIdentities/i",
      clientId: "aaaaaaaa-0000-4000-8000-000000000003",
      principalId: "bbbbbbbb-0000-4000-8000-000000000003",
    });
    const appSettings = { [name]: "x" };
    expect(
      messageOf(() => new FunctionApp(stack, "function", { ...functionAppProps, identity, appSettings })),
    ).toContain(`The app setting \`${name}\` was given. It is not to be set, because`);
  });
});

describe("a reserved app setting is rejected", () => {
  it.each([
    "APPSETTING_WEBSITE_AUTH_ENABLED",
    "appsetting_website_auth_enabled",
    "WEBSITE.AUTH.ENABLED",
    "WEBSITE_AUTH",
    "AzureWebJobsStorage:accountName",
    "AzureWebJobsStorage.accountName",
  ])("under the name %s too, by which it reaches the host", (name) => {
    expect(errorsOf(name)).toContainEqual(expect.stringContaining(`The app setting \`${name}\` was given.`));
  });
});

describe("the name of an app setting", () => {
  it("has no colon on Linux, and the error says what to write", () => {
    expect(errorsOf("Orders:Items:Max")).toEqual([
      'The app setting "Orders:Items:Max" was given on Linux. Azure rejects names of settings with a colon there. Write "Orders__Items__Max", which .NET reads as the same name.',
    ]);
    expect(validateAppSettings({ "Orders:Max": "1" }, FunctionHosting.flexConsumption())).toHaveLength(1);
    expect(validateAppSettings({ "Orders:Max": "1" }, windows)).toEqual([]);
  });

  it.each(["", " ", "A B", "A=B", "WEBSITE_AUTH_ENABLED\n", "${var.name}"])("is rejected as %j", (name) => {
    expect(errorsOf(name)).toContainEqual(
      expect.stringContaining(`The app setting ${JSON.stringify(name)} was given.`),
    );
  });
});

describe("names of app settings are literal, because they are checked:", () => {
  const lazyName = () => Lazy.stringValue({ produce: () => "WEBSITE_AUTH_ENABLED" });

  it.each<[string, () => unknown]>([
    ["a lazy value", () => ({ [lazyName()]: "false" })],
    ["a lazy value with text around it", () => ({ [`WEBSITE_${lazyName()}`]: "false" })],
    ["a map that is a token", () => Token.asStringMap({ WEBSITE_AUTH_ENABLED: "false" })],
    ["a map that is lazy", () => Lazy.anyValue({ produce: () => ({ WEBSITE_AUTH_ENABLED: "false" }) })],
    ["a function of Terraform", () => Fn.merge([{ WEBSITE_AUTH_ENABLED: "false" }])],
    ["a variable", () => new TerraformVariable(newStack(), "settings", {}).value],
  ])("%s is rejected, for the app and for a slot", (_title, settings) => {
    const stack = newStack();
    const appSettings = settings() as Record<string, string>;
    expect(messageOf(() => new FunctionApp(stack, "function", { ...functionAppProps, appSettings }))).toMatch(
      /`appSettings`.* (have|has) to be known at synth/,
    );
    const app = new FunctionApp(stack, "function", { ...functionAppProps, hosting: linux });
    expect(messageOf(() => app.addSlot("staging", { name: "staging", appSettings }))).toMatch(
      /`appSettings`.* (have|has) to be known at synth/,
    );
  });
});

describe("app settings are taken when they are given:", () => {
  it("what changes in them later reaches neither the app nor a slot", () => {
    const stack = newStack();
    const appSettings: Record<string, string> = { STAGE: "production" };
    const app = new FunctionApp(stack, "function", { ...functionAppProps, hosting: linux, appSettings });
    appSettings.WEBSITE_AUTH_ENABLED = "false";
    const ofSlot: Record<string, string> = { STAGE: "staging" };
    app.addSlot("inherits", { name: "inherits" });
    app.addSlot("staging", { name: "staging", appSettings: ofSlot });
    ofSlot.WEBSITE_AUTH_ENABLED = "false";
    const { azurerm_linux_function_app_slot: slots } = synthesize(stack).resource;
    expect(only(synthesize(stack), "azurerm_linux_function_app").app_settings).toEqual({
      STAGE: "production",
    });
    expect(Object.values<{ app_settings: object }>(slots).map(({ app_settings }) => app_settings)).toEqual([
      { STAGE: "production" },
      { STAGE: "staging" },
    ]);
  });

  it("props that change later reach no slot", () => {
    const stack = newStack();
    const props = { ...functionAppProps, hosting: linux };
    const app = new FunctionApp(stack, "function", props);
    Object.assign(props, { deploymentAddresses: ["0.0.0.0/0"], registration: undefined });
    app.addSlot("staging", { name: "staging" });
    const slot = only(synthesize(stack), "azurerm_linux_function_app_slot");
    expect(slot.site_config.scm_ip_restriction).toEqual([]);
  });

  it("a registration that changes later reaches no slot", () => {
    const stack = newStack();
    const app = new FunctionApp(stack, "function", { ...functionAppProps, hosting: linux });
    const { registration } = functionAppProps;
    const { tenantId } = registration;
    Object.assign(registration, { tenantId: "common" });
    app.addSlot("staging", { name: "staging" });
    Object.assign(registration, { tenantId });
    const slot = only(synthesize(stack), "azurerm_linux_function_app_slot");
    expect(slot.auth_settings_v2.active_directory_v2.tenant_auth_endpoint).toContain(`/${tenantId}/v2.0`);
  });
});
