import type { Resource } from "../stack/stack";
import type { Value } from "../stack/value";
import type { StackIndex } from "./stack-index";
import { at, literalText } from "./values";

/** A resource that configures a site of App Service in a way that is not read. */
export interface OtherConfiguration {
  readonly resource: Resource;
  /** The site, as far as it says which. */
  readonly target?: Value;
}

/** What configures sites besides their own resources: generic resources, and template deployments. */
export function otherConfigurations(index: StackIndex): OtherConfiguration[] {
  const generic = genericResources(index, /^Microsoft\.Web\/sites/i).map((resource) => ({
    resource,
    target: at(resource.values, "resource_id") ?? at(resource.values, "parent_id"),
  }));
  return [...generic, ...templateDeployments(index, mayConfigureSite).map((resource) => ({ resource }))];
}

/** What writes policies of a gateway in a way that is not read. */
export function otherPolicies(index: StackIndex): readonly Resource[] {
  return [
    ...genericResources(index, /^Microsoft\.ApiManagement\/service\/(.*\/)?(policies|policyFragments)/i),
    ...templateDeployments(index, (text) => /Microsoft\.ApiManagement\/service\/[\w/]*polic/i.test(text)),
  ];
}

function genericResources(index: StackIndex, type: RegExp): Resource[] {
  return index
    .managed("azapi_resource", "azapi_update_resource", "azapi_data_plane_resource", "azapi_resource_action")
    .filter((resource) => type.test(index.text(resource, "type") ?? ""));
}

function templateDeployments(index: StackIndex, may: (text: string) => boolean): Resource[] {
  return index
    .managed(
      "azurerm_resource_group_template_deployment",
      "azurerm_subscription_template_deployment",
      "azurerm_management_group_template_deployment",
      "azurerm_tenant_template_deployment",
    )
    .filter((resource) => {
      const value = index.value(resource, "template_content");
      const known =
        value?.kind === "text" ? value.parts.filter((part) => typeof part === "string").join("") : undefined;
      const text = literalText(value) ?? known;
      return text === undefined || may(text);
    });
}

/** Whether a template may configure a site's authentication: its application settings do not. */
function mayConfigureSite(text: string): boolean {
  if (!/Microsoft\.Web/i.test(text)) return false;
  try {
    const { resources } = JSON.parse(text) as { resources?: unknown };
    return !Array.isArray(resources) || resources.some((resource) => !isHarmless(resource));
  } catch {
    return true;
  }
}

function isHarmless(resource: { type?: unknown; name?: unknown; resources?: unknown } | null): boolean {
  const [type, name] = [String(resource?.type), String(resource?.name)];
  if (!resource || resource.resources !== undefined) return false;
  if (!/^Microsoft\.(Web|Resources)/i.test(type)) return true;
  const isSettings = /^Microsoft\.Web\/sites\/config$/i.test(type) && /appsettings'?\)?\]?$/i.test(name);
  return isSettings && !/WEBSITE_AUTH/i.test(JSON.stringify(resource));
}
