import { Findings } from "./finding";
import { operationKey } from "./gateway-model";
import { attribute, isEvaluated, type PolicyElement, type PolicyText } from "./policy-document";

/** Policies that validate a caller's token. */
export const validations = /^validate-(?:azure-ad-token|jwt)$/;

/** The validations that a call of an operation always meets among elements: those in other branches do not count. */
export function validationsOf(elements: readonly PolicyElement[], operationId: string): PolicyElement[] {
  return elements.flatMap((element) => {
    if (validations.test(element.name)) return [element];
    return element.name === "choose" ? validationsOf(branchOf(element, operationId), operationId) : [];
  });
}

/** What a `choose` does for an operation; nothing where it does not choose by operations alone. */
function branchOf({ children }: PolicyElement, operationId: string): readonly PolicyElement[] {
  for (const branch of children) {
    if (branch.name === "otherwise") return branch.children;
    const operations = operationsIn(attribute(branch, "condition"));
    if (operations === undefined) return [];
    if (operations.some((id) => operationKey(id) === operationKey(operationId))) return branch.children;
  }
  return [];
}

const operationCondition =
  /^@\(new(?:\s+string)?\s*\[\]\s*\{((?:\s*"[\w.:/~-]+"\s*,?)+)\}\.Contains\(context\.Operation\.Id,\s*StringComparer\.OrdinalIgnoreCase\)\)$/;

/** The operations of which a condition is true; nothing for another condition. */
function operationsIn(condition: string): string[] | undefined {
  const list = operationCondition.exec(condition.trim())?.[1];
  return list === undefined ? undefined : [...list.matchAll(/"([^"]*)"/g)].map(([, id]) => id);
}

/** Where a validation takes the token from. */
export interface TokenPlace {
  readonly part: "header" | "query";
  /** In lower case. */
  readonly name: string;
}

export function tokenPlaceOf(validation: PolicyElement): TokenPlace | undefined {
  const header = attribute(validation, "header-name").toLowerCase();
  const query = attribute(validation, "query-parameter-name").toLowerCase();
  if ((header === "") === (query === "")) return undefined;
  return header === "" ? { part: "query", name: query } : { part: "header", name: header };
}

const guid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const loginEndpoint =
  /^https:\/\/(?:login\.microsoftonline\.com|login\.microsoftonline\.us|login\.partner\.microsoftonline\.cn)\/?$/;

/** Refuses a validation that lets in who was not meant: any tenant, any application, tokens without an end. */
export function validationFindings(validation: PolicyElement, at: string): Findings {
  const findings = new Findings();
  const expect = (condition: boolean, detail: string) =>
    findings.expect(condition, "authentication", at, `<${validation.name}>: ${detail}`);
  expect(tokenPlaceOf(validation) !== undefined, "it does not say where the token is, once");
  expect(!validation.attributes.has("token-value"), "the token is computed");
  for (const [name, { text }] of validation.attributes) {
    expect(
      name === "failed-validation-error-message" || !isEvaluated(text),
      `${name} is evaluated by the gateway`,
    );
  }
  expectItems(validation, "audiences", expect);
  if (validation.name === "validate-jwt") jwt(validation, expect);
  else entraToken(validation, expect);
  return findings;
}

type Expect = (condition: boolean, detail: string) => void;

function entraToken(validation: PolicyElement, expect: Expect): void {
  const tenant = validation.attributes.get("tenant-id");
  expect(tenant !== undefined && isIdText(tenant), `the tenant is ${tenant?.text}`);
  expectItems(validation, "client-application-ids", expect);
  const endpoint = validation.attributes.get("authentication-endpoint");
  expect(
    endpoint === undefined || loginEndpoint.test(endpoint.text),
    `tokens are issued by ${endpoint?.text}`,
  );
}

function jwt(validation: PolicyElement, expect: Expect): void {
  for (const name of ["require-expiration-time", "require-signed-tokens"]) {
    expect(/^(?:true)?$/i.test(attribute(validation, name)), `${name} is ${attribute(validation, name)}`);
  }
  const configurations = validation.children.filter(({ name }) => name === "openid-config");
  const keys = validation.children.filter(({ name }) => name === "issuer-signing-keys");
  expect(configurations.length + keys.length > 0, "it knows no keys");
  for (const configuration of configurations) {
    const url = configuration.attributes.get("url");
    expect(
      url !== undefined && (url.values.length > 0 || /^https:\/\//i.test(url.text)),
      `the keys are at ${url?.text}`,
    );
  }
  expect(Number(attribute(validation, "clock-skew") || 0) <= 900, "expired tokens are valid");
}

function expectItems(validation: PolicyElement, list: string, expect: Expect): void {
  const items = validation.children.filter(({ name }) => name === list).flatMap(({ children }) => children);
  expect(items.length > 0, `<${list}> is empty`);
  for (const { content } of items) {
    expect(
      content.text !== "" && content.text !== "*" && !isEvaluated(content.text),
      `<${list}> has ${content.text}`,
    );
  }
}

function isIdText({ text, values }: PolicyText): boolean {
  return values.length === 0 ? guid.test(text) : values.length === 1 && /^\uE000\d+\uE001$/.test(text);
}
