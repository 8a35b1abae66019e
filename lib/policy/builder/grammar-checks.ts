import { tierName } from "../../gateway/gateway-sku";
import { refusal } from "../../support/refusal";
import { childElements, lineOf, type XmlElement } from "../xml";
import { isGatePolicy } from "./gate-invariants";
import { policyCatalogue } from "./policy-catalogue";
import type { PolicyContext } from "./policy-context";
import { type ElementRule, levelNames, type PolicyRule } from "./policy-grammar";
import type { Place, PolicyStatement } from "./policy-statement";

/** Everything that API Management would refuse of a statement, as far as its policy reference says. */
export function grammarRefusals(
  { element, place, origin }: PolicyStatement,
  context: PolicyContext,
): string[] {
  return policyRefusals(element, { place, origin, context });
}

/** Where an element of a statement stands, itself or in another one. */
interface Site {
  readonly place: Place;
  readonly origin: string;
  readonly context: PolicyContext;
}

function policyRefusals(element: XmlElement, site: Site): string[] {
  const { name } = element;
  // The invariants say why.
  if (isGatePolicy(name)) return [];
  const policy = policyCatalogue.get(name);
  const at = where(element, site);
  if (!policy) return [unknownRefusal(at)];
  return [
    ...(policy.places.includes(site.place) ? [] : [placeRefusal(at, site.place, policy)]),
    ...levelRefusals(at, policy, site.context),
    ...tierRefusals(at, name, policy, site.context),
    ...elementRefusals(element, policy, site),
  ];
}

function elementRefusals(element: XmlElement, rule: ElementRule, site: Site): string[] {
  const at = where(element, site);
  const given = element.attributes.filter(([, value]) => value !== "").map(([name]) => name);
  const children = childElements(element).map(({ name }) => name);
  return [
    ...(rule.attributes ?? [])
      .filter((name) => !given.includes(name))
      .map((name) => lacks(at, `\`${name}\``)),
    ...lacksAll(at, "`", "`", rule.oneOf, given),
    ...(rule.needs ?? [])
      .filter((name) => !children.includes(name))
      .map((name) => lacks(at, `\`<${name}>\``)),
    ...lacksAll(at, "`<", ">`", rule.needsOneOf, children),
    ...contentRefusals(element, rule, site),
  ];
}

function contentRefusals(element: XmlElement, { content }: ElementRule, site: Site): string[] {
  if (content === "anything") return [];
  const texts = element.children.filter((child) => typeof child === "string" && child.trim() !== "");
  const text =
    content !== "text" && texts.length > 0 ? [textRefusal(where(element, site), texts.join(" "))] : [];
  const children = childElements(element);
  if (content === "policies") return [...text, ...children.flatMap((child) => policyRefusals(child, site))];
  const rules = content === "text" || content === undefined ? {} : content;
  const allowed = Object.keys(rules);
  return [
    ...text,
    ...children.flatMap((child) =>
      allowed.includes(child.name)
        ? elementRefusals(child, rules[child.name], site)
        : [childRefusal(where(child, site), element.name, allowed)],
    ),
  ];
}

/** How a message names an element, with its line where one is known. */
function where(element: XmlElement, { origin }: Site): string {
  return `${origin} has \`<${element.name}>\`${lineOf(element)}`;
}

function lacks(at: string, what: string): string {
  return refusal(`${at} without ${what}`, "API Management demands it", "Write it");
}

function lacksAll(
  at: string,
  open: string,
  close: string,
  oneOf: readonly string[] | undefined,
  given: readonly string[],
): string[] {
  if (!oneOf || oneOf.some((name) => given.includes(name))) return [];
  const names = oneOf.map((name) => `${open}${name}${close}`).join(" and ");
  return [refusal(`${at} without any of ${names}`, "API Management demands at least one", "Write one")];
}

function unknownRefusal(at: string): string {
  return refusal(
    at,
    "API Management's policy reference has no such policy for an API behind a managed gateway",
    "Mend its name, or write it inside of the policy that it belongs to",
  );
}

function childRefusal(at: string, parent: string, allowed: readonly string[]): string {
  return refusal(
    `${at} inside of \`<${parent}>\``,
    allowed.length > 0
      ? `API Management takes ${allowed.map((name) => `\`<${name}>\``).join(", ")} there`
      : "API Management takes no element there",
    "Mend its name, or write it elsewhere",
  );
}

function textRefusal(at: string, text: string): string {
  return refusal(
    `${at} with the text ${JSON.stringify(text.trim())} in it`,
    "API Management takes no text there",
    "Take it out",
  );
}

function placeRefusal(at: string, place: Place, { places }: PolicyRule): string {
  return refusal(`${at} in the place ${place}`, `Allowed is ${places.join(", ")}`, "Write it there");
}

function levelRefusals(at: string, { levels }: PolicyRule, { level }: PolicyContext): string[] {
  if (!levels || levels.includes(level)) return [];
  const allowed = levels.map((name) => `the policy of ${levelNames[name]}`).join(" and ");
  return [
    refusal(`${at} in the policy of ${levelNames[level]}`, `It belongs into ${allowed}`, "Write it there"),
  ];
}

function tierRefusals(
  at: string,
  name: string,
  { notOn, needsSubscription }: PolicyRule,
  { skuName, subscriptionRequired }: PolicyContext,
): string[] {
  if (needsSubscription && !subscriptionRequired) {
    return [
      refusal(
        `${at}, and the callers need no subscription`,
        "API Management counts these calls by the key of a subscription, and a call without one has no limit",
        `Use \`${name}-by-key\` on a tier that has it, or let callers bring a key too, with \`withSubscriptionKey()\``,
      ),
    ];
  }
  if (skuName === undefined || !notOn?.includes(tierName(skuName))) return [];
  return [
    refusal(
      `${at}, and the gateway's SKU is ${JSON.stringify(skuName)}`,
      `The tiers ${notOn.join(", ")} have not got this policy (rule 24)`,
      name.endsWith("-by-key")
        ? `Use another SKU, or \`${name.replace("-by-key", "")}\` by subscription`
        : "Use another SKU",
    ),
  ];
}
