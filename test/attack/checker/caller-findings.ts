import { tokenPlaceOf, validationsOf } from "./authentication";
import type { Declared } from "./declared";
import { type Finding, Findings } from "./finding";
import type { Api, Operation, Product } from "./gateway-model";
import { attribute, type PolicyElement, signatureOf } from "./policy-document";
import { type Step, sectionElements, stepsOf, tokenPolicy } from "./policy-steps";

/** Who may call an operation, as the policies and the API say. */
export interface OperationCallers {
  readonly validations: readonly PolicyElement[];
  readonly key: boolean;
  /** The same for operations that ask callers for the same. */
  readonly signature: string;
}

export function callersOf(api: Api, operation: Operation): OperationCallers {
  const inbound = api.policy ? sectionElements(api.policy, "inbound") : [];
  const token = inbound.findIndex(({ name }) => name === tokenPolicy);
  const before = token < 0 ? inbound : inbound.slice(0, token);
  const validations = validationsOf(before, operation.id);
  const key = api.block.args.subscription_required === true;
  return { validations, key, signature: `${key} ${signatureOf(validations)}` };
}

/** Every operation asks its callers for what was declared; nothing that comes later asks for less. */
export function callerFindings(api: Api, declared: Declared): Finding[] {
  const findings = new Findings();
  const at = api.block.address;
  const { name } = api;
  const { subscription_required: required } = api.block.args;
  findings.expect(
    typeof required === "boolean",
    "key",
    at,
    `subscription_required is ${JSON.stringify(required)}`,
  );
  for (const operation of api.operations) {
    const { validations, key } = callersOf(api, operation);
    const asked = declared.callers?.[at] ?? declared.callers?.[name];
    const isOpen = [name, at].some((of) =>
      [`${of}/*`, `${of}/${operation.id}`].some((open) => declared.open?.includes(open)),
    );
    const needsToken = !isOpen && (asked ? asked.token : !key);
    findings.expect(
      !needsToken || validations.length > 0,
      "authentication",
      at,
      `${operation.id} asks for no token`,
    );
    findings.expect(!asked?.key || key, "key", at, `${operation.id} asks for no subscription key`);
  }
  for (const product of api.products) products(api, product, findings);
  return findings.all;
}

function products(api: Api, { block, link, policy }: Product, findings: Findings): void {
  const { subscription_required: required = true } = block.args;
  const needsKey = api.block.args.subscription_required === true;
  findings.expect(
    !needsKey || required === true,
    "key",
    link.address,
    `${block.address} asks for no key, and ${api.block.address} does`,
  );
  if (policy) limits(api, stepsOf(api, undefined, { block, link, policy }), findings);
}

/** Limits of a subscription do not limit whoever leaves the key out. */
function limits(api: Api, steps: readonly Step[], findings: Findings): void {
  for (const { element, at } of steps) {
    if (element.name !== "rate-limit" && element.name !== "quota") continue;
    findings.expect(
      api.block.args.subscription_required === true,
      "limit",
      at,
      `<${element.name}> counts by subscription, and ${api.block.address} asks for no key`,
    );
  }
}

/** Answers are cached by what tells callers apart, or for operations that everyone may call. */
export function cacheFindings(
  api: Api,
  operation: Operation,
  steps: readonly Step[],
  declared: Declared,
): Finding[] {
  const findings = new Findings();
  const { validations, key } = callersOf(api, operation);
  const isShared = [api.name, api.block.address].some((of) => declared.sharedAnswers?.includes(of));
  if (isShared || (validations.length === 0 && !key)) return [];
  const inbound = steps.filter(({ section }) => section === "inbound");
  for (const step of inbound) {
    const { element, at } = step;
    if (element.name !== "cache-lookup") continue;
    const fits = variesByCaller(step, inbound, validations, key);
    findings.expect(fits, "cache", at, `${operation.id}: a caller may get another one's answer`);
    const downstream = attribute(element, "downstream-caching-type").toLowerCase();
    findings.expect(downstream !== "public", "cache", at, "proxies may hand on an answer");
  }
  return findings.all;
}

function variesByCaller(
  step: Step,
  inbound: readonly Step[],
  validations: readonly PolicyElement[],
  key: boolean,
): boolean {
  const isEarly = inbound.some(
    ({ element, position }) => validations.includes(element) && position >= step.position,
  );
  if (isEarly || step.level === "gateway" || step.level === "product") return false;
  const varies = (policy: string, name: string) => variesBy(step, inbound, policy, name);
  if (validations.length > 0) {
    return validations.every((validation) => {
      const place = tokenPlaceOf(validation);
      return (
        place !== undefined &&
        varies(place.part === "header" ? "set-header" : "set-query-parameter", place.name)
      );
    });
  }
  if (attribute(step.element, "vary-by-developer").toLowerCase() === "true") return true;
  const name = "ocp-apim-subscription-key";
  return key && varies("set-header", name) && varies("set-query-parameter", "subscription-key");
}

/** Whether answers differ by a header or a parameter, which is still the caller's where they are looked up. */
function variesBy(
  { element, position, hasToken }: Step,
  inbound: readonly Step[],
  policy: string,
  name: string,
): boolean {
  const isGone = inbound.some(
    (other) =>
      other.position < position &&
      other.element.name === policy &&
      attribute(other.element, "name").toLowerCase() === name,
  );
  if (isGone || (name === "authorization" && hasToken)) return false;
  const list = policy === "set-header" ? "vary-by-header" : "vary-by-query-parameter";
  const names = element.children
    .filter((child) => child.name === list)
    .flatMap(({ content }) =>
      content.text
        .toLowerCase()
        .split(";")
        .map((one) => one.trim()),
    );
  // Without a list, answers differ by all query parameters.
  return names.includes(name) || (list === "vary-by-query-parameter" && names.length === 0);
}

/** Limits in the policies of an API itself and of its operations. */
export function limitFindings(api: Api, steps: readonly Step[]): Finding[] {
  const findings = new Findings();
  limits(api, steps, findings);
  return findings.all;
}
