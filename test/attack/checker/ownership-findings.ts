import { type Finding, Findings } from "./finding";
import { gatewayKey } from "./gateway-model";
import type { Block, TerraformApp } from "./terraform-app";

/** What is on one gateway refers to what is on the same one, and no two resources are one thing in Azure. */
export function ownershipFindings(app: TerraformApp): Finding[] {
  return [...crossings(app), ...duplicates(app)];
}

function crossings(app: TerraformApp): Finding[] {
  const findings = new Findings();
  const children = app
    .resources(/^azurerm_api_management_/)
    .filter(({ args }) => args.api_management_name !== undefined);
  for (const block of children) {
    for (const [name, raw] of Object.entries(block.args)) {
      const other = typeof raw === "string" ? app.referred(block.stack, raw) : undefined;
      if (!other || !children.includes(other)) continue;
      findings.expect(
        gatewayKey(app, block) === gatewayKey(app, other),
        "ownership",
        block.address,
        `${name} is of ${other.address}, which is on another gateway`,
      );
    }
  }
  return findings.all;
}

/** Arguments by which Azure tells the resources of a type apart; those of a type have some of them. */
const identifying = [
  "name",
  "api_management_name",
  "resource_group_name",
  "api_name",
  "operation_id",
  "product_id",
  "identifier",
  "function_app_id",
  "storage_account_id",
  "api_operation_id",
  "private_dns_zone_name",
  "virtual_network_name",
  "target_resource_id",
];
/** Names of these are unique over all of Azure. */
const unique =
  /^azurerm_(?:api_management|storage_account|(?:linux|windows)_function_app|function_app_flex_consumption)$/;
/** Several of these are one resource's settings, or are told apart by what they join. */
const joined = /assignment|product_api$|_link$/;

function duplicates(app: TerraformApp): Finding[] {
  const findings = new Findings();
  const seen = new Map<string, Block>();
  for (const block of app.resources(/^azurerm_/)) {
    const names = unique.test(block.type) ? ["name"] : identifying;
    const values = names.map((name) => (block.args[name] === undefined ? "" : app.argument(block, name).key));
    if (joined.test(block.type) || values.every((value) => value === "")) continue;
    const kind = block.type.replace(
      /(?:linux|windows)_function_app$|function_app_flex_consumption$/,
      "function_app",
    );
    const key = [kind, ...values].join("\n").toLowerCase();
    const other = seen.get(key);
    findings.expect(
      other === undefined,
      "duplicate",
      block.address,
      `${other?.address} is the same thing in Azure`,
    );
    seen.set(key, block);
  }
  return findings.all;
}
