import type { Resource } from "../stack/stack";
import type { Value } from "../stack/value";
import type { StackIndex } from "./stack-index";
import { at, literalText } from "./values";

/** What of a site may be configured besides by its own resource: its authentication, its network, its publishing. */
export type Aspect = "gate" | "network" | "publishing";

/** A resource that configures a site of App Service in a way that is not read. */
export interface OtherConfiguration {
  readonly resource: Resource;
  /** The argument that says so. */
  readonly argument: string;
  readonly value: Value | undefined;
  readonly because: string;
  readonly aspects: readonly Aspect[];
  /** The site, as far as it says which. */
  readonly target?: Value;
}

const everything: readonly Aspect[] = ["gate", "network", "publishing"];

/** What configures sites besides their own resources: generic resources, template deployments, and links to them. */
export function otherConfigurations(index: StackIndex): OtherConfiguration[] {
  return [
    ...genericResources(index, /^Microsoft\.Web\/sites/i).map((resource) => ({
      ...configuredBy(resource, "type", index.value(resource, "type")),
      aspects: aspectsOf(index, resource),
      target: at(resource.values, "resource_id") ?? at(resource.values, "parent_id"),
    })),
    ...templateDeployments(index, mayConfigureSite).map((resource) => ({
      ...configuredBy(resource, "template_content", { kind: "unknown", because: "a template" }),
      aspects: everything,
    })),
    ...linkedWebApps(index),
  ];
}

function configuredBy(
  resource: Resource,
  argument: string,
  value: Value | undefined,
): Omit<OtherConfiguration, "aspects"> {
  const because = `${resource.address} configures the site too, in a way that is not read`;
  return { resource, argument, value, because };
}

/**
 * Azure sets the authentication of a linked Function so that it takes what the web app sends on:
 * https://learn.microsoft.com/azure/static-web-apps/functions-bring-your-own
 */
function linkedWebApps(index: StackIndex): OtherConfiguration[] {
  return index.managed("azurerm_static_web_app_function_app_registration").map((resource) => {
    const target = at(resource.values, "function_app_id");
    const because = `${resource.address} links a static web app, whose visitors may get in`;
    return { resource, argument: "function_app_id", value: target, because, aspects: ["gate"], target };
  });
}

/** What a generic resource below a site may configure of it. */
function aspectsOf(index: StackIndex, resource: Resource): readonly Aspect[] {
  const type = index.text(resource, "type") ?? "";
  const child = /^Microsoft\.Web\/sites(?:\/slots)?(?:\/([^@]*))?(?:@|$)/i.exec(type)?.[1]?.toLowerCase();
  switch (child) {
    case "basicpublishingcredentialspolicies":
      return ["publishing"];
    case "config":
      return /^(authsettings|authsettingsv2|appsettings)$/i.test(lastName(index, resource) ?? "")
        ? ["gate"]
        : everything;
    default:
      return child === undefined || child === "extensions" ? everything : ["gate"];
  }
}

/** The name of what a generic resource configures: `authsettingsV2`. */
function lastName(index: StackIndex, resource: Resource): string | undefined {
  const id = at(resource.values, "resource_id");
  const end = id?.kind === "text" ? id.parts[id.parts.length - 1] : id && literalText(index.followed(id));
  return index.text(resource, "name") ?? (typeof end === "string" ? end.split("/").pop() : undefined);
}

/** Resources of azapi for a type of Azure. */
export function genericResources(index: StackIndex, type: RegExp): Resource[] {
  return index
    .managed("azapi_resource", "azapi_update_resource", "azapi_data_plane_resource", "azapi_resource_action")
    .filter((resource) => {
      const text = index.text(resource, "type");
      // What is not known may be of that type.
      return text === undefined || type.test(text);
    });
}

/** Template deployments with a text that may be meant, or that is not known. */
export function templateDeployments(index: StackIndex, may: (text: string) => boolean): Resource[] {
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
  // A link leads to a template that is not here.
  if (!/Microsoft\.Web|"templateLink"/i.test(text)) return false;
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
