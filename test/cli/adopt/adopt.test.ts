import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Testing } from "cdktf";
import { ApiDefinition, Callers } from "cdktf-secure-function-behind-apim";
import ts from "typescript";
import { adoptCommand } from "../../../cli/adopt/command";
import { run } from "../../../cli/run";
import { compile } from "../../package/snippets";
import { type Json, only } from "../../synthesis";
import {
  api,
  app,
  application,
  component,
  ids,
  principal,
  resources,
  secrets,
  service,
  settings,
} from "./azure-output";

const everything = { resources, app, settings, service, api, component, application, principal };

/** Runs the command on files with this content. */
async function adopt(files: Readonly<Record<string, unknown>> = everything, ...args: string[]) {
  const printed = { stdout: "", stderr: "" };
  const host = {
    print: (text: string) => {
      printed.stdout += text;
    },
    complain: (text: string) => {
      printed.stderr += text;
    },
    writeFile: () => undefined,
    readFile: (file: string) =>
      typeof files[file] === "string" ? (files[file] as string) : JSON.stringify(files[file]),
    columns: undefined,
    env: {},
    today: () => "2026-11-29",
  };
  const from = Object.keys(files).flatMap((file) => ["--from", file]);
  const exitCode = await run(["adopt", ...from, ...args], host, [adoptCommand]);
  return { exitCode, ...printed };
}

/** Runs a program that was printed, and gives the Terraform JSON of its stack. */
function synthesized(program: string): Json {
  const { outputText } = ts.transpileModule(program, {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
  });
  const module = { exports: {} as Json };
  new Function("require", "module", "exports", outputText)(require, module, module.exports);
  const stack = new module.exports.AdoptedStack(Testing.app(), "retail", {
    apiDefinition: ApiDefinition.passThrough(),
    callers: Callers.anonymous(),
  });
  return JSON.parse(Testing.synth(stack));
}

it("prints a program that compiles", async () => {
  const { stdout, exitCode } = await adopt();
  expect(exitCode).toBe(0);
  expect(compile([{ page: "adopted-stack.ts", line: 1, code: stdout, parameters: "nofixture" }])).toEqual([
    [],
  ]);
}, 60_000);

it("prints the program that the page on adopting shows", async () => {
  const page = readFileSync(join(__dirname, "../../../docs/adopting.md"), "utf8");
  expect(page).toContain((await adopt({ resources, app, settings, service })).stdout);
});

it("prints a program whose stack imports the chain", async () => {
  const json = synthesized((await adopt()).stdout);
  expect(json.import.map(({ id }: Json) => id)).toEqual([
    ids.apim,
    `/applications/${application.id}`,
    `/servicePrincipals/${principal.id}`,
    ids.component,
    ids.plan.replace("serverfarms", "serverFarms"),
    ids.storage,
    ids.app,
    `${ids.apim}/apis/orders;rev=3`,
  ]);
  expect(only(json, "azurerm_linux_function_app")).toMatchObject({
    name: "func-retail",
    app_settings: { API_TOKEN: settings[4]?.value },
    lifecycle: {
      ignore_changes: expect.arrayContaining(['app_settings["DB_PASSWORD"]', 'app_settings["LEVEL"]']),
    },
  });
  expect(json.provider.azurerm[0].subscription_id).toBe("66666666-7777-4888-9999-000000000000");
});

it("shows no value of a setting, except where a secret is kept", async () => {
  const { stdout } = await adopt();
  for (const secret of secrets) expect(stdout).not.toContain(secret);
  expect(stdout).toContain("@Microsoft.KeyVault(SecretUri=https://kv-retail.vault.azure.net/secrets/token)");
});

it("takes names of resources for data", async () => {
  const hostile = '"}); process.exit(1); //\u202e */ `${x}`';
  const { stdout } = await adopt({
    ...everything,
    service: { ...service, publisherName: hostile },
    application: { ...application, appRoles: [{ value: `x\n${hostile}` }] },
  });
  expect(stdout).not.toContain("\u202e");
  const { publisher_name } = only(synthesized(stdout), "azurerm_api_management");
  expect(publisher_name).toBe(hostile.replace("${x}", () => "$${x}"));
  expect(stdout).toContain("assignments: x\\u000a");
});

describe("what cannot be taken over is said: ", () => {
  it.each([
    ["a slot", "// - The slot staging is not adopted, and has no gate."],
    ["a hybrid connection", "// - Hybrid connections stay, and are not in the program: erp."],
    ["a host name", "// - Host names of its own stay, and are not in the program: orders.contoso.com."],
    ["an identity", "// - Identities that the Function has and loses: /subscriptions/x/id-app."],
    ["credentials", "// - The application has 1 secret and 0 certificates, which Terraform leaves there."],
    ["roles and scopes", "with their assignments: Orders.Read and user_impersonation."],
    [
      "settings of the host",
      "which the library or azurerm writes: AzureWebJobsStorage and FUNCTIONS_WORKER_RUNTIME.",
    ],
  ])("%s", async (_what, note) => {
    expect((await adopt()).stdout).toContain(note);
  });
});

describe("a Function App on another plan", () => {
  const plan = (name: string) => ({ id: ids.plan, sku: { name } });
  const content = [
    ...settings,
    { name: "WEBSITE_CONTENTAZUREFILECONNECTIONSTRING", slotSetting: false, value: "x" },
  ];

  it.each<[string, object, unknown, string]>([
    ["Elastic Premium", app, { plan: plan("EP1"), settings: content }, "azurerm_linux_function_app"],
    [
      "Consumption on Windows",
      { ...app, kind: "functionapp" },
      {
        plan: plan("Y1"),
        settings: [...content, { name: "WEBSITE_NODE_DEFAULT_VERSION", slotSetting: false, value: "~20" }],
      },
      "azurerm_windows_function_app",
    ],
    [
      "Flex Consumption",
      { ...app, functionAppConfig: { runtime: { name: "python", version: "3.12" } } },
      { plan: plan("FC1") },
      "azurerm_function_app_flex_consumption",
    ],
  ])("is adopted as what it is: %s", async (_title, shown, others, type) => {
    const { stdout, stderr } = await adopt({ ...everything, app: shown, ...(others as object) });
    expect(stderr).toBe("");
    expect(only(synthesized(stdout), type)).toMatchObject({ name: "func-retail" });
  });
});

describe("names of settings", () => {
  const named = (name: string) => ({ name, slotSetting: false, value: "x" });

  it.each([
    [
      "functionapp,linux",
      "Logging:Level",
      "Settings with names that are no setting's here, which are removed: Logging:Level.",
    ],
    ["functionapp,linux", "a b", "which are removed: a b."],
    ["functionapp", "Logging:Level", 'keptAppSettings: ["DB_PASSWORD", "LEVEL", "Logging:Level"]'],
  ])("are those of the system: %s with %s", async (kind, name, printed) => {
    const more = [named(name), { ...named("WEBSITE_NODE_DEFAULT_VERSION"), value: "~20" }];
    const { stdout } = await adopt({
      ...everything,
      app: { ...app, kind },
      settings: [...settings, ...more],
    });
    expect(stdout).toContain(printed);
  });
});

describe("the command ends with 2 and says how to go on: ", () => {
  const { app: _app, ...withoutApp } = everything;
  it.each<[string, Record<string, unknown>, string[], string]>([
    [
      "no Function App",
      { service },
      [],
      "The files have no Function App. Add one with --from: az functionapp show",
    ],
    [
      "no gateway",
      { resources: resources.slice(0, 4), app, settings },
      [],
      "The files have no API Management service.",
    ],
    [
      "another Function App",
      everything,
      ["--function-app", "func-other"],
      "The files have no Function App func-other, but func-retail.",
    ],
    [
      "two Function Apps",
      { ...everything, more: { ...app, id: `${ids.app}2`, type: "Microsoft.Web/sites" } },
      [],
      "The files have 2 of a Function App: func-retail and func-retail2. Name one with --function-app.",
    ],
    ["a list alone", withoutApp, [], "The files do not say on which service plan the Function App is."],
    [
      "a plan that is not there",
      { ...everything, app: { ...app, appServicePlanId: `${ids.plan}2` } },
      [],
      "The files do not say the SKU of the Function App's service plan.",
    ],
    [
      "an isolated plan",
      { ...everything, plan: { id: ids.plan, sku: { name: "I1v2" } } },
      [],
      "The service plan has the SKU I1v2, which the library does not know.",
    ],
    [
      "a container",
      { ...everything, app: { ...app, siteConfig: { linuxFxVersion: "DOCKER|contoso/x" } } },
      [],
      "The Function App runs DOCKER contoso/x, which the library does not",
    ],
    [
      "a Logic App",
      { ...everything, app: { ...app, kind: "functionapp,workflowapp" } },
      [],
      "is of the kind functionapp,workflowapp.",
    ],
    [
      "no storage account that one can tell",
      { ...everything, settings: settings.slice(1), more: { id: `${ids.storage}2` } },
      [],
      "The files do not say which storage account the Function's host has.",
    ],
    ["an empty file", { "a.json": "" }, [], "error: a.json: The file is empty."],
    ["no JSON", { "a.json": "Name  Group" }, [], "a.json: This is no JSON: the Azure CLI prints a table"],
    [
      "cut JSON",
      { "a.json": '[{"secret": "hunter2"' },
      [],
      "a.json: This is no valid JSON, or its end is missing.",
    ],
    ["a plan", { "a.json": { terraform_version: "1.9.0" } }, [], "a.json: This is Terraform's JSON"],
    ["UTF-16", { "a.json": "[\0{\0" }, [], "a.json: This is UTF-16"],
    ["an empty list", { "a.json": [] }, [], "a.json: This is a list without resources."],
  ])("%s", async (_what, files, args, message) => {
    const { exitCode, stdout, stderr } = await adopt(files, ...args);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
    expect(stderr).toContain(message);
    expect(stderr).not.toContain("the command itself failed");
    expect(stderr).not.toContain("hunter2");
  });

  it("without --from", async () => {
    expect(await adopt({})).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining("required option '--from <file>' not specified"),
    });
  });
});

it("tells how the input is made", async () => {
  const { exitCode, stdout } = await adopt({}, "--help");
  expect(exitCode).toBe(0);
  expect(stdout).toMatchSnapshot();
});
