import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { ApplicationInsights } from "@cdktf/provider-azurerm/lib/application-insights";
import { UserAssignedIdentity } from "@cdktf/provider-azurerm/lib/user-assigned-identity";
import { TerraformLocal, type TerraformStack, TerraformVariable } from "cdktf";
import {
  FunctionApp,
  FunctionHosting,
  FunctionIdentity,
  FunctionRuntime,
} from "cdktf-secure-function-behind-apim";
import type { FunctionAppProps } from "../../lib/function/function-app-props";
import type { languages } from "../../lib/function/runtime/private/languages";
import { functionAppProps } from "../fixtures/constructs";
import { newStack, synthesize } from "../synthesis";
import { describeWithTerraform } from "./describe-with-terraform";
import { flexConsumptionSettings } from "./facts/flex-consumption-settings";
import type { PlanJson } from "./plan-json";
import { appSettings, argumentsRead, settingsWritten, valueAt } from "./provider/flex-consumption";
import { deploy } from "./provider/template-deployment";
import type { ObjectValue } from "./provider/values";
import { planStack } from "./terraform-cycle";
import { inStack, type Terraform } from "./workspace";

const TIMEOUT = 180_000;
const placed = { resourceGroupName: "rg-orders", location: "westeurope" };
const hosting = FunctionHosting.flexConsumption();

const app = "azurerm_function_app_flex_consumption";
const deployment = "azurerm_resource_group_template_deployment";

const ofEveryLanguage: Readonly<Record<keyof typeof languages, FunctionRuntime>> = {
  node: FunctionRuntime.node(),
  python: FunctionRuntime.python(),
  dotnetIsolated: FunctionRuntime.dotnetIsolated(),
  java: FunctionRuntime.java(),
  powershell: FunctionRuntime.powershell("7.4"),
  custom: FunctionRuntime.custom(),
};
const runtimes = Object.entries(ofEveryLanguage);

describeWithTerraform("Flex Consumption without a key", () => {
  describe("of every language, with either identity", () => {
    let apps: AppliedApp[];

    beforeAll(async () => {
      apps = await inStack(json(everyRuntime), async (terraform) => {
        await terraform("init", "-input=false");
        await terraform("apply", "-input=false", "-auto-approve");
        await terraform("plan", "-input=false", "-detailed-exitcode");
        const state = appliedApps(JSON.parse(await terraform("show", "-json")));
        await terraform("destroy", "-input=false", "-auto-approve");
        return state;
      });
    }, TIMEOUT);

    it("is applied, planned again without a change, and destroyed", () => {
      const names = runtimes.flatMap(([name]) => [`${name}-system`, `${name}-user`]);
      expect(apps.map(({ name }) => name)).toEqual(names.sort());
    });

    describe.each(flexConsumptionSettings)("with azurerm $version", ({ settings: facts }) => {
      it.each(runtimes.map(([name]) => name))(
        "rule 31: has the settings that azurerm writes for %s, and no key",
        (runtime) => {
          for (const { app, deployed } of apps.filter(({ name }) => name.startsWith(`${runtime}-`))) {
            for (const operation of ["create", "update"] as const) {
              const { AzureWebJobsStorage, DEPLOYMENT_STORAGE_CONNECTION_STRING, ...others } =
                settingsWritten(facts, app, operation);
              expect(AzureWebJobsStorage).toContain("AccountKey=;");
              expect(deployed).toEqual(others);
            }
          }
        },
      );

      it("is read back as the stack says it, so that no plan shows a difference", () => {
        for (const { app, deployed } of apps) {
          const { app_settings, storage_access_key, ...others } = argumentsRead(facts, deployed);
          expect(app_settings).toEqual(appSettings(app));
          expect(storage_access_key).toBe(app.storage_access_key ?? null);
          for (const [path, value] of Object.entries(others)) expect(valueAt(app, path)).toBe(value);
        }
      });
    });
  });

  it(
    "rule 31: any change of the app writes the settings again, and leaving the deployment out removes it alone",
    async () => {
      const settled = { tags: { stage: "test" }, appSettings: { ODD: 'a "quoted" \\ ${text}' } };
      const withoutDeployment = FunctionHosting.flexConsumption({ appSettingsDeployment: false });
      await inStack(one({}), async (terraform, folder) => {
        await terraform("init", "-input=false");
        await terraform("apply", "-input=false", "-auto-approve");
        const apply = (props: Partial<FunctionAppProps>) => applied(one(props), terraform, folder);
        const again = { [app]: ["update"], [deployment]: ["delete", "create"] };
        expect(await apply({ tags: settled.tags })).toMatchObject(again);
        expect(await apply(settled)).toEqual(again);
        expect(await apply({ ...settled, hosting: withoutDeployment })).toEqual({ [deployment]: ["delete"] });
      });
    },
    TIMEOUT,
  );

  it(
    "rule 31: a sensitive setting is refused by the plan, which says where a secret belongs",
    async () => {
      const planOf = (sensitive: boolean) => {
        const text = (stack: TerraformStack) => {
          const { value } = new TerraformVariable(stack, "text", { type: "string", default: "x", sensitive });
          // The synthesis sees a variable that a setting names; Terraform also knows what is made of one.
          return new TerraformLocal(stack, "greeting", `hello ${value}`).asString;
        };
        return planStack(json((stack) => newApp(stack, "function", { appSettings: { TEXT: text(stack) } })));
      };
      await expect(planOf(false)).resolves.toBeDefined();
      await expect(planOf(true)).rejects.toThrow(
        /An app setting has a sensitive value[\s\S]+@Microsoft\.KeyVault/,
      );
    },
    TIMEOUT,
  );
});

function everyRuntime(stack: TerraformStack): void {
  const identity = new UserAssignedIdentity(stack, "identity", { ...placed, name: "id-function" });
  const telemetry = new ApplicationInsights(stack, "telemetry", {
    ...placed,
    name: "appi",
    applicationType: "web",
  });
  const kinds = { system: FunctionIdentity.systemAssigned(), user: FunctionIdentity.userAssigned(identity) };
  for (const [index, [name, runtime]] of runtimes.entries()) {
    for (const [kind, functionIdentity] of Object.entries(kinds)) {
      newApp(stack, `${name}-${kind}`, {
        storageAccountName: `st${kind}${index}`,
        servicePlanName: `asp-${name}-${kind}`,
        runtime,
        identity: functionIdentity,
        applicationInsightsConnectionString: telemetry.connectionString,
        applicationInsightsId: telemetry.id,
        appSettings: {
          STAGE: "test",
          SECRET: "@Microsoft.KeyVault(SecretUri=https://kv.vault.azure.net/secrets/s)",
        },
        storageQueues: true,
        storageTables: true,
      });
    }
  }
}

function newApp(stack: TerraformStack, name: string, props: Partial<FunctionAppProps>): void {
  new FunctionApp(stack, name, { ...functionAppProps, name, hosting, ...props });
}

function json(build: (stack: TerraformStack) => void): string {
  const stack = newStack();
  build(stack);
  return JSON.stringify(synthesize(stack));
}

function one(props: Partial<FunctionAppProps>): string {
  return json((stack) => newApp(stack, "function", props));
}

/** Applies a stack and plans it again, which must show no change: what was done, by type. */
async function applied(stackJson: string, terraform: Terraform, folder: string): Promise<Actions> {
  writeFileSync(join(folder, "cdk.tf.json"), stackJson);
  await terraform("plan", "-input=false", "-out=plan.bin");
  const { resource_changes = [] }: PlanJson = JSON.parse(await terraform("show", "-json", "plan.bin"));
  await terraform("apply", "-input=false", "plan.bin");
  await terraform("plan", "-input=false", "-detailed-exitcode");
  const done = resource_changes.filter(({ change }) => !change.actions.includes("no-op"));
  return Object.fromEntries(done.map(({ type, change }) => [type, change.actions]));
}

interface Actions {
  readonly [type: string]: readonly string[];
}

/** A Function App of a state, and the settings that its deployment wrote. */
interface AppliedApp {
  readonly name: string;
  readonly app: ObjectValue;
  readonly deployed: { readonly [name: string]: string };
}

interface State {
  readonly values: {
    readonly root_module: { readonly resources: readonly { type: string; values: ObjectValue }[] };
  };
}

function appliedApps({
  values: {
    root_module: { resources },
  },
}: State): AppliedApp[] {
  const of = (wanted: string) => resources.filter(({ type }) => type === wanted).map(({ values }) => values);
  const [telemetry] = of("azurerm_application_insights");
  const read = (id: string) =>
    id === telemetry.id ? { ConnectionString: telemetry.connection_string } : undefined;
  return of(deployment).map(({ template_content, parameters_content }) => {
    const [{ name, properties }] = deploy(
      { template: String(template_content), parameters: String(parameters_content) },
      read,
    );
    const appName = name.replace("/appsettings", "");
    const found = of(app).find((candidate) => candidate.name === appName);
    if (!found) throw new Error(`There is no app ${appName}`);
    return { name: appName, app: found, deployed: properties as AppliedApp["deployed"] };
  });
}
