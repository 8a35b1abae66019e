import { isDeepStrictEqual } from "node:util";
import type { PlanJson, ResourceChangeJson } from "./plan-format";

/** What keeps a plan from being whole, or from telling all that changed. */
export function planWarnings(json: PlanJson): string[] {
  const { errored, complete, deferred_changes: deferred = [], resource_changes: changes = [] } = json;
  return [
    ...(errored ? ["Terraform ended this plan with errors: what it did not come to is missing."] : []),
    ...(complete === false && !errored
      ? [
          "The plan is not the whole one (-target, or changes that Terraform puts off): what it leaves out stays as it is.",
        ]
      : []),
    ...deferred.map(
      ({ reason, resource_change }) =>
        `Terraform plans ${resource_change?.address ?? "a resource"} only later (${reason ?? "deferred"}): what it will be is not known.`,
    ),
    ...changes.filter(isForgotten).map(forgetWarning),
    ...(json.resource_drift ?? []).flatMap(driftWarning),
  ];
}

/** What decides who reaches a Function. */
const decides = /^(azurerm_((linux|windows)_)?function_app|azurerm_api_management|azuread_)/;

function isForgotten({ type, change }: ResourceChangeJson): boolean {
  return decides.test(type) && change.actions.includes("forget");
}

function forgetWarning({ address }: ResourceChangeJson): string {
  return `Terraform forgets ${address}: it stays as it is, and later plans do not tell of it.`;
}

/** What Azure changes by itself, and decides nothing. */
const byItself = /^(tags|kind|site_credential|custom_domain_verification_id|.*_ip_address(es|_list))$/;

function driftWarning({ address, type, change }: ResourceChangeJson): string[] {
  if (!decides.test(type)) return [];
  if (typeof change.after !== "object" || change.after === null)
    return [`${address} was removed outside of Terraform.`];
  const before = typeof change.before === "object" ? (change.before ?? {}) : {};
  const changed = Object.entries(change.after)
    .filter(([name, value]) => !byItself.test(name) && !isDeepStrictEqual(value, Reflect.get(before, name)))
    .map(([name]) => name);
  if (changed.length === 0) return [];
  return [
    `${address} was changed outside of Terraform since the last apply: ${changed.join(", ")}. "Before the plan" is after that.`,
  ];
}
