import { type Json, only } from "../../synthesis";
import type { FindingKind } from "../checker/finding";

/** A change of a stack with one Function behind one API. */
export type Change = (stack: Json) => void;

/**
 * Something that somebody does to the gate, and the kind of finding that has to say so; where another one of that kind
 * would do so as well, what it says.
 */
export type Sabotage = readonly [what: string, change: Change, kind: FindingKind, says?: RegExp];

/** Sets an argument of the only resource of a type, blocks in blocks by dots; nothing takes it away. */
export function set(type: string, path: string, value?: Json): Change {
  return (stack) => setIn(only(stack, type), path, value);
}

export function setIn(target: Json, path: string, value?: Json): void {
  const names = path.split(".");
  const last = names.pop() as string;
  const block = names.reduce((at, name) => at[name], target);
  if (value === undefined) delete block[last];
  else block[last] = value;
}

/** Computes an argument of the only resource of a type from what it is. */
export function edit(type: string, path: string, change: (value: Json) => Json): Change {
  return (stack) => {
    const target = only(stack, type);
    const value = path.split(".").reduce((at, name) => at[name], target);
    const changed = change(structuredClone(value));
    if (JSON.stringify(changed) === JSON.stringify(value)) throw new Error(`${path} stays as it is`);
    setIn(target, path, changed);
  };
}

/** The gate as a migration opens it, with what says so. */
export const openForMigration: Change = (stack) => {
  const args = only(stack, functionApp);
  Object.assign(args.auth_settings_v2, {
    require_authentication: false,
    unauthenticated_action: "AllowAnonymous",
  });
  args.tags = { "gate-migration-until": "2027-02-28", "gate-migration-reason": "Partners move" };
};

/** Several changes, one after the other. */
export function all(...changes: readonly Change[]): Change {
  return (stack) => {
    for (const change of changes) change(stack);
  };
}

/** Adds a resource. */
export function add(type: string, args: Json): Change {
  return (stack) => {
    stack.resource[type] = { ...stack.resource[type], added: args };
  };
}

const functionApp = "azurerm_linux_function_app";

export const app = (path: string, value?: Json) => set(functionApp, path, value);
export const auth = (path: string, value?: Json) => app(`auth_settings_v2.${path}`, value);
export const directory = (path: string, value?: Json) => auth(`active_directory_v2.${path}`, value);
export const editDirectory = (path: string, change: (value: Json) => Json) =>
  edit(functionApp, `auth_settings_v2.active_directory_v2.${path}`, change);
export const site = (path: string, value?: Json) => app(`site_config.${path}`, value);
export const application = (path: string, value?: Json) => set("azuread_application", path, value);
export const api = (path: string, value?: Json) => set("azurerm_api_management_api", path, value);
export const backend = (path: string, value?: Json) => set("azurerm_api_management_backend", path, value);
export const backendUrl = (change: (url: string) => string) =>
  edit("azurerm_api_management_backend", "url", change);

/** A slot that is made from the app, then changed. */
export function slot(path: string, value?: Json): Change {
  return (stack) => {
    const {
      name: _,
      location: __,
      service_plan_id: ___,
      ...args
    } = structuredClone(only(stack, functionApp));
    const [name] = Object.keys(stack.resource[functionApp]);
    const made = { ...args, name: "staging", function_app_id: `\${${functionApp}.${name}.id}` };
    if (path !== "") setIn(made, path, value);
    add(`${functionApp}_slot`, made)(stack);
  };
}

/** Changes the only API's policy. */
export function rewrite(from: string | RegExp, to: string): Change {
  return edit("azurerm_api_management_api_policy", "xml_content", (xml: string) =>
    xml.replace(from, () => to),
  );
}

const tokenStep = /<authentication-managed-identity [^>]*>/;
const backendStep = /<set-backend-service [^>]*>\s*/;

function stepOf(stack: Json, form: RegExp): string {
  return form.exec(only(stack, "azurerm_api_management_api_policy").xml_content)?.[0] ?? "";
}

export function behindToken(xml: string): Change {
  return (stack) => rewrite(tokenStep, `${stepOf(stack, tokenStep)}${xml}`)(stack);
}

export function beforeToken(xml: string): Change {
  return (stack) => rewrite(tokenStep, `${xml}${stepOf(stack, tokenStep)}`)(stack);
}

export const beforeAuthentication = (xml: string) =>
  rewrite("<validate-azure-ad-token", `${xml}<validate-azure-ad-token`);
export const outbound = (xml: string) =>
  rewrite("<outbound>\n    <base />", `<outbound>\n    <base />${xml}`);
export const onError = (xml: string) => rewrite("<on-error>\n    <base />", `<on-error>\n    <base />${xml}`);

/** Puts the choice of the backend elsewhere. */
export function moveBackend(move: (xml: string) => Change): Change {
  return (stack) => all(rewrite(backendStep, ""), move(stepOf(stack, backendStep)))(stack);
}

/** A header with a value. */
export function header(value: string, name = "X-A"): string {
  return `<set-header name="${name}" exists-action="override"><value>${value}</value></set-header>`;
}

/** Code in an attribute or a text. */
export function code(expression: string): string {
  return expression.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}

function policyWith(inbound: string): string {
  const base = "<base />";
  return `<policies><inbound>${inbound}</inbound><backend>${base}</backend><outbound>${base}</outbound><on-error>${base}</on-error></policies>`;
}

/** An operation's policy, as the library writes it, with something of its own. */
export function operationPolicy(inbound: string, base = "<base />"): Change {
  return (stack) => {
    const { api_management_name, api_name, resource_group_name, depends_on } = only(
      stack,
      "azurerm_api_management_api_policy",
    );
    const at = { api_management_name, api_name, resource_group_name, depends_on };
    add("azurerm_api_management_api_operation_policy", {
      ...at,
      operation_id: "get-all",
      xml_content: policyWith(`${base}${inbound}`),
    })(stack);
  };
}

/** A product with the only API in it. */
export function product(settings: Json, inbound = ""): Change {
  return (stack) => {
    const { api_management_name, api_name, resource_group_name } = only(
      stack,
      "azurerm_api_management_api_policy",
    );
    const at = { api_management_name, resource_group_name, product_id: "gold" };
    all(
      add("azurerm_api_management_product", { ...at, ...settings }),
      add("azurerm_api_management_product_api", { ...at, api_name }),
      add("azurerm_api_management_product_policy", { ...at, xml_content: policyWith(`<base />${inbound}`) }),
    )(stack);
  };
}

/** A cache that is asked before the token, and answers by a header. */
export function cacheLookup(varyBy = "", attributes = ""): string {
  const header = varyBy === "" ? "" : `<vary-by-header>${varyBy}</vary-by-header>`;
  return `<cache-lookup vary-by-developer="false" vary-by-developer-groups="false"${attributes}>${header}</cache-lookup>`;
}
