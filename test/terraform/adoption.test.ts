import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Testing } from "cdktf";
import {
  FunctionHosting,
  FunctionRuntime,
  type SecureFunctionBehindApimProps,
} from "cdktf-secure-function-behind-apim";
import { newPattern } from "../fixtures/constructs";
import { describeWithTerraform } from "./describe-with-terraform";
import { existingChain, existingIds } from "./existing-chain";
import type { PlanJson, ResourceChange } from "./plan-json";
import { EXISTING_RESOURCES, type ExistingResources } from "./provider/existing-resources";
import { inStack, type Terraform } from "./workspace";

jest.setTimeout(120_000);

const { slot, ...ids } = existingIds;

function stack(props: Partial<SecureFunctionBehindApimProps> = {}): string {
  const { stack, orders } = newPattern({
    adopt: { ...ids, keptAppSettings: ["DB_PASSWORD"] },
    skuName: "Developer_1",
    runtime: FunctionRuntime.node("20"),
    hosting: FunctionHosting.dedicated("P1v3"),
    apiPath: "shop/orders",
    appSettings: { LEVEL: "info" },
    ...props,
  });
  orders.addSlot("staging", { name: "staging", importId: slot, keptAppSettings: ["DB_PASSWORD"] });
  return Testing.synth(stack);
}

/** Runs Terraform where these resources are there. */
async function where<T>(
  there: ExistingResources,
  stackJson: string,
  use: (terraform: Terraform) => Promise<T>,
): Promise<T> {
  return inStack(stackJson, async (terraform, folder) => {
    writeFileSync(join(folder, EXISTING_RESOURCES), JSON.stringify(there));
    await terraform("init", "-input=false");
    return use(terraform);
  });
}

async function planned(terraform: Terraform): Promise<readonly ResourceChange[]> {
  await terraform("plan", "-input=false", "-out=plan.bin");
  const plan: PlanJson = JSON.parse(await terraform("show", "-json", "plan.bin"));
  return (plan.resource_changes ?? []).filter(({ mode }) => mode === "managed");
}

// biome-ignore lint/suspicious/noExplicitAny: what a test asserts is the shape of this JSON.
function changeOf(changes: readonly ResourceChange[], type: string): { before: any; after: any } {
  const found = changes.filter((change) => change.type === type);
  expect(found).toHaveLength(1);
  return found[0]?.change as never;
}

describeWithTerraform("adopting a Function App behind keys, with its slot, gateway and registration", () => {
  it("imports and updates in place, destroys nothing, and ends in an empty plan", async () => {
    await where(existingChain, stack(), async (terraform) => {
      const changes = await planned(terraform);
      const imported = changes.filter(({ change }) => change.importing);
      expect(imported.map(({ change }) => change.importing?.id).sort()).toEqual(
        [...Object.values(existingIds)].sort(),
      );
      expect(imported.map(({ type, change }) => [type, change.actions.join()])).toEqual(
        imported.map(({ type }) => [type, expect.stringMatching(/^(update|no-op)$/)]),
      );
      expect(changes.flatMap(({ change }) => change.actions)).not.toContain("delete");
      await terraform("apply", "-input=false", "plan.bin");
      await terraform("plan", "-input=false", "-detailed-exitcode");
    });
  });

  it("shows the plan that the page on adopting shows", async () => {
    const page = readFileSync(join(__dirname, "../../docs/adopting.md"), "utf8");
    const [, shown = ""] = /```text\n(.*?)```/s.exec(page) ?? [];
    const printed = await where(existingChain, stack(), (terraform) => terraform("plan", "-input=false"));
    const lines = shown.split("\n").filter((line) => line.trim() !== "");
    expect(lines.length).toBeGreaterThan(1);
    expect(lines.filter((line) => !printed.includes(line))).toEqual([]);
  });

  it("closes the gate, and keeps what the stack does not say", async () => {
    const changes = await where(existingChain, stack(), planned);
    for (const type of ["azurerm_linux_function_app", "azurerm_linux_function_app_slot"]) {
      const { before, after } = changeOf(changes, type);
      expect(after.auth_settings_v2[0]).toMatchObject({ auth_enabled: true, require_authentication: true });
      expect(after.https_only).toBe(true);
      expect(after.site_config[0]).toMatchObject({ ftps_state: "Disabled", scm_ip_restriction: [] });
      expect(after.storage_account_access_key).toBeNull();
      expect(after.connection_string).toEqual(before.connection_string);
      expect(after.tags).toEqual({ owner: "retail" });
      expect(after.client_certificate_mode).toBe("Required");
      for (const kept of ["cors", "health_check_path", "ip_restriction", "ip_restriction_default_action"]) {
        expect([kept, after.site_config[0][kept]]).toEqual([kept, before.site_config[0][kept]]);
      }
      expect(after.public_network_access_enabled).toBe(before.public_network_access_enabled);
    }
    expect(changeOf(changes, "azurerm_storage_account").after).toMatchObject({
      account_kind: "Storage",
      account_replication_type: "GRS",
      shared_access_key_enabled: false,
      public_network_access_enabled: false,
    });
    expect(changeOf(changes, "azurerm_api_management").after).toMatchObject({
      location: "northeurope",
      virtual_network_type: "External",
    });
    expect(changeOf(changes, "azuread_application").after).toMatchObject({
      display_name: "Retail orders",
      identifier_uris: ["api://retail-orders"],
      sign_in_audience: "AzureADMyOrg",
      web: [],
    });
  });

  it("keeps the app settings that are named, writes the stack's, and removes the others", async () => {
    const changes = await where(existingChain, stack(), planned);
    const { before, after } = changeOf(changes, "azurerm_linux_function_app");
    expect(Object.keys(before.app_settings)).toEqual([
      "DB_PASSWORD",
      "FORGOTTEN",
      "LEVEL",
      "WEBSITE_AUTH_ENABLED",
    ]);
    expect(after.app_settings).toEqual({ DB_PASSWORD: "secret", LEVEL: "info" });
    expect(after.sticky_settings).toEqual([
      { app_setting_names: ["DB_PASSWORD"], connection_string_names: null },
    ]);
  });

  it("refuses what would replace it, and names it: a plan with another operating system", async () => {
    const windows = {
      ...existingChain,
      azurerm_service_plan: {
        [existingIds.servicePlan]: {
          ...existingChain.azurerm_service_plan?.[existingIds.servicePlan],
          os_type: "Windows",
        },
      },
    };
    await expect(where(windows as ExistingResources, stack(), planned)).rejects.toThrow(
      /Instance cannot be destroyed[\s\S]*azurerm_service_plan\.orders_function_plan[\s\S]*prevent_destroy/,
    );
  });

  it("refuses an id of nothing", async () => {
    const { azurerm_api_management: _gone, ...others } = existingChain;
    await expect(where(others, stack(), planned)).rejects.toThrow("Cannot import non-existent remote object");
  });

  it("does not destroy what it adopted", async () => {
    await where(existingChain, stack(), async (terraform) => {
      await terraform("apply", "-input=false", "-auto-approve");
      await expect(terraform("destroy", "-input=false", "-auto-approve")).rejects.toThrow(
        "Instance cannot be destroyed",
      );
    });
  });
});
