import { block, list, type Values } from "./applied";
import type { Questions } from "./worlds";

/** Where a call comes from. */
export type Origin = "internet" | "inside" | "gateway";

/** Addresses that an attacker of the internet may call from, and service tags that it may rent itself into. */
const addresses = ["203.0.113.77", "2001:db8::77"];

/** Whether the network of a site takes a call of its host, or of its SCM site. */
export function networkLetsIn(
  site: Values,
  origin: Origin,
  door: "host" | "scm",
  questions: Questions,
): boolean {
  // By a private endpoint no restriction counts, and which network the gateway is in is not asked.
  if (origin !== "internet") return true;
  if (site.public_network_access_enabled === false) return false;
  const config = block(site, "site_config") ?? {};
  const prefix = door === "scm" && config.scm_use_main_ip_restriction !== true ? "scm_" : "";
  const rules = [...list(config, `${prefix}ip_restriction`)].sort(
    (a, b) => (a.priority ?? 65_000) - (b.priority ?? 65_000),
  );
  const byDefault = (config[`${prefix}ip_restriction_default_action`] || "Allow") === "Allow";
  const callers = [...addresses, ...rules.flatMap(membersOf)];
  return callers.some((caller) => {
    const rule = rules.find((one) => matches(one, caller, questions));
    return rule ? (rule.action || "Allow") === "Allow" : byDefault;
  });
}

/** Callers whom an attacker can choose to be because of a rule: in a range that is too wide to be anybody's, or behind a tag. */
function membersOf(rule: Values): string[] {
  if (rule.service_tag) return [`tag ${rule.service_tag}`];
  const [address, length] = String(rule.ip_address ?? "").split("/");
  return length !== undefined && Number(length) < (address.includes(":") ? 16 : 8) ? [address] : [];
}

function matches(rule: Values, caller: string, questions: Questions): boolean {
  const hasHeaders = Object.values(block(rule, "headers") ?? {}).some(
    (values) => Array.isArray(values) && values.length > 0,
  );
  if (hasHeaders && !questions.choice(`the caller sends the headers of ${rule.name}`)) return false;
  if (rule.service_tag) return caller === `tag ${rule.service_tag}`;
  if (rule.virtual_network_subnet_id) return false;
  const text = String(rule.ip_address ?? "");
  if (text === "Any" || text === "*") return true;
  return !caller.startsWith("tag ") && text.split(",").some((range) => isInRange(caller, range.trim()));
}

function isInRange(address: string, range: string): boolean {
  const [start, length = start.includes(":") ? "128" : "32"] = range.split("/");
  if (address.includes(":") !== start.includes(":")) return false;
  const size = Number(length);
  return bitsOf(address).slice(0, size) === bitsOf(start).slice(0, size);
}

function bitsOf(address: string): string {
  if (!address.includes(":"))
    return address
      .split(".")
      .map((part) => Number(part).toString(2).padStart(8, "0"))
      .join("");
  const [head, tail = ""] = address.split("::");
  const [before, after] = [head, tail].map((half) => half.split(":").filter(Boolean));
  const zeros = Array<string>(8 - before.length - after.length).fill("0");
  return [...before, ...zeros, ...after]
    .map((part) => Number.parseInt(part, 16).toString(2).padStart(16, "0"))
    .join("");
}
