import { readInput } from "../../../lib/access/stack/read-input";
import type { ReviewInput } from "../../../lib/access/stack/stack";
import { argumentOf } from "../../access/stack/shown";
import { synthesizedExamples } from "../../fixtures/examples";
import { describeWithTerraform } from "../describe-with-terraform";
import { type HclFiles, inHclStack, PROVIDERS, REQUIRED_PROVIDERS } from "../hcl-stack";
import { inStack, type Terraform } from "../workspace";

const TIMEOUT = 60_000;

const files: HclFiles = {
  "main.tf": `${PROVIDERS}
variable "regions" {
  default = ["eu", "us"]
}
locals {
  callers = [azurerm_user_assigned_identity.one.client_id]
}
resource "azurerm_resource_group" "group" {
  name     = "group"
  location = "westeurope"
}
resource "azurerm_user_assigned_identity" "one" {
  name                = "one"
  location            = azurerm_resource_group.group.location
  resource_group_name = azurerm_resource_group.group.name
}
resource "azurerm_user_assigned_identity" "each" {
  for_each            = toset(var.regions)
  name                = each.key
  location            = azurerm_resource_group.group.location
  resource_group_name = azurerm_resource_group.group.name
}
module "keyed" {
  source   = "./gate"
  for_each = toset(var.regions)
  identity = azurerm_user_assigned_identity.each[each.key]
  callers  = [azurerm_user_assigned_identity.each["eu"].client_id, azurerm_user_assigned_identity.one.client_id]
}
module "single" {
  source   = "./gate"
  identity = azurerm_user_assigned_identity.one
  callers  = local.callers
}
resource "azurerm_role_assignment" "keyed" {
  for_each             = module.keyed
  scope                = azurerm_resource_group.group.id
  role_definition_name = "Reader"
  principal_id         = each.value.principal_id
}
`,
  "gate/main.tf": `${REQUIRED_PROVIDERS}
variable "identity" {}
variable "callers" {
  type = list(string)
}
resource "azuread_application" "api" {
  display_name = "api"
}
resource "azurerm_linux_function_app" "app" {
  name                          = "app"
  location                      = "westeurope"
  resource_group_name           = "group"
  service_plan_id               = "/subscriptions/s/resourceGroups/group/providers/Microsoft.Web/serverFarms/plan"
  storage_account_name          = "stapp"
  storage_uses_managed_identity = true
  site_config {}
  auth_settings_v2 {
    login {}
    active_directory_v2 {
      client_id            = azuread_application.api.client_id
      tenant_auth_endpoint = "https://login.microsoftonline.com/11111111-2222-4333-8444-555555555555/v2.0"
      allowed_applications = var.callers
      allowed_identities   = [var.identity.principal_id]
    }
  }
}
output "principal_id" {
  value = var.identity.principal_id
}
`,
};

describeWithTerraform("references of a first plan", () => {
  const gate = ({ after }: ReviewInput, module: string) =>
    argumentOf(
      after.resources,
      `${module}.azurerm_linux_function_app.app`,
      "auth_settings_v2",
      0,
      "active_directory_v2",
      0,
    );

  it(
    "are followed through modules, their outputs, for_each and count, and end at locals",
    async () => {
      const input = await inHclStack(files, firstPlan);
      expect(gate(input, 'module.keyed["us"]')).toMatchObject({
        client_id: '<~module.keyed["us"].azuread_application.api.client_id>',
        allowed_applications: [
          '<~azurerm_user_assigned_identity.each["eu"].client_id>',
          "<~azurerm_user_assigned_identity.one.client_id>",
        ],
        allowed_identities: ['<~azurerm_user_assigned_identity.each["us"].principal_id>'],
      });
      expect(gate(input, "module.single")).toMatchObject({
        allowed_applications: ["? local.callers, which a plan's JSON leaves out and --configuration tells"],
        allowed_identities: ["<~azurerm_user_assigned_identity.one.principal_id>"],
      });
      expect(argumentOf(input.after.resources, 'azurerm_role_assignment.keyed["eu"]', "principal_id")).toBe(
        '<~azurerm_user_assigned_identity.each["eu"].principal_id>',
      );
    },
    TIMEOUT,
  );

  it(
    "have their values in the second plan and in the state",
    async () => {
      await inHclStack(files, async (terraform) => {
        const applied = await firstPlan(terraform).then(() => terraform("apply", "-input=false", "plan.bin"));
        expect(applied).toContain("Apply complete");
        const state = readInput({
          name: "state.json",
          content: Buffer.from(await terraform("show", "-json")),
        });
        const identity = argumentOf(state.after.resources, "azurerm_user_assigned_identity.one");
        const { client_id, principal_id } = Object(identity);
        const second = await firstPlan(terraform);
        for (const input of [state, second]) {
          expect(gate(input, "module.single")).toMatchObject({
            allowed_applications: [client_id],
            allowed_identities: [principal_id],
          });
        }
        expect(second.before?.resources.length).toBe(second.after.resources.length);
      });
    },
    TIMEOUT,
  );

  it(
    "are the same in the plan of a synthesized stack and in the stack without Terraform",
    async () => {
      const json = JSON.stringify(synthesizedExamples().get("quickstart"));
      const planned = await inStack(json, firstPlan);
      const synthesized = readInput({ name: "cdk.tf.json", content: Buffer.from(json) });
      const app =
        planned.after.resources.find(({ type }) => type === "azurerm_linux_function_app")?.address ?? "";
      const list = (input: ReviewInput, name: string) =>
        argumentOf(input.after.resources, app, "auth_settings_v2", 0, "active_directory_v2", 0, name);
      for (const name of ["client_id", "allowed_applications", "allowed_identities", "allowed_audiences"]) {
        expect(list(planned, name)).toEqual(list(synthesized, name));
      }
      expect(list(planned, "allowed_applications")).toEqual([
        expect.stringMatching(/^<azurerm_user.*client_id>$/),
      ]);
      const policies = [planned, synthesized].map(({ after }) => {
        const policy = after.resources.find(({ type }) => type === "azurerm_api_management_api_policy");
        return String(argumentOf(after.resources, policy?.address ?? "", "xml_content"));
      });
      expect(policies[0]).toContain('<authentication-managed-identity resource="<azuread_application.');
      // Terraform reads the deployer's tenant while it plans.
      expect(policies[1].replaceAll("<data.azuread_client_config.entra-deployer.tenant_id>", TENANT)).toBe(
        policies[0],
      );
    },
    TIMEOUT,
  );
});

const TENANT = "11111111-2222-4333-8444-555555555555";

async function firstPlan(terraform: Terraform): Promise<ReviewInput> {
  await terraform("init", "-input=false");
  await terraform("plan", "-input=false", "-out=plan.bin");
  return readInput({ name: "plan.json", content: Buffer.from(await terraform("show", "-json", "plan.bin")) });
}
