import { valueAt } from "./flex-consumption";
import { deploymentProblem } from "./settings-deployment";
import { normalizedJson, parametersReadBack, templateReadBack } from "./template-deployment";
import { isObject, type ObjectValue, type Value } from "./values";

/** What a provider does in code, where no schema says it. */
interface Behavior {
  /** The first version that does it no more. */
  readonly until?: string;
  /** What the provider plans for a text that it rewrites. */
  plans?(planned: ObjectValue): ObjectValue;
  /** Why the provider refuses to apply this, if it does. */
  refuses?(planned: ObjectValue): string | undefined;
  /** Why the provider, as it is configured, refuses to destroy this, if it does. */
  refusesToDestroy?(provider: ObjectValue): string | undefined;
  /** What the provider reads back from Azure after it applied this. */
  readsBack?(applied: ObjectValue, prior: ObjectValue | undefined): ObjectValue;
}

/** What the provider plans: texts that it rewrites, and everything else as it is. */
export function planned(type: string, version: string, wanted: ObjectValue): ObjectValue {
  return behaviors(type, version).reduce((value, behavior) => behavior.plans?.(value) ?? value, wanted);
}

/** The provider's refusal to apply a change; nothing when it applies it. */
export function applyProblem(type: string, version: string, planned: ObjectValue): string | undefined {
  return behaviors(type, version)
    .map((behavior) => behavior.refuses?.(planned))
    .find((problem) => problem !== undefined);
}

/** The provider's refusal to destroy a resource; nothing when it destroys it. */
export function destroyProblem(type: string, version: string, provider: ObjectValue): string | undefined {
  return behaviors(type, version)
    .map((behavior) => behavior.refusesToDestroy?.(provider))
    .find((problem) => problem !== undefined);
}

/** The state that the provider reads after an apply: what Azure keeps, which may differ from what was applied. */
export function readBack(
  type: string,
  version: string,
  applied: ObjectValue,
  prior: ObjectValue | undefined,
): ObjectValue {
  return behaviors(type, version).reduce(
    (state, behavior) => behavior.readsBack?.(state, prior) ?? state,
    applied,
  );
}

const limitedApproval: Behavior = {
  refuses: ({ approval_required, subscription_required, subscriptions_limit }) => {
    if (approval_required !== true) return undefined;
    if (subscription_required === true && Number(subscriptions_limit ?? 0) > 0) return undefined;
    return (
      "`subscription_required` must be true and `subscriptions_limit` must be greater than 0 " +
      "to use `approval_required`"
    );
  },
};

/** The argument is sent and never read: the state keeps the default, and the next plan shows a change. */
const unreadContentShare: Behavior = {
  readsBack: (applied) =>
    "content_share_force_disabled" in applied ? { ...applied, content_share_force_disabled: false } : applied,
};

/** Azure takes names of settings that differ only in case for one name, and keeps the last. */
const caselessSettings: Behavior = {
  readsBack: (applied) => {
    const settings = applied.app_settings;
    if (!isObject(settings)) return applied;
    const kept = new Map(Object.entries(settings).map((setting) => [setting[0].toLowerCase(), setting]));
    return { ...applied, app_settings: Object.fromEntries(kept.values()) };
  },
};

/** Without the block nothing is sent, so authentication stays as it was. */
const lastingAuthentication = (until: string): Behavior => ({
  until,
  readsBack: (applied, prior) => {
    const before = prior?.auth_settings_v2 ?? [];
    return isEmpty(applied.auth_settings_v2) && !isEmpty(before)
      ? { ...applied, auth_settings_v2: before }
      : applied;
  },
});

/** Azure rewrites a template and does not return secure parameters; azurerm compares JSON in one form. */
const templateDeployment: Behavior = {
  plans: (wanted) => ({
    ...wanted,
    ...withEach(wanted, ["template_content", "parameters_content"], normalizedJson),
  }),
  refuses: deploymentProblem,
  refusesToDestroy: (provider) =>
    valueAt(provider, "features.0.template_deployment.0.delete_nested_items_during_deletion") === false
      ? undefined
      : "deleting Nested Resource: the settings of an app cannot be deleted",
  readsBack: (applied) => {
    const template = String(applied.template_content);
    return {
      ...applied,
      template_content: templateReadBack(template),
      parameters_content: parametersReadBack({ template, parameters: String(applied.parameters_content) }),
      output_content: "{}",
    };
  },
};

function withEach(
  value: ObjectValue,
  names: readonly string[],
  change: (text: string) => string,
): ObjectValue {
  const texts = names.flatMap((name) => {
    const text = value[name];
    return typeof text === "string" ? [[name, change(text)]] : [];
  });
  return Object.fromEntries(texts);
}

const FUNCTION_APP = [unreadContentShare, caselessSettings, lastingAuthentication("4.63.0")];
const SLOT = [unreadContentShare, caselessSettings, lastingAuthentication("4.66.0")];
const BEHAVIORS: { readonly [type: string]: readonly Behavior[] } = {
  azurerm_api_management_product: [limitedApproval],
  azurerm_function_app_flex_consumption: FUNCTION_APP,
  azurerm_linux_function_app: FUNCTION_APP,
  azurerm_linux_function_app_slot: SLOT,
  azurerm_resource_group_template_deployment: [templateDeployment],
  azurerm_windows_function_app: FUNCTION_APP,
  azurerm_windows_function_app_slot: SLOT,
};

function behaviors(type: string, version: string): readonly Behavior[] {
  return (BEHAVIORS[type] ?? []).filter(({ until }) => !until || isOlder(version, until));
}

function isOlder(version: string, other: string): boolean {
  return version.localeCompare(other, "en", { numeric: true }) < 0;
}

function isEmpty(value: Value | undefined): boolean {
  return !Array.isArray(value) || value.length === 0;
}
