import { alsoConfigured, type Site } from "../../graph/sites";
import type { StackIndex } from "../../graph/stack-index";
import { at, booleanOf, isAbsent, itemsOf, literalText, printed, type Ternary } from "../../graph/values";
import type { Value } from "../../stack/value";
import { type Check, doubtful, passes, unsure } from "../decision";
import type { Origin } from "../presented";

/** Which of a site's two front doors. */
export type Door = "host" | "scm";

/**
 * Whether the network lets a call to a site through. Only for calls from the internet that is ever a refusal: any
 * other caller may be inside.
 */
export function checkNetwork(index: StackIndex, site: Site, origin: Origin, door: Door): Check[] {
  if (origin !== "internet") return [];
  const doubt = alsoConfigured(site, "network");
  if (doubt) return [doubtful(doubt)];
  return [publicAccess(index, site), restrictions(index, site, door)];
}

function publicAccess(index: StackIndex, { resource }: Site): Check {
  const argument = "public_network_access_enabled";
  const value = index.value(resource, argument);
  const step = { address: resource.address, argument, value: printed(value) };
  switch (booleanOf(value, true)) {
    case "yes":
      return passes();
    case "no":
      return {
        result: "refuses",
        answer: "403",
        control: "Network: public_network_access_enabled",
        proof: [{ ...step, meaning: "only private endpoints take calls, the internet gets 403" }],
        turnedBy: "public_network_access_enabled = true",
      };
    default:
      return unsure(`${argument} is ${printed(value)}`, {
        ...step,
        meaning: "decides whether the internet gets in",
      });
  }
}

/** Whether the network lets in anyone at all, so that it may be somebody in particular. */
export function checkAnyoneLetIn(index: StackIndex, site: Site, door: Door): Check {
  const doubt = alsoConfigured(site, "network");
  if (doubt) return doubtful(doubt);
  const check = restrictions(index, site, door);
  if (check.result === "passes" || mayListAddress(index, site, door)) return passes();
  return check;
}

/** Whether there are rules, of which one may allow an address. */
function mayListAddress(index: StackIndex, { resource }: Site, door: Door): boolean {
  const config = (name: string) => index.value(resource, "site_config", 0, name);
  const usesMain = door === "host" || booleanOf(config("scm_use_main_ip_restriction"), false) === "yes";
  const rules = config(usesMain ? "ip_restriction" : "scm_ip_restriction");
  return rules?.kind === "list" && rules.items.length > 0;
}

function restrictions(index: StackIndex, site: Site, door: Door): Check {
  const { resource } = site;
  const config = (name: string) => index.value(resource, "site_config", 0, name);
  const usesMain = door === "scm" ? booleanOf(config("scm_use_main_ip_restriction"), false) : "yes";
  if (usesMain === "unknown")
    return unsure("scm_use_main_ip_restriction is known after apply", {
      address: resource.address,
      argument: "site_config.0.scm_use_main_ip_restriction",
      value: printed(config("scm_use_main_ip_restriction")),
      meaning: "decides whose restrictions the SCM site has",
    });
  const prefix = usesMain === "yes" ? "" : "scm_";
  const list = config(`${prefix}ip_restriction`);
  const fallback = config(`${prefix}ip_restriction_default_action`);
  const rules = itemsOf(list);
  const action = isAbsent(fallback) ? "Allow" : literalText(fallback);
  const step = {
    address: resource.address,
    argument: `site_config.0.${prefix}ip_restriction_default_action`,
    value: printed(fallback),
  };
  const admits = rules.map(admitsAnyone);
  if (admits.includes("yes")) return passes();
  if (admits.includes("unknown"))
    return unsure(`whom ${prefix}ip_restriction lets in is not known`, {
      address: resource.address,
      argument: `site_config.0.${prefix}ip_restriction`,
      value: printed(rules[admits.indexOf("unknown")]),
      meaning: "decides which addresses get in",
    });
  const deniesAll = rules.find(deniesEveryone);
  if (action === "Deny" || deniesAll)
    return {
      result: "refuses",
      answer: "403",
      control: `Network: ${prefix}ip_restriction`,
      proof: [
        action === "Deny"
          ? {
              ...step,
              meaning: rules.length === 0 ? "no address is allowed" : "only the listed addresses are allowed",
            }
          : {
              address: resource.address,
              argument: `site_config.0.${prefix}ip_restriction`,
              value: printed(deniesAll),
              meaning: "every address that no earlier rule allows is denied",
            },
      ],
      turnedBy: `${prefix}ip_restriction_default_action = "Allow"`,
    };
  // An address of IPv6 is in no range of IPv4.
  const deniesVersion4 = rules.some((rule) => literalText(at(rule, "ip_address")) === "0.0.0.0/0");
  if (action === undefined || deniesVersion4)
    return unsure(`${prefix}ip_restriction is known after apply`, {
      ...step,
      meaning: "decides which addresses get in",
    });
  return passes();
}

/**
 * Whether a rule lets an attacker of the internet choose to be among those whom it allows: any service tag does,
 * because everyone can rent what is behind one; a rule with a header that is not known is not counted on.
 */
function admitsAnyone(rule: Value): Ternary {
  if (rule.kind !== "map") return "unknown";
  const action = at(rule, "action");
  const isAllowed = isAbsent(action) ? "Allow" : literalText(action);
  if (isAllowed !== undefined && isAllowed !== "Allow") return "no";
  const admits = admitsByAddress(rule);
  return admits === "no" || isAllowed !== undefined ? admits : "unknown";
}

function admitsByAddress(rule: Value): Ternary {
  const tag = at(rule, "service_tag");
  if (!isAbsent(tag)) return literalText(tag) === undefined ? "unknown" : "yes";
  if (!isAbsent(at(rule, "virtual_network_subnet_id"))) return "no";
  const address = at(rule, "ip_address");
  if (isAbsent(address)) return "no";
  const text = literalText(address);
  if (text === undefined) return "unknown";
  return text.split(",").some(isWide) ? "yes" : "no";
}

function isWide(range: string): boolean {
  const length = /\/(\d+)$/.exec(range.trim())?.[1];
  if (length === undefined) return /^(any|\*)$/i.test(range.trim());
  return Number(length) < (range.includes(":") ? 16 : 8);
}

function deniesEveryone(rule: Value): boolean {
  if (rule.kind !== "map" || literalText(at(rule, "action")) !== "Deny") return false;
  return /^(any|\*)$/i.test(literalText(at(rule, "ip_address")) ?? "");
}
