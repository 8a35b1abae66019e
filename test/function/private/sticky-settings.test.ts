import {
  FunctionApp,
  FunctionHosting,
  type FunctionSlotProps,
  SecureFunctionBehindApim,
} from "cdktf-secure-function-behind-apim";
import { functionAppProps, patternProps } from "../../fixtures/constructs";
import { type Json, messageOf, newStack, only, synthesize } from "../../synthesis";

const appSettings = { REGION: "eu", STAGE: "production" };

function slotsOf(hosting: FunctionHosting, ...slots: Partial<FunctionSlotProps>[]): Json {
  const stack = newStack();
  const app = new FunctionApp(stack, "function", { ...functionAppProps, hosting, appSettings });
  slots.forEach((slot, index) => {
    app.addSlot(`slot-${index}`, { name: `slot-${index}`, ...slot });
  });
  return synthesize(stack);
}

const linux = (...slots: Partial<FunctionSlotProps>[]) =>
  only(slotsOf(FunctionHosting.dedicated("S1"), ...slots), "azurerm_linux_function_app").sticky_settings;
const rejected = (...slots: Partial<FunctionSlotProps>[]) => messageOf(() => linux(...slots));

describe("what a swap leaves in a slot", () => {
  it("is nothing while the slots have the app's settings", () => {
    expect(linux()).toBeUndefined();
    expect(linux({}, { appSettings })).toBeUndefined();
  });

  it("is every setting in which a slot differs from the app: changed, added or left out", () => {
    const staging = { appSettings: { STAGE: "staging", TRACE: "1" } };
    expect(linux(staging)).toEqual({ app_setting_names: ["REGION", "STAGE", "TRACE"] });
  });

  it("is on Windows the same", () => {
    const json = slotsOf(FunctionHosting.dedicatedWindows("S1"), {
      appSettings: { ...appSettings, STAGE: "b" },
    });
    expect(only(json, "azurerm_windows_function_app").sticky_settings).toEqual({
      app_setting_names: ["STAGE"],
    });
  });

  it("is put together for all slots", () => {
    const slots = ["A", "B"].map((name) => ({ appSettings: { ...appSettings, [name]: "1" } }));
    expect(linux(...slots)).toEqual({ app_setting_names: ["A", "B"] });
  });

  it("is not where the code is, which a swap is for", () => {
    const url = "https://stbuilds.blob.core.windows.net/packages/2.zip";
    expect(linux({ appSettings: { ...appSettings, WEBSITE_RUN_FROM_PACKAGE: url } })).toBeUndefined();
  });

  it("is not what is meant to be swapped", () => {
    const slot = {
      appSettings: { ...appSettings, STAGE: "staging", TRACE: "1" },
      swappedAppSettings: ["TRACE"],
    };
    expect(linux(slot)).toEqual({ app_setting_names: ["STAGE"] });
  });

  it("is one setting, however it is capitalized", () => {
    expect(
      linux({ appSettings: { ...appSettings, a: "1" } }, { appSettings: { ...appSettings, A: "1" } }),
    ).toEqual({ app_setting_names: ["A"] });
  });

  it("does not count a slot that was rejected", () => {
    const stack = newStack();
    const orders = new SecureFunctionBehindApim(stack, "orders", {
      ...patternProps,
      hosting: FunctionHosting.dedicated("S1"),
    });
    const slot = { name: "production", appSettings: { STAGE: "staging" } };
    expect(messageOf(() => orders.addSlot("slot", slot))).toContain(
      'The name "production" was given to a slot.',
    );
    expect(only(synthesize(stack), "azurerm_linux_function_app").sticky_settings).toBeUndefined();
  });
});

describe("a name of a setting that is to be swapped", () => {
  it("is rejected where neither the app nor the slot has it", () => {
    expect(rejected({ swappedAppSettings: ["STAEG"] })).toContain(
      'stack/function/slot-0: invalid input.\n  - The app setting "STAEG" was given in `swappedAppSettings`. The Function App and the slot have REGION, STAGE. Name one of their `appSettings`, or leave it out.',
    );
  });

  it("is rejected where another slot keeps it, in whatever order", () => {
    const keeps = { appSettings: { ...appSettings, STAGE: "a" } };
    const swaps = { appSettings: { ...appSettings, STAGE: "b" }, swappedAppSettings: ["STAGE"] };
    for (const slots of [
      [keeps, swaps],
      [swaps, keeps],
    ]) {
      expect(rejected(...slots)).toContain(
        'The app setting "STAGE" is to stay in one slot and to be swapped with another, stack/function/slot-0.',
      );
    }
  });
});
