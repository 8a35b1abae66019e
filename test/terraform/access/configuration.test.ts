import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { configurationFolder } from "../../../cli/review/configuration-folder";
import type { AccessReport } from "../../../lib/access/report";
import { reviewAccess } from "../../../lib/access/review";
import { readInput } from "../../../lib/access/stack/read-input";
import { memoryFolder } from "../../access/stack/memory-folder";
import { verdictOf } from "../../access/verdict-of";
import { describeWithTerraform } from "../describe-with-terraform";
import { type HclFiles, inHclStack } from "../hcl-stack";
import type { Terraform } from "../workspace";

const TIMEOUT = 120_000;
const example = readFileSync(resolve(__dirname, "../../../examples/access-review/main.tf"), "utf8");

/** The policy of the example as a template of a file, which a directive completes for each role. */
const policyFile = `<policies>
  <inbound>
    <base />
    <validate-azure-ad-token tenant-id="\${tenant}">
      <client-application-ids><application-id>\${portal}</application-id></client-application-ids>
      <audiences><audience>api://orders</audience></audiences>
      <required-claims>
        <claim name="roles" match="any">
          %{~ for role in roles ~}
          <value>\${role}</value>
          %{~ endfor ~}
        </claim>
      </required-claims>
    </validate-azure-ad-token>
    %{ if resource != null ~}
    <authentication-managed-identity resource="\${resource}" client-id="\${identity.client_id}" ignore-error="false" />
    %{ endif ~}
  </inbound>
  <backend><base /></backend>
  <outbound><base /></outbound>
  <on-error><base /></on-error>
</policies>
`;

/** The example, with its policy in a module that makes one for each API. */
const inModules: HclFiles = {
  "main.tf": example.replace(
    /resource "azurerm_api_management_api_policy"[\s\S]*/,
    `module "policy" {
  source   = "./modules/policy"
  for_each = { (azurerm_api_management_api.orders.name) = ["Orders.Read"] }

  api      = azurerm_api_management_api.orders
  roles    = each.value
  tenant   = data.azuread_client_config.current.tenant_id
  portal   = local.portal
  identity = azurerm_user_assigned_identity.gateway
  resource = azuread_application.orders.client_id
}
`,
  ),
  "modules/policy/main.tf": `
terraform {
  required_providers {
    azurerm = { source = "hashicorp/azurerm" }
  }
}

locals {
  document = templatefile("\${path.module}/policy.xml", {
    tenant   = var.tenant
    portal   = var.portal
    roles    = var.roles
    identity = var.identity
    resource = var.resource
  })
}

resource "azurerm_api_management_api_policy" "this" {
  api_name            = var.api.name
  api_management_name = var.api.api_management_name
  resource_group_name = var.api.resource_group_name
  xml_content         = local.document
}
`,
  "modules/policy/policy.xml": policyFile,
  "modules/policy/variables.tf": `
variable "api" {}
variable "roles" { type = list(string) }
variable "tenant" {}
variable "portal" {}
variable "identity" {}
variable "resource" {}
`,
};

const operation = "operation:azurerm_api_management_api.orders:list";
const portal = "policy-caller:tenant =11111111-2222-4333-8444-555555555555|";

describeWithTerraform("the first plan of a configuration that a hand wrote", () => {
  let plan: string;
  let state: string;

  beforeAll(async () => {
    await inHclStack({ "main.tf": example }, async (terraform) => {
      plan = await firstPlan(terraform);
      await terraform("apply", "-input=false", "plan.bin");
      state = await terraform("show", "-json");
    });
  }, TIMEOUT);

  it("leaves out the text of a policy, and its verdicts say what tells it", () => {
    expect(verdictOf(review(plan), operation).internet).toMatch(
      /^unknown: the policy's text is made of .*azuread_application\.orders\.client_id.*--configuration/,
    );
  });

  it("is decided with the configuration beside it, as the state is after the apply", () => {
    const decided = review(plan, { "main.tf": example });
    expect(decided.verdicts.filter(({ access }) => access === "unknown")).toEqual([]);
    const after = review(state);
    for (const { id } of after.entrances) expect(answersOf(decided, id)).toEqual(answersOf(after, id));
    expect(decided.input.warnings).toEqual([]);
  });

  it("stays unknown where the configuration refers to something else by now", () => {
    const changed = example.replace(
      'client-id="${azurerm_user_assigned_identity.gateway.client_id}"',
      'client-id="${azuread_application.orders.object_id}"',
    );
    const { input, ...report } = review(plan, { "main.tf": changed });
    expect(verdictOf(report, operation).internet).toMatch(/^unknown/);
    expect(input.warnings).toEqual([
      expect.stringContaining("azurerm_api_management_api_policy.orders: xml_content"),
    ]);
  });

  it("takes no local from a configuration that differs elsewhere", () => {
    const changed = example.replace('display_name        = "List"', 'display_name        = "All"');
    const { input, ...report } = review(plan, { "main.tf": changed });
    expect(verdictOf(report, operation)[portal]).toBeUndefined();
    expect(input.warnings).toEqual([
      expect.stringContaining("azurerm_api_management_api_operation.list: display_name"),
    ]);
  });

  it(
    "is followed through modules, templates of files and their directives",
    async () => {
      const [planned, installed] = await inHclStack(inModules, async (terraform, _write, folder) => [
        await firstPlan(terraform),
        reviewAccess(
          readInput(
            { name: "plan.json", content: Buffer.from(await terraform("show", "-json", "plan.bin")) },
            configurationFolder(folder),
          ),
        ),
      ]);
      for (const report of [installed, review(planned, inModules)]) {
        expect(report.input.warnings).toEqual([]);
        expect(report.verdicts.filter(({ access }) => access === "unknown")).toEqual([]);
        expect(answersOf(report, operation)).toEqual(answersOf(review(state), operation));
      }
    },
    TIMEOUT,
  );
});

function review(json: string, files?: HclFiles): AccessReport {
  const folder = files && memoryFolder(files);
  return reviewAccess(readInput({ name: "plan.json", content: Buffer.from(json) }, folder));
}

/** What each caller gets at an entrance, without the ids that a first plan does not have. */
function answersOf({ verdicts }: AccessReport, entrance: string): string[] {
  return verdicts
    .filter((verdict) => verdict.entrance === entrance)
    .map(({ caller, access, answer = "" }) => `${caller.replace(/\|.*/, "")}: ${access} ${answer}`)
    .sort();
}

async function firstPlan(terraform: Terraform): Promise<string> {
  await terraform("init", "-input=false");
  await terraform("plan", "-input=false", "-out=plan.bin");
  return terraform("show", "-json", "plan.bin");
}
