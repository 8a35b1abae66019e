import { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider";
import { StorageAccount } from "@cdktf/provider-azurerm/lib/storage-account";
import { UserAssignedIdentity } from "@cdktf/provider-azurerm/lib/user-assigned-identity";
import { Fn, Lazy, TerraformStack, TerraformVariable, Testing } from "cdktf";
import {
  FunctionApp,
  type FunctionAppProps,
  FunctionHosting,
  FunctionIdentity,
  GateOverrides,
  SecureFunctionBehindApim,
} from "cdktf-secure-function-behind-apim";
import { functionAppProps, newGatewayApi, patternProps } from "../../fixtures/constructs";
import { otherIdentity } from "../../fixtures/ids";
import { all, messageOf, newStack, only, synthesize } from "../../synthesis";

const type = "azurerm_resource_group_template_deployment";
const hosting = FunctionHosting.flexConsumption();
const componentId = "/subscriptions/s/resourceGroups/r/providers/Microsoft.Insights/components/appi";

function made(props: Partial<FunctionAppProps> = {}) {
  const stack = newStack();
  const functionApp = new FunctionApp(stack, "function", { ...functionAppProps, hosting, ...props });
  return { stack, functionApp, app: functionApp.resource, deployment: functionApp.appSettingsDeployment };
}
const refused = (props: Partial<FunctionAppProps>) => messageOf(() => made(props));

describe("the settings of a Function App on Flex Consumption", () => {
  it("rule 31: are deployed after the identity can reach the storage, and again whenever the app changes", () => {
    const deployment = only(synthesize(made().stack), type);
    expect(deployment).toMatchObject({
      name: "func-orders-app-settings",
      resource_group_name: "rg-orders",
      deployment_mode: "Incremental",
      depends_on: [expect.stringMatching(/^azurerm_role_assignment\..+blob-owner/)],
      lifecycle: {
        replace_triggered_by: [
          expect.stringMatching(/^azurerm_function_app_flex_consumption\.function_app_\w+$/),
        ],
      },
    });
  });

  it("rule 31: are the app's own, by reference, and no value of Terraform is part of the template", () => {
    const { stack, deployment } = made({ appSettings: { STAGE: "test" } });
    const { parameters_content, template_content } = only(synthesize(stack), type);
    expect(parameters_content).toMatch(
      /^\$\{jsonencode\(\{"appSettings" = \{"value" = azurerm_function_app_flex_consumption\.function_app_\w+\.app_settings\}, "functionAppName" = \{"value" = azurerm_function_app_flex_consumption\.function_app_\w+\.name\}\}\)\}$/,
    );
    expect(template_content).not.toMatch(/\$\{|STAGE|func-orders/);
    expect(deployment?.node.path).toBe("stack/function/app-settings");
  });

  it("name the account, and the identity if it is user-assigned", () => {
    const { stack } = made();
    const name = expect.stringMatching(/^\$\{azurerm_storage_account\..+\.name\}$/);
    const settings = (json = synthesize(stack)) =>
      only(json, "azurerm_function_app_flex_consumption").app_settings;
    expect(settings()).toEqual({ AzureWebJobsStorage__accountName: name });
    const other = newStack();
    const identity = new UserAssignedIdentity(other, "identity", {
      name: "id",
      resourceGroupName: "r",
      location: "l",
    });
    new FunctionApp(other, "function", {
      ...functionAppProps,
      hosting,
      identity: FunctionIdentity.userAssigned(identity),
    });
    expect(settings(synthesize(other))).toEqual({
      AzureWebJobsStorage__accountName: name,
      AzureWebJobsStorage__credential: "managedidentity",
      AzureWebJobsStorage__clientId: "${azurerm_user_assigned_identity.identity.client_id}",
    });
  });

  it("are written once, in the app, on every other plan and with a key", () => {
    for (const props of [{ hosting: FunctionHosting.dedicated() }, { storageKeyInState: true }]) {
      const { stack, functionApp } = made(props);
      expect(functionApp.appSettingsDeployment).toBeUndefined();
      expect(all(synthesize(stack), type)).toEqual([]);
    }
  });

  it("rule 31: get the connection string from Azure, where it is asked for by the component's id", () => {
    const { stack } = made({
      applicationInsightsConnectionString: "InstrumentationKey=one",
      applicationInsightsId: componentId,
    });
    const { parameters_content, template_content } = only(synthesize(stack), type);
    expect(parameters_content).toContain(`"applicationInsightsId" = {"value" = "${componentId}"}`);
    expect(parameters_content + template_content).not.toContain("InstrumentationKey");
    expect(JSON.parse(template_content).resources[0].properties).toContain(
      "reference(parameters('applicationInsightsId'), '2020-02-02').ConnectionString",
    );
  });

  it.each([
    [
      "a connection string without an id",
      { applicationInsightsConnectionString: "InstrumentationKey=one" },
      "Give the component's resource id as `applicationInsightsId`.",
    ],
    [
      "an id without a connection string",
      { applicationInsightsId: componentId },
      "`applicationInsightsId` was given without",
    ],
    [
      "an id of something else",
      { applicationInsightsConnectionString: "InstrumentationKey=one", applicationInsightsId: "appi" },
      'id "appi" was given.',
    ],
    [
      "a setting of other plans",
      { appSettings: { Website_Run_From_Package: "1" } },
      "`Website_Run_From_Package` was given on Flex Consumption. The plan does not support it",
    ],
    [
      "the option that needs no key, with one",
      { storageKeyInState: true, hosting: FunctionHosting.flexConsumption({ appSettingsDeployment: true }) },
      "`storageKeyInState` was set together with `appSettingsDeployment`.",
    ],
  ])("are refused with %s", (_title, props, message) => {
    expect(refused(props)).toContain(message);
  });

  it("have a deployment whose name fits Azure's limit, and is another one for another app", () => {
    const nameOf = (name: string) => only(synthesize(made({ name }).stack), type).name;
    const long = "f".repeat(59);
    expect(nameOf(`${long}a`)).toMatch(/^f{42}-[0-9a-f]{8}-app-settings$/);
    expect(nameOf(`${long}a`)).toHaveLength(64);
    expect(nameOf(`${long}a`)).not.toBe(nameOf(`${long}b`));
    const stack = newStack();
    const name = new TerraformVariable(stack, "name", { type: "string" }).stringValue;
    new FunctionApp(stack, "function", { ...functionAppProps, name, hosting });
    expect(only(synthesize(stack), type).name).toBe("${substr(var.name, 0, 51)}-app-settings");
  });
});

describe("a deployment that is left out", () => {
  const without = FunctionHosting.flexConsumption({ appSettingsDeployment: false });

  it("leaves everything else as it is, and warns while azurerm still writes the empty key", () => {
    const { stack, functionApp } = made({ hosting: without });
    const json = synthesize(stack);
    expect(all(json, type)).toEqual([]);
    expect(json.resource).toEqual({ ...synthesize(made().stack).resource, [type]: undefined });
    expect(warningsOf(functionApp)).toEqual([
      "`appSettingsDeployment: false` was given, and the stack asks for azurerm 4.55.0. azurerm 4.55 to 5.2 gives the host an empty storage key, with which it does not start (rule 31). Use a newer azurerm, or leave the option out.",
    ]);
    expect(warningsOf(made().functionApp)).toEqual([]);
    const newer = newStack();
    newer.addOverride("terraform.required_providers.azurerm.version", ">= 6.0.0");
    const app = new FunctionApp(newer, "function", { ...functionAppProps, hosting: without });
    expect(warningsOf(app)).toEqual([]);
  });
});

it("Key Vault references with a user-assigned identity are warned of: Azure takes the other one", () => {
  const stack = newStack();
  const resource = new UserAssignedIdentity(stack, "identity", {
    name: "id",
    resourceGroupName: "r",
    location: "l",
  });
  const appSettings = {
    SECRET: "@Microsoft.KeyVault(SecretUri=https://kv.vault.azure.net/secrets/s)",
    STAGE: "test",
  };
  const identity = FunctionIdentity.userAssigned(resource);
  const app = new FunctionApp(stack, "function", { ...functionAppProps, hosting, identity, appSettings });
  expect(warningsOf(app)).toEqual([
    expect.stringMatching(/^`SECRET`: Azure resolves Key Vault references with/),
  ]);
  expect(warningsOf(made({ appSettings }).functionApp)).toEqual([]);
});

describe("an API of a Function on Flex Consumption", () => {
  it("rule 31: does not answer before the settings are written, nor does an operation that it answers", () => {
    const stack = newStack();
    const orders = new SecureFunctionBehindApim(stack, "orders", { ...patternProps, hosting });
    const { functionApp, gateway } = orders;
    newGatewayApi(stack, "other", {
      gateway,
      path: "other",
      operationBackends: {
        "get-all": { name: "orders-again", backend: functionApp.backend, callableAfter: [] },
      },
    });
    const json = synthesize(stack);
    const address = `${type}.${functionApp.appSettingsDeployment?.friendlyUniqueId}`;
    const policies = all(json, "azurerm_api_management_api_policy").map(({ depends_on }) => depends_on);
    expect(policies).toEqual([expect.arrayContaining([address]), expect.not.arrayContaining([address])]);
    expect(only(json, "azurerm_api_management_api_operation_policy").depends_on).toContain(address);
  });

  it("rule 31: is what an identity that is let in later has to wait for, too", () => {
    const orders = new SecureFunctionBehindApim(newStack(), "orders", { ...patternProps, hosting });
    const { appSettingsDeployment } = orders.functionApp;
    expect(orders.grantInvoke("job", otherIdentity)).toContain(appSettingsDeployment);
  });

  it("in another stack waits for the whole stack of the Function", () => {
    const app = Testing.app();
    const stackOf = (id: string) => {
      const stack = new TerraformStack(app, id);
      new AzurermProvider(stack, "azurerm", {
        features: [
          {
            templateDeployment: [{ deleteNestedItemsDuringDeletion: false }],
            storage: [{ dataPlaneAvailable: false }],
          },
        ],
      });
      return stack;
    };
    const functionApp = new FunctionApp(stackOf("functions"), "function", { ...functionAppProps, hosting });
    const stack = stackOf("apis");
    newGatewayApi(stack, "orders", { backend: functionApp.backend });
    const json = JSON.parse(Testing.synth(stack, true));
    expect(only(json, "azurerm_api_management_api_policy").depends_on).toEqual([]);
  });
});

describe("a provider that deletes what a deployment deployed", () => {
  it.each([
    [[{ storage: [{ dataPlaneAvailable: false }] }]],
    [
      [
        {
          storage: [{ dataPlaneAvailable: false }],
          templateDeployment: [{ deleteNestedItemsDuringDeletion: true }],
        },
      ],
    ],
  ])("rule 31: is rejected, saying how to tell it not to (%#)", (features) => {
    const stack = newStack({ features });
    new FunctionApp(stack, "function", { ...functionAppProps, hosting });
    expect(messageOf(() => synthesize(stack))).toContain(
      "The template deployment stack/function/app-settings writes the settings of a Function App, and its provider stack/azurerm (`azurerm`) would delete them with it. The provider has to be told not to delete with a deployment what it deployed: settings cannot be deleted, and a destroy would fail (rule 31). Give the provider `features: [{ templateDeployment: [{ deleteNestedItemsDuringDeletion: false }] }]`, next to its other features.",
    );
  });

  it("is not asked for without such a deployment", () => {
    const stack = newStack({ features: [{ storage: [{ dataPlaneAvailable: false }] }] });
    new FunctionApp(stack, "function", { ...functionAppProps, hosting, storageKeyInState: true });
    expect(() => synthesize(stack)).not.toThrow();
  });

  it("is missed with the code that makes it", () => {
    const stack = new TerraformStack(Testing.app(), "stack");
    new FunctionApp(stack, "function", { ...functionAppProps, hosting });
    expect(messageOf(() => synthesize(stack))).toContain(
      'Write `new AzurermProvider(this, "azurerm", { features: [{ storage: [{ dataPlaneAvailable: false }], templateDeployment: [{ deleteNestedItemsDuringDeletion: false }] }] })` in the stack',
    );
  });
});

describe("a secret among the settings", () => {
  const advice =
    "Keep the secret in Key Vault, and set the app setting to `@Microsoft.KeyVault(SecretUri=…)`.";

  it.each([
    ["DefaultEndpointsProtocol=https;AccountName=st;AccountKey=a2V5;EndpointSuffix=core.windows.net"],
    ["Endpoint=sb://shop.servicebus.windows.net/;SharedAccessKeyName=Root;SharedAccessKey=a2V5"],
    ["BlobEndpoint=https://st.blob.core.windows.net;SharedAccessSignature=sv=1"],
    ["Server=sql;User ID=sa;Password=secret"],
    ["Server=sql; Pwd = secret"],
    ["https://st.blob.core.windows.net/code.zip?sv=2024&sig=abc%3D"],
    ["amqps://user:secret@rabbit.contoso.com/shop"],
    ["-----BEGIN RSA PRIVATE KEY-----\nMIIE"],
  ])("rule 31: is rejected, with the place for it (%#)", (value) => {
    const message = refused({ appSettings: { PLACE: "here", SECRET: value } });
    expect(message).toContain("The app setting `SECRET` of func-orders was given with a");
    expect(message).toContain(advice);
    expect(message).not.toContain(value);
  });

  it.each([
    ["@Microsoft.KeyVault(SecretUri=https://kv.vault.azure.net/secrets/password)"],
    ["InstrumentationKey=00000000-0000-0000-0000-000000000000"],
    ["https://user@contoso.com/orders?code=200"],
    ["Password="],
    ["AccountKey"],
  ])("is not seen in %j", (value) => {
    expect(() => made({ appSettings: { VALUE: value } })).not.toThrow();
  });

  it("passes with a key in the state, where the settings are not deployed", () => {
    expect(() => made({ appSettings: { VALUE: "AccountKey=a2V5" }, storageKeyInState: true })).not.toThrow();
  });

  const errorAfter = (
    change: (given: ReturnType<typeof made>) => void,
    props: Partial<FunctionAppProps> = {},
  ) => {
    const given = made(props);
    change(given);
    return messageOf(() => synthesize(given.stack));
  };

  it("is found at synth in a lazy text and in an override", () => {
    const LAZY = Lazy.stringValue({ produce: () => "AccountKey=a2V5" });
    expect(errorAfter(() => undefined, { appSettings: { LAZY } })).toContain(
      "`LAZY` of stack/function/app was given",
    );
    expect(errorAfter(({ app }) => app.addOverride("app_settings.LATE", "AccountKey=a2V5"))).toContain(
      "`LATE`",
    );
  });

  it("is found at synth in a reference to a key or a sensitive variable", () => {
    const stack = newStack();
    const account = new StorageAccount(stack, "account", {
      name: "st",
      resourceGroupName: "r",
      location: "l",
      accountTier: "Standard",
      accountReplicationType: "LRS",
    });
    const password = new TerraformVariable(stack, "password", { type: "string", sensitive: true });
    const stage = new TerraformVariable(stack, "stage", { type: "string" });
    new FunctionApp(stack, "function", {
      ...functionAppProps,
      hosting,
      appSettings: {
        KEY: account.primaryAccessKey,
        CONNECTION: `x ${account.primaryConnectionString}`,
        PASSWORD: `${password.value}`,
        NAME: account.name,
        STAGE: stage.stringValue,
        SAID: Fn.nonsensitive(password.value),
        TEXT: "${azurerm_storage_account.account.primary_access_key}",
      },
    });
    const message = messageOf(() => synthesize(stack));
    expect(message.match(/The app setting `\w+` of \S+ was given with \S+/g)).toEqual([
      "The app setting `KEY` of stack/function/app was given with `azurerm_storage_account.account.primary_access_key`.",
      "The app setting `CONNECTION` of stack/function/app was given with `azurerm_storage_account.account.primary_connection_string`.",
      "The app setting `PASSWORD` of stack/function/app was given with `var.password`.",
    ]);
  });
});

describe("the gate", () => {
  it.each([
    ["parameters_content", "{}"],
    ["template_content", "{}"],
    ["deployment_mode", "Complete"],
  ])("T24: is not reopened by the deployment's %s", (argument, value) => {
    const { stack, deployment } = made();
    deployment?.addOverride(argument, value);
    expect(messageOf(() => synthesize(stack))).toContain(`\`${argument}\` of stack/function/app-settings`);
  });

  it("T24: is not reopened by a setting that an override adds to the app, which the deployment would write too", () => {
    const { stack, app } = made();
    app.addOverride("app_settings.WEBSITE_AUTH_ENABLED", "False");
    expect(messageOf(() => synthesize(stack))).toContain(
      "`app_settings.WEBSITE_AUTH_ENABLED` of stack/function/app",
    );
    GateOverrides.of(app).accept({
      argument: "app_settings.WEBSITE_AUTH_ENABLED",
      reason: "Approved for this test",
    });
    expect(() => synthesize(stack)).not.toThrow();
  });
});

function warningsOf({ node }: FunctionApp): unknown[] {
  return node.metadata.filter(({ type }) => /warn/.test(type)).map(({ data }) => data);
}
