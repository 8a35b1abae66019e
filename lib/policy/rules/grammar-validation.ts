import { tierName } from "../../gateway/sku";
import { validationError } from "../../support/validation";
import type { PolicyPlace } from "../policy-props";
import type { PolicyStatement } from "../statements/statement";
import { attribute, childElements, lineOf, type XmlElement } from "../xml/xml-element";
import { policyCatalogue } from "./catalogue";
import { isFixedPolicy } from "./fixed-policies";
import type { PolicyContext } from "./grammar";
import { type ElementRule, levelNames, type PolicyRule } from "./grammar";

/** Rejects what API Management would reject in a statement, according to Microsoft's policy reference. */
export function validateGrammar(
  { element, place, origin }: PolicyStatement,
  context: PolicyContext,
): string[] {
  return validatePolicy(element, { place, origin, context });
}

/** Where an element of a statement is, at any depth. */
interface Site {
  readonly place: PolicyPlace;
  readonly origin: string;
  readonly context: PolicyContext;
}

function validatePolicy(element: XmlElement, site: Site): string[] {
  const { name } = element;
  // `validateInvariant` rejects it, and says why.
  if (isFixedPolicy(name)) return [];
  const policy = policyCatalogue.get(name);
  const at = where(element, site);
  if (!policy) return [unknownError(at)];
  return [
    ...(policy.places.includes(site.place) ? [] : [placeError(at, site.place, policy)]),
    ...validateLevel(at, policy, site.context),
    ...validateTier(at, name, policy, site.context),
    ...validateInternalCache(at, element, policy, site.context),
    ...validateElement(element, policy, site),
  ];
}

function validateElement(element: XmlElement, rule: ElementRule, site: Site): string[] {
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
    ...validateContent(element, rule, site),
  ];
}

function validateContent(element: XmlElement, { content }: ElementRule, site: Site): string[] {
  if (content === "anything") return [];
  const texts = element.children.filter((child) => typeof child === "string" && child.trim() !== "");
  const text =
    content !== "text" && texts.length > 0 ? [textError(where(element, site), texts.join(" "))] : [];
  const children = childElements(element);
  if (content === "policies") return [...text, ...children.flatMap((child) => validatePolicy(child, site))];
  const rules = content === "text" || content === undefined ? {} : content;
  const allowed = Object.keys(rules);
  return [
    ...text,
    ...children.flatMap((child) =>
      allowed.includes(child.name)
        ? validateElement(child, rules[child.name], site)
        : [childError(where(child, site), element.name, allowed)],
    ),
  ];
}

/** How a message names an element, with its line where one is known. */
function where(element: XmlElement, { origin }: Site): string {
  return `${origin} has \`<${element.name}>\`${lineOf(element)}`;
}

function lacks(at: string, what: string): string {
  return validationError(`${at} without ${what}`, "API Management requires it", "Add it");
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
  return [
    validationError(`${at} without any of ${names}`, "API Management requires at least one", "Add one"),
  ];
}

function unknownError(at: string): string {
  return validationError(
    at,
    "Microsoft's policy reference has no such policy for an API on a managed gateway",
    "Correct its name, or move it into the policy that it belongs to",
  );
}

function childError(at: string, parent: string, allowed: readonly string[]): string {
  return validationError(
    `${at} in \`<${parent}>\``,
    allowed.length > 0
      ? `API Management accepts ${allowed.map((name) => `\`<${name}>\``).join(", ")} there`
      : "API Management accepts no element there",
    "Correct its name, or move it",
  );
}

function textError(at: string, text: string): string {
  return validationError(
    `${at} with the text ${JSON.stringify(text.trim())} in it`,
    "API Management accepts no text there",
    "Remove it",
  );
}

function placeError(at: string, place: PolicyPlace, { places }: PolicyRule): string {
  return validationError(`${at} in the place ${place}`, `Allowed is ${places.join(", ")}`, "Move it there");
}

function validateLevel(at: string, { levels }: PolicyRule, { level }: PolicyContext): string[] {
  if (!levels || levels.includes(level)) return [];
  const allowed = levels.map((name) => `the policy of ${levelNames[name]}`).join(" and ");
  return [
    validationError(`${at} in the policy of ${levelNames[level]}`, `Allowed is ${allowed}`, "Move it there"),
  ];
}

function validateTier(
  at: string,
  name: string,
  { notOn, needsSubscription }: PolicyRule,
  { skuName, subscriptionRequired }: PolicyContext,
): string[] {
  if (needsSubscription && !subscriptionRequired) {
    return [
      validationError(
        `${at}, and the callers need no subscription key`,
        "API Management counts calls by the subscription, and a call without a key has no limit",
        `Use \`${name}-by-key\` on a tier that has it, or require a key too, with \`withSubscriptionKey()\``,
      ),
    ];
  }
  if (skuName === undefined || !notOn?.includes(tierName(skuName))) return [];
  return [
    validationError(
      `${at}, and the gateway's SKU is ${JSON.stringify(skuName)}`,
      `The tiers ${notOn.join(", ")} lack this policy (rule 24)`,
      name.endsWith("-by-key")
        ? `Use another SKU, or \`${name.replace("-by-key", "")}\` by subscription`
        : "Use another SKU",
    ),
  ];
}

function validateInternalCache(
  at: string,
  element: XmlElement,
  { needsCache }: PolicyRule,
  { skuName }: PolicyContext,
): string[] {
  const isMissing = needsCache && skuName !== undefined && tierName(skuName) === "Consumption";
  if (!isMissing || attribute(element, "caching-type").toLowerCase() === "external") return [];
  return [
    validationError(
      `${at}, and the gateway's SKU is ${JSON.stringify(skuName)}`,
      "The tier Consumption has no internal cache",
      'Use another SKU, or raw XML with `caching-type="external"` and an external cache that is connected to the gateway',
    ),
  ];
}
