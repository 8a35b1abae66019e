import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describeWithTerraform } from "./describe-with-terraform";
import type { PlanJson } from "./plan-json";
import { functionApp, RESOURCE_GROUP, smallStack } from "./small-stack";
import { planStack, runTerraformCycle } from "./terraform-cycle";
import { inStack } from "./workspace";

const TIMEOUT = 60_000;

describeWithTerraform("the stand-in provider", () => {
  it(
    "takes a stack with computed values, sets, nested blocks and a directory from init to destroy",
    async () => {
      const { firstPlan } = await runTerraformCycle(gatedFunction());
      const addresses = firstPlan.resource_changes?.map(({ address }) => address);
      expect(addresses).toContain("azuread_app_role_assignment.call");
      expect(addresses).toContain("azurerm_linux_function_app.app");
    },
    TIMEOUT,
  );

  it(
    "leaves what Azure decides unknown until apply, and what the stack says as it is",
    async () => {
      const plan = await planStack(
        smallStack({ azurerm_user_assigned_identity: { caller: identity("caller") } }),
      );
      const change = plan.resource_changes?.find(
        ({ address }) => address === "azurerm_user_assigned_identity.caller",
      );
      expect(change?.change.actions).toEqual(["create"]);
      expect(change?.change.after_unknown).toMatchObject({ id: true, principal_id: true, client_id: true });
      expect(change?.change.after_unknown).not.toHaveProperty("name");
    },
    TIMEOUT,
  );

  it(
    "replaces a resource whose name changes and updates one whose tags change",
    async () => {
      const actions = await actionsAfter(
        smallStack({ azurerm_user_assigned_identity: { renamed: identity("one"), tagged: identity("two") } }),
        smallStack({
          azurerm_user_assigned_identity: {
            renamed: identity("other"),
            tagged: { ...identity("two"), tags: { owner: "us" } },
          },
        }),
      );
      expect(actions["azurerm_user_assigned_identity.renamed"]).toEqual(["delete", "create"]);
      expect(actions["azurerm_user_assigned_identity.tagged"]).toEqual(["update"]);
      expect(actions["azurerm_resource_group.group"]).toEqual(["no-op"]);
    },
    TIMEOUT,
  );

  it(
    "shows on every plan what azurerm never reads back, what Azure keeps, and settings of one name",
    async () => {
      const gate = { login: {}, active_directory_v2: { client_id: "id", tenant_auth_endpoint: ISSUER } };
      const stack = (gated: object) =>
        functionApps({
          shares: { content_share_force_disabled: true },
          cases: { app_settings: { STAGE: "a", Stage: "b" } },
          quiet: { app_settings: { STAGE: "a" } },
          gated,
        });
      const removed = stack({});
      const actions = await actionsAfter(stack({ auth_settings_v2: gate }), removed, removed);
      expect(actions["azurerm_linux_function_app.shares"]).toEqual(["update"]);
      expect(actions["azurerm_linux_function_app.cases"]).toEqual(["update"]);
      expect(actions["azurerm_linux_function_app.gated"]).toEqual(["update"]);
      expect(actions["azurerm_linux_function_app.quiet"]).toEqual(["no-op"]);
    },
    TIMEOUT,
  );

  it.each([
    ["4.55.0", "update"],
    ["4.69.0", "no-op"],
    ["5.2.0", "no-op"],
  ])(
    "switches off authentication whose block is removed as azurerm %s does, and then plans: %s",
    async (azurerm, planned) => {
      const gate = { login: {}, active_directory_v2: { client_id: "id", tenant_auth_endpoint: ISSUER } };
      const stack = (app: object) => smallStack(functionApp({ site_config: {}, ...app }), {}, azurerm);
      const actions = await actionsAfter(stack({ auth_settings_v2: gate }), stack({}), stack({}));
      expect(actions["azurerm_linux_function_app.app"]).toEqual([planned]);
    },
    TIMEOUT,
  );

  it(
    "refuses to apply an approval without a limit",
    async () => {
      const actions = (more: object) => {
        const product = { ...PRODUCT, approval_required: true, ...more };
        const stack = smallStack({ azurerm_api_management_product: { product } });
        return actionsAfter(stack, stack);
      };
      await expect(actions({})).rejects.toThrow(
        /The provider refuses to apply azurerm_api_management_product[\s\S]*`subscriptions_limit`/,
      );
      await expect(actions({ subscription_required: false, subscriptions_limit: 1 })).rejects.toThrow(
        "`subscription_required`",
      );
      await expect(actions({ subscriptions_limit: 1 })).resolves.toMatchObject({
        "azurerm_api_management_product.product": ["no-op"],
      });
    },
    TIMEOUT,
  );
});

const ISSUER = "https://login.microsoftonline.com/11111111-2222-4333-8444-555555555555/v2.0";
const PRODUCT = {
  api_management_name: "apim",
  resource_group_name: RESOURCE_GROUP.name,
  product_id: "partners",
  display_name: "partners",
  published: true,
};

function functionApps(apps: { [id: string]: object }): string {
  const resources = Object.entries(apps).map(([id, more]) => functionApp({ site_config: {}, ...more }, id));
  const merged = Object.assign({}, ...resources.map((resource) => resource.azurerm_linux_function_app));
  return smallStack({ azurerm_linux_function_app: merged });
}

function identity(name: string): { [name: string]: unknown } {
  return { name, location: "westeurope", resource_group_name: RESOURCE_GROUP.name };
}

/** The actions that Terraform plans for the last of these stacks after the ones before it were applied, by address. */
async function actionsAfter(...stacks: string[]): Promise<{ [address: string]: readonly string[] }> {
  const [first = "", ...rest] = stacks;
  return inStack(first, async (terraform, folder) => {
    await terraform("init", "-input=false");
    for (const stack of rest) {
      await terraform("apply", "-input=false", "-auto-approve");
      writeFileSync(join(folder, "cdk.tf.json"), stack);
    }
    await terraform("plan", "-input=false", "-out=plan.bin");
    const plan: PlanJson = JSON.parse(await terraform("show", "-json", "plan.bin"));
    return Object.fromEntries(
      (plan.resource_changes ?? []).map(({ address, change }) => [address, change.actions]),
    );
  });
}

function gatedFunction(): string {
  const role = "11111111-2222-4333-8444-555555555556";
  const app = functionApp({
    connection_string: [
      { name: "one", type: "Custom", value: "1" },
      { name: "two", type: "Custom", value: "2" },
    ],
    site_config: {
      application_stack: { node_version: "20" },
      ip_restriction: [{ action: "Allow", priority: 100 }],
    },
    identity: { type: "SystemAssigned" },
    auth_settings_v2: {
      login: {},
      active_directory_v2: {
        client_id: "${azuread_application.api.client_id}",
        tenant_auth_endpoint:
          "https://login.microsoftonline.com/${data.azuread_client_config.us.tenant_id}/v2.0",
        allowed_identities: ["${azurerm_user_assigned_identity.caller.principal_id}"],
      },
    },
  });
  const directory = {
    azurerm_user_assigned_identity: { caller: identity("caller") },
    azuread_application: {
      api: {
        display_name: "api",
        app_role: [
          {
            id: role,
            value: "Call",
            display_name: "Call",
            description: "Call",
            allowed_member_types: ["Application"],
          },
        ],
      },
    },
    azuread_service_principal: { api: { client_id: "${azuread_application.api.client_id}" } },
    azuread_app_role_assignment: {
      call: {
        app_role_id: '${azuread_service_principal.api.app_role_ids["Call"]}',
        principal_object_id: "${azurerm_user_assigned_identity.caller.principal_id}",
        resource_object_id: "${azuread_service_principal.api.object_id}",
      },
    },
  };
  const output = { principal: { value: "${azurerm_linux_function_app.app.identity[0].principal_id}" } };
  return smallStack({ ...app, ...directory }, { data: { azuread_client_config: { us: {} } }, output });
}
