import { TerraformVariable } from "cdktf";
import { SecureFunctionBehindApim } from "cdktf-secure-function-behind-apim";
import { derivedNames, storageNameOf, validateWorkloadName } from "../../lib/pattern/derived-names";
import { type NamedResource, validateResourceName } from "../../lib/support/names";
import { newPattern, patternProps } from "../fixtures/constructs";
import { existingGateway, existingRegistration } from "../fixtures/existing-parts";
import { all, type Json, messageOf, newStack, only, synthesize } from "../synthesis";

const suffixOf = (json: Json) => {
  const [id] = Object.keys(json.resource.terraform_data).filter((name) => name.includes("unique-suffix"));
  return `\${terraform_data.${id}.input}`;
};

const uniqueNamesIn = (json: Json) => ({
  apiManagement: only(json, "azurerm_api_management").name,
  functionApp: only(json, "azurerm_linux_function_app").name,
  storageAccount: only(json, "azurerm_storage_account").name,
  application: only(json, "azuread_application").display_name,
});

describe("the workload's name", () => {
  it.each(["a", "Orders", "1orders", "orders-", "o".repeat(21), "or ders"])(
    "is refused as %j, with what is allowed",
    (name) => {
      expect(validateWorkloadName(name).join()).toContain(
        `The workload name ${JSON.stringify(name)} was given. Allowed are 2 to 20 lower-case letters`,
      );
    },
  );

  it.each([
    ["o'brien orders", 'Write `name` without "\'", " "; single resources\' names can be set with `names`.'],
    ["Orders", "Write `name` in lower case;"],
    ["o".repeat(21), "Shorten `name`, which has 21 characters;"],
    ["1orders", "Let `name` start with a letter;"],
    ["orders-", "Let `name` end with a letter or digit;"],
    ["o", "Write a longer `name`;"],
  ])("is refused as %j by one message, which says what is wrong with it", (name, fix) => {
    const message = messageOf(() => newPattern({ name }));
    expect(message.match(/^ {2}- /gm)).toHaveLength(1);
    expect(message).toContain(fix);
  });

  it("is validated by the plan where Terraform knows it later", () => {
    const stack = newStack();
    const name = `orders-${new TerraformVariable(stack, "environment", {}).stringValue}`;
    new SecureFunctionBehindApim(stack, "orders", { ...patternProps, name, apiPath: "orders" });
    const checks = all(synthesize(stack), "terraform_data").filter(({ input }) => input === undefined);
    const form = "^[a-z][a-z0-9-]{0,18}[a-z0-9]$";
    expect(checks.map(({ lifecycle }) => lifecycle.precondition)).toEqual([
      [
        {
          condition: `\${can(regex("${form}", local.orders_workload-name_5105CE90))}`,
          error_message: expect.stringContaining(
            "stack/orders: The workload name orders-${var.environment} was given.",
          ),
        },
      ],
    ]);
  });
});

describe("derived names", () => {
  it("are all legal for the longest workload name and the longest suffix", () => {
    const name = `o${"-9".repeat(9)}9`;
    const names = derivedNames({ name, storageName: storageNameOf(name), uniqueSuffix: "a1b2c3" });
    const { gatewayIdentity, ...sameKind } = names;
    const errors = Object.entries(sameKind).flatMap(([kind, name]) =>
      validateResourceName(kind as NamedResource, name),
    );
    expect([...errors, ...validateResourceName("userAssignedIdentity", gatewayIdentity)]).toEqual([]);
    expect(names.functionApp.length).toBeLessThanOrEqual(32);
  });

  it("end in the construct's unique suffix where Azure or Entra gives them once", () => {
    const json = synthesize(newPattern({ name: "the-orders" }).stack);
    expect(uniqueNamesIn(json)).toEqual({
      apiManagement: `apim-the-orders-${suffixOf(json)}`,
      functionApp: `func-the-orders-${suffixOf(json)}`,
      storageAccount: `sttheorders${suffixOf(json)}`,
      application: `func-the-orders-${suffixOf(json)}`,
    });
  });

  it("that are given once in a resource group have no suffix", () => {
    const json = synthesize(newPattern().stack);
    const types = [
      "service_plan",
      "log_analytics_workspace",
      "application_insights",
      "user_assigned_identity",
    ];
    expect(types.map((type) => only(json, `azurerm_${type}`).name)).toEqual([
      "asp-orders",
      "log-orders",
      "appi-orders",
      "id-apim-orders",
    ]);
  });

  it("of two constructs of one stack end in two suffixes", () => {
    const { stack } = newPattern();
    new SecureFunctionBehindApim(stack, "parcels", { ...patternProps, name: "parcels" });
    const json = synthesize(stack);
    const inputs = all(json, "terraform_data").map(({ input }) => input);
    expect(new Set(inputs.filter((input) => input.includes("sha256"))).size).toBe(2);
    expect(new Set(all(json, "azurerm_linux_function_app").map(({ name }) => name.slice(-50))).size).toBe(2);
  });

  it("are derived from subscription, deployer, workspace, path, workload and resource group", () => {
    const json = synthesize(newPattern({ names: { resourceGroup: "rg-finance" } }).stack);
    const { input } = all(json, "terraform_data").find(({ input }) => input.includes("sha256"));
    const [[local, parts]] = Object.entries(json.locals);
    expect(input).toBe(`\${substr(sha256(local.${local}), 0, 6)}`);
    const deployer = "data.azurerm_client_config.azure-deployer";
    expect(parts).toBe(
      `\${${deployer}.subscription_id}:\${${deployer}.object_id}:\${terraform.workspace}:stack/orders/unique-suffix:orders:rg-finance`,
    );
  });

  it("need nothing looked up where every one of them that is unique is given", () => {
    const names = { functionApp: "func-contoso-orders", storageAccount: "stcontosoorders" };
    const json = synthesize(
      newPattern({
        publisher: undefined,
        gateway: existingGateway(),
        registration: existingRegistration(),
        names,
      }).stack,
    );
    expect(json.data).toBeUndefined();
    expect(json.resource).not.toHaveProperty("terraform_data");
  });
});

describe("a unique suffix that is given", () => {
  it("makes the names of a deployment of version 0.1", () => {
    const { stack } = newPattern({ uniqueSuffix: "a0196b" });
    const json = synthesize(stack);
    expect(uniqueNamesIn(json)).toEqual({
      apiManagement: "apim-orders-a0196b",
      functionApp: "func-orders-a0196b",
      storageAccount: "stordersa0196b",
      application: "func-orders-a0196b",
    });
    expect(json.data).not.toHaveProperty("azurerm_client_config");
  });

  it.each(["", "A0196B", "a0196bc", "a-1"])("is refused as %j", (uniqueSuffix) => {
    expect(messageOf(() => newPattern({ uniqueSuffix }))).toContain(
      `\`uniqueSuffix\` was given as ${JSON.stringify(uniqueSuffix)}. Allowed are 1 to 6 lower-case letters and digits`,
    );
  });

  it("is refused where no name ends in it", () => {
    const names = {
      apiManagement: "apim-contoso",
      functionApp: "func-contoso",
      storageAccount: "stcontoso",
      application: "Orders",
    };
    expect(messageOf(() => newPattern({ uniqueSuffix: "a0196b", names }))).toContain(
      "`uniqueSuffix` was given, and every name that would end in it was given too",
    );
  });
});
