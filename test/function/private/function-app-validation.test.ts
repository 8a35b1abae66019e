import { FunctionHosting } from "../../../lib/function/hosting/function-hosting";
import { validateFunctionApp } from "../../../lib/function/private/function-app-validation";
import { newStack } from "../../synthesis";

const minimal = { name: "func-orders", servicePlanName: "asp-orders", storageAccountName: "storders" };

describe("a Function App's check, before anything is made", () => {
  it("passes what has names alone", () => {
    expect(validateFunctionApp(newStack(), minimal)).toEqual([]);
  });

  it("collects everything that is rejected", () => {
    const errors = validateFunctionApp(newStack(), {
      name: "-",
      servicePlanName: "",
      storageAccountName: "St",
      routePrefix: "/",
      allowedIdentities: [],
    });
    expect(errors).toHaveLength(5);
  });

  it.each(["B1", "S3", "P1v2", "P0v3", "P5mv3", "P0v4", "P5mv4"])("passes the plan %s", (skuName) => {
    expect(
      validateFunctionApp(newStack(), { ...minimal, hosting: FunctionHosting.dedicated(skuName) }),
    ).toEqual([]);
  });

  it.each(["", "b1", "FC1", "EP1", "F1", "P6mv4"])("rejects the service plan %j", (skuName) => {
    expect(
      validateFunctionApp(newStack(), { ...minimal, hosting: FunctionHosting.dedicated(skuName) }),
    ).toEqual([
      expect.stringContaining(
        `The service plan's SKU ${JSON.stringify(skuName)} was given. The SKUs of a dedicated Linux plan are B1,`,
      ),
    ]);
  });

  it.each(["WEBSITE_NODE_DEFAULT_VERSION", "DOCKER_REGISTRY_SERVER_URL", "WEBSITE_VNET_ROUTE_ALL"])(
    "rejects the setting %s, which azurerm would show as a difference for ever",
    (name) => {
      expect(validateFunctionApp(newStack(), { ...minimal, appSettings: { [name]: "1" } })).toEqual([
        `The app setting \`${name}\` was given. It is not to be set, because azurerm manages it, and every plan would show it as a difference. Leave it out.`,
      ]);
    },
  );

  it("T10: rejects more deployment addresses than a site has rules", () => {
    const deploymentAddresses = Array(513).fill("203.0.113.7/32");
    expect(validateFunctionApp(newStack(), { ...minimal, deploymentAddresses })).toEqual([
      "513 deployment addresses were given. Azure allows 512 rules for a site. Join neighboring addresses into ranges.",
    ]);
    expect(
      validateFunctionApp(newStack(), { ...minimal, deploymentAddresses: deploymentAddresses.slice(1) }),
    ).toEqual([]);
  });
});

it("a dedicated plan says what it can do", () => {
  expect(FunctionHosting.dedicated()).toMatchObject({
    skuName: "B1",
    slots: false,
    keylessStorage: true,
    privateEndpoint: true,
    scaleToZero: false,
    alwaysOn: true,
  });
  expect(FunctionHosting.dedicated("S1").slots).toBe(true);
});
