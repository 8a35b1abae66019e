import type { Resource } from "../stack/stack";
import type { TextValue, Value } from "../stack/value";
import type { Doubt } from "./doubt";
import { type Aspect, type OtherConfiguration, otherConfigurations } from "./other-configurations";
import { haveSameGate, slotSwap, slotSwaps } from "./slot-swaps";
import type { StackIndex } from "./stack-index";
import { at, keyOf, literalText, reference } from "./values";

/** A Function App or a slot of one. */
export interface Site {
  /** Its address. */
  readonly id: string;
  readonly resource: Resource;
  readonly label: string;
  readonly isSlot: boolean;
  /** The app that a slot belongs to, if it is in the stack. */
  readonly app?: Site;
  /** What configures the site too, in ways that are not read. */
  readonly alsoConfiguredBy: readonly OtherConfiguration[];
}

interface MutableSite extends Site {
  readonly alsoConfiguredBy: OtherConfiguration[];
}

const apps = [
  "azurerm_linux_function_app",
  "azurerm_windows_function_app",
  "azurerm_function_app_flex_consumption",
  "azurerm_function_app",
];
const slots = [
  "azurerm_linux_function_app_slot",
  "azurerm_windows_function_app_slot",
  "azurerm_function_app_slot",
];

/** Types with the arguments of azurerm before version 3. */
export function isLegacy({ type }: Resource): boolean {
  return type === "azurerm_function_app" || type === "azurerm_function_app_slot";
}

/** Why something of a site is not known: another resource configures it too. */
export function alsoConfigured({ alsoConfiguredBy }: Site, aspect: Aspect): Doubt | undefined {
  const configuration = alsoConfiguredBy.find(({ aspects }) => aspects.includes(aspect));
  return configuration && { ...configuration, address: configuration.resource.address };
}

/** The Function Apps and slots of a stack, by what else in the stack names them. */
export class Sites {
  public readonly all: readonly Site[];
  private readonly byId = new Map<string, Site>();
  private readonly byHost = new Map<string, Site>();
  /** Whether a site may have a host name that the stack does not tell. */
  public hasUntoldHosts = false;

  public constructor(private readonly index: StackIndex) {
    const found = index.managed(...apps).map((resource) => this.app(resource));
    for (const site of found) this.name(site);
    const slotSites = index.managed(...slots).map((resource) => this.slot(resource));
    for (const site of slotSites) this.name(site);
    this.all = [...found, ...slotSites];
    for (const binding of index.managed("azurerm_app_service_custom_hostname_binding")) this.bind(binding);
    this.addOtherConfigurations([...found, ...slotSites]);
  }

  /** The site with an id: its address, or what refers to it. */
  public at(id: string): Site | undefined {
    return this.byId.get(id);
  }

  /** The site of a resource id or a reference to one. */
  public ofResourceId(value: Value | undefined): Site | undefined {
    if (value?.kind === "reference") return this.byId.get(value.address);
    if (value?.kind === "text") return this.ofIdBelow(value);
    const known = this.index.resourceWithId(value);
    if (known) return this.byId.get(known.address);
    const text = literalText(value)?.toLowerCase();
    const names = text && /\/sites\/([^/]+)(?:\/slots\/([^/]+))?/.exec(text);
    if (!names) return undefined;
    return this.byHost.get(`=${[names[1], names[2]].filter(Boolean).join("-")}.azurewebsites.net`);
  }

  /** The site of an id of something below it: `${app.id}/config/web`. */
  private ofIdBelow({ parts: [site, rest] }: TextValue): Site | undefined {
    const isBelow = typeof rest === "string" && /^\/(?!slots\/)/i.test(rest);
    return isBelow && typeof site === "object" ? this.ofResourceId(site) : undefined;
  }

  /** The site that answers at a URL; `undefined` for a host that the stack does not know. */
  public ofUrl(value: Value): Site | undefined {
    const url = this.index.followed(value);
    if (url.kind === "reference") return this.byHost.get(keyOf(url) ?? "");
    if (url.kind === "literal") {
      const host = /^(?:https?|wss?):\/\/([^/:?#]+)/i.exec(literalText(url) ?? "")?.[1];
      return host === undefined ? undefined : this.byHost.get(`=${host.toLowerCase()}`);
    }
    if (url.kind !== "text") return undefined;
    const [scheme, host, rest] = url.parts;
    if (typeof scheme !== "string" || !/^(?:https?|wss?):\/\/$/i.test(scheme) || typeof host === "string")
      return undefined;
    const isWhole = rest === undefined || (typeof rest === "string" && /^[/:?#]/.test(rest));
    const isName = typeof rest === "string" && /^\.azurewebsites\.\w+([/:?#]|$)/.test(rest);
    if (host.kind !== "reference") return undefined;
    if (isWhole) return this.byHost.get(keyOf(host) ?? "");
    return isName && host.attribute === "name" ? this.byId.get(host.address) : undefined;
  }

  private app(resource: Resource): MutableSite {
    return {
      id: resource.address,
      resource,
      label: this.index.nameOf(resource, "name"),
      isSlot: false,
      alsoConfiguredBy: [],
    };
  }

  private slot(resource: Resource): MutableSite {
    const raw = at(resource.values, "function_app_id") ?? at(resource.values, "function_app_name");
    const app = this.ofResourceId(raw) ?? this.ofName(this.index.value(resource, "function_app_name"));
    const name = this.index.nameOf(resource, "name");
    return {
      id: resource.address,
      resource,
      label: app ? `${app.label} (slot ${name})` : `slot ${name}`,
      isSlot: true,
      app,
      alsoConfiguredBy: [],
    };
  }

  private ofName(value: Value | undefined): Site | undefined {
    const text = literalText(value);
    return text === undefined ? undefined : this.byHost.get(`=${text.toLowerCase()}.azurewebsites.net`);
  }

  private name(site: Site): void {
    const { resource, app } = site;
    this.byId.set(site.id, site);
    for (const attribute of ["default_hostname", "hostname"]) {
      this.byHost.set(keyOf(reference(resource.address, attribute)) ?? "", site);
      const known = keyOf(this.index.value(resource, attribute));
      if (known !== undefined) this.byHost.set(known, site);
    }
    const name = this.index.text(resource, "name")?.toLowerCase();
    const appName = app && this.index.text(app.resource, "name")?.toLowerCase();
    const host = site.isSlot ? appName && name && `${appName}-${name}` : name;
    const own = site.isSlot ? this.index.value(resource, "name") : undefined;
    const untold = [this.index.value((app ?? site).resource, "name"), own];
    if (untold.some((value) => value?.kind === "unknown" || value?.kind === "text"))
      this.hasUntoldHosts = true;
    if (host) {
      for (const domain of ["azurewebsites.net", "azurewebsites.us", "chinacloudsites.cn"]) {
        this.byHost.set(`=${host}.${domain}`, site);
      }
    }
  }

  /** The site that a custom host name is bound to. */
  public ofBinding({ values }: Resource): Site | undefined {
    const app = at(values, "app_service_name");
    return (
      (app?.kind === "reference" ? this.byId.get(app.address) : undefined) ??
      this.ofName(app && this.index.followed(app))
    );
  }

  private bind(binding: Resource): void {
    const site = this.ofBinding(binding);
    const host = this.index.text(binding, "hostname");
    if (site && host) this.byHost.set(`=${host.toLowerCase()}`, site);
    const app = at(binding.values, "app_service_name");
    const isElsewhere = !site && literalText(app && this.index.followed(app)) !== undefined;
    if (!isElsewhere && (!site || !host)) this.hasUntoldHosts = true;
  }

  /** Notes what configures a site besides its own resource. Nothing of it is read, so what it configures is not known. */
  private addOtherConfigurations(all: readonly MutableSite[]): void {
    for (const configuration of otherConfigurations(this.index)) {
      const { target } = configuration;
      for (const site of this.thoseOf(all, [this.ofResourceId(target)], target))
        site.alsoConfiguredBy.push(configuration);
    }
    for (const swap of slotSwaps(this.index)) this.addSwap(all, swap);
  }

  /** Which gate a site has after a swap is not known, unless both have the same. */
  private addSwap(all: readonly MutableSite[], swap: Resource): void {
    const id = at(swap.values, "slot_id");
    const slot = this.ofResourceId(id);
    const app = slot?.isSlot ? slot.app : this.ofResourceId(appIdIn(id));
    if (slot?.isSlot && app && haveSameGate(this.index, slot.resource, app.resource)) return;
    for (const site of this.thoseOf(all, [slot, app], id)) site.alsoConfiguredBy.push(slotSwap(swap));
  }

  /** The sites that an id turned out to be of: all where it is not known which, none where it is of another stack's. */
  private thoseOf(
    all: readonly MutableSite[],
    found: readonly (Site | undefined)[],
    id: Value | undefined,
  ): readonly MutableSite[] {
    const sites = all.filter((site) => found.includes(site));
    return sites.length > 0 || isSiteId(id) ? sites : all;
  }
}

function isSiteId(id: Value | undefined): boolean {
  return /\/sites\/[^/]+/i.test(literalText(id) ?? "");
}

/** The id of the app in that of a slot. */
function appIdIn(slotId: Value | undefined): Value | undefined {
  const text = literalText(slotId);
  return text === undefined ? undefined : { kind: "literal", value: text.replace(/\/slots\/.*$/i, "") };
}
