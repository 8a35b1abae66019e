import { describeWithTerraform } from "./describe-with-terraform";
import { remember } from "./provider/applied-resources";
import { applyProblem } from "./provider/known-behavior";
import { RESOURCE_GROUP, smallStack } from "./small-stack";
import { runTerraformCycle } from "./terraform-cycle";

const TIMEOUT = 180_000;
const DEPLOYMENT = "azurerm_resource_group_template_deployment";
const flexApp = {
  name: "app",
  service_plan_id: "/subscriptions/s/resourceGroups/group/providers/Microsoft.Web/serverFarms/plan",
  storage_container_type: "blobContainer",
  storage_container_endpoint: "https://stapp.blob.core.windows.net/deployments",
  storage_authentication_type: "SystemAssignedIdentity",
  runtime_name: "node",
  runtime_version: "22",
  app_settings: { STAGE: "test" },
  site_config: [{}],
};

const keepNested = { template_deployment: [{ delete_nested_items_during_deletion: false }] };
const settings = (value: object) => ({ settings: { value } });
const given = settings({ STAGE: "test" });

describe("a template deployment of an app's settings", () => {
  beforeAll(() => remember("azurerm_function_app_flex_consumption", { id: "app", ...flexApp }));

  it("is applied", () => {
    expect(applyProblem(DEPLOYMENT, "4.55.0", deployment({}))).toBeUndefined();
  });

  it.each<[what: string, broken: Broken, message: RegExp]>([
    ["without a version of the API", { resource: { apiVersion: undefined } }, /has no apiVersion/],
    ["with a name too short for its type", { resource: { name: "app" } }, /not as many segments as the type/],
    [
      "with a malformed expression",
      { resource: { properties: "[parameters('settings']" } },
      /The expression lacks/,
    ],
    [
      "that calls what nobody knows",
      { resource: { properties: "[guess()]" } },
      /function guess is not known/,
    ],
    [
      "that reads a parameter that it does not declare",
      { resource: { properties: "[parameters('other')]" } },
      /There is no other/,
    ],
    ["of a parameter without a value", { parameters: {} }, /The parameter settings has no value/],
    [
      "of a parameter of another type",
      { parameters: { settings: { value: "text" } } },
      /not of the type Object/,
    ],
    [
      "of a parameter too many",
      { parameters: { ...given, more: { value: "x" } } },
      /does not declare the parameter more/,
    ],
    [
      "with a setting that the app does not have",
      { parameters: settings({ STAGE: "test", MORE: "x" }) },
      /MORE of app would differ on every plan/,
    ],
    [
      "without a setting that the app has",
      { parameters: settings({}) },
      /STAGE of app would differ on every plan/,
    ],
    [
      "with another value than the app's",
      { parameters: settings({ STAGE: "live" }) },
      /STAGE of app would differ/,
    ],
    [
      "that reads what does not exist",
      { resource: { properties: "[reference('/subscriptions/s')]" } },
      /There is no resource/,
    ],
    [
      "of another resource",
      { resource: { type: "Microsoft.Web/sites/slots" } },
      /The stand-in deploys settings of an app/,
    ],
  ])("is refused %s", (_what, broken, message) => {
    expect(applyProblem(DEPLOYMENT, "4.55.0", deployment(broken))).toMatch(message);
  });
});

describeWithTerraform("the stand-in", () => {
  it(
    "takes such a deployment from init to destroy",
    async () => {
      await expect(runTerraformCycle(stack({}))).resolves.toBeDefined();
    },
    TIMEOUT,
  );

  it.each<[what: string, broken: Broken]>([
    ["a type in lower case, which Azure capitalizes", { type: "object" }],
    ["a secure parameter, which Azure does not return", { type: "SecureObject" }],
  ])(
    "shows a change on every plan with %s",
    async (_what, broken) => {
      await expect(runTerraformCycle(stack(broken))).rejects.toThrow(
        /terraform plan -input=false -out=plan.bin -detailed-exitcode failed:[\s\S]+will be updated in-place/,
      );
    },
    TIMEOUT,
  );

  it(
    "does not destroy it when its provider deletes what was deployed",
    async () => {
      await expect(runTerraformCycle(stack({}, {}))).rejects.toThrow(
        /The provider refuses to destroy azurerm_resource_group_template_deployment[\s\S]+cannot be deleted/,
      );
    },
    TIMEOUT,
  );
});

/** What differs from a deployment that works. */
interface Broken {
  readonly resource?: object;
  readonly parameters?: object;
  readonly type?: string;
}

function deployment({ resource, parameters = given, type = "Object" }: Broken) {
  const template = {
    $schema: "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
    contentVersion: "1.0.0.0",
    parameters: { settings: { type } },
    resources: [
      {
        type: "Microsoft.Web/sites/config",
        apiVersion: "2023-12-01",
        name: "[concat('app', '/appsettings')]",
        properties: "[parameters('settings')]",
        ...resource,
      },
    ],
  };
  return { template_content: JSON.stringify(template), parameters_content: JSON.stringify(parameters) };
}

function stack(broken: Broken, features: object = keepNested): string {
  const placed = { location: "westeurope", resource_group_name: "${azurerm_resource_group.group.name}" };
  const resources = {
    azurerm_function_app_flex_consumption: { app: { ...placed, ...flexApp } },
    azurerm_resource_group_template_deployment: {
      settings: {
        name: "settings",
        resource_group_name: RESOURCE_GROUP.name,
        deployment_mode: "Incremental",
        ...deployment(broken),
        depends_on: ["azurerm_function_app_flex_consumption.app"],
      },
    },
  };
  return smallStack(resources, { provider: { azurerm: [{ features: [features] }], azuread: [{}] } });
}
