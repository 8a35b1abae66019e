import type { Element } from "@xmldom/xmldom";
import fc from "fast-check";
import { apiPolicyXml } from "../../lib/policy/documents/api-policy";
import { operationPolicyXml } from "../../lib/policy/documents/operation-policy";
import { Policy } from "../../lib/policy/policy";
import { PolicyPlace } from "../../lib/policy/policy-props";
import { apiPolicy } from "../fixtures/policies";
import {
  asAzureAnswers,
  asAzurermReads,
  asTerraformEvaluates,
  isSamePolicy,
  parsed,
} from "./azurerm-difference";
import { errorsOf } from "./errors-of";

const pieces = [
  "$",
  "{",
  "$" + "{",
  "%{",
  "&",
  "<",
  ">",
  '"',
  "'",
  "\n",
  "\t",
  " ",
  "]]>",
  "&amp",
  ";",
  "{{",
  "é",
  "😀",
  "a",
];
const texts = fc.oneof(
  fc.array(fc.constantFrom(...pieces), { maxLength: 8 }).map((parts) => parts.join("")),
  fc.string({ unit: "binary" }),
  fc.string({ unit: "grapheme" }),
  fc
    .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 8 })
    .map((codes) => String.fromCharCode(...codes)),
);

/** Every place of the builder that holds a text which a user chooses freely. */
const textPlaces: ((text: string) => Policy)[] = [
  (text) => new Policy().setVariable("a", text),
  (text) => new Policy().setVariable(text, "a"),
  (text) => new Policy().setRequestHeader("X-A", text),
  (text) => new Policy().setResponseHeader("X-A", text),
  (text) => new Policy().setQueryParameter("a", text),
  (text) => new Policy().setQueryParameter(text, "a"),
  (text) => new Policy().rewriteUri(text),
  (text) => new Policy().includeFragment(text),
  (text) => new Policy().rateLimitByKey({ calls: 1, renewalPeriod: 1, counterKey: text }),
  (text) =>
    new Policy().rateLimitByKey({ calls: 1, renewalPeriod: 1, counterKey: "a", incrementCondition: text }),
  (text) => new Policy().quotaByKey({ calls: 1, renewalPeriod: 300, counterKey: text }),
  (text) => new Policy().limitConcurrency({ key: text, maxCount: 1 }),
  (text) => new Policy().retry({ condition: text, count: 1, interval: 1 }),
  (text) => new Policy().cacheLookup({ varyByHeaders: [text] }),
  (text) => new Policy().cacheLookup({ varyByQueryParameters: [text] }),
  (text) => new Policy().validateContent({ maxSize: 1, contentTypes: [text] }),
  (text) => new Policy().mockResponse(200, text),
  (text) => new Policy().returnResponse({ statusCode: 200, reason: text }),
  (text) => new Policy().returnResponse({ statusCode: 200, headers: { "X-A": text } }),
  (text) => new Policy().returnResponse({ statusCode: 200, body: text }),
  (text) => new Policy().cors({ allowedOrigins: ["*"], allowedMethods: [text] }),
  (text) => new Policy().cors({ allowedOrigins: ["*"], allowedHeaders: [text], exposeHeaders: [text] }),
];

function* elements(root: Element): Generator<Element> {
  yield root;
  for (const child of root.childNodes) {
    if (child.nodeType === child.ELEMENT_NODE) yield* elements(child as unknown as Element);
  }
}

function textsOf(root: Element): string[] {
  return [...elements(root)].flatMap((one) => [
    ...[...one.attributes].map(({ value }) => value),
    one.textContent ?? "",
  ]);
}

function children(root: Element): Element[] {
  return [...elements(root)].filter(({ parentNode }) => parentNode === root);
}

function named(root: Element, name: string): Element[] {
  return [...elements(root)].filter(({ tagName }) => tagName === name);
}

/** A policy, unless the builder or the rules reject it. */
function accepted(build: () => Policy): Policy | undefined {
  try {
    const policy = build();
    return errorsOf(policy) === "" ? policy : undefined;
  } catch (error) {
    if ((error as Error).message.includes("invalid input")) return undefined;
    throw error;
  }
}

describe("any text in any place", () => {
  it("is what API Management reads, through XML and Terraform's template, and no difference later; or is rejected", () => {
    let taken = 0;
    fc.assert(
      fc.property(fc.constantFrom(...textPlaces), texts, (place, text) => {
        const policy = accepted(() => place(text));
        if (!policy) return;
        taken++;
        const document = asTerraformEvaluates(apiPolicyXml({ ...apiPolicy, policy }));
        // An expression in an attribute is written on one line.
        if (!/^\s*@[({]/.test(text)) expect(textsOf(parsed(document))).toContain(text);
        expect(isSamePolicy(document, asAzurermReads(asAzureAnswers(document)))).toBe(true);
      }),
      { numRuns: 10_000 },
    );
    expect(taken).toBeGreaterThan(2_000);
  });
});

const harmless = [
  '<set-header name="X-A" exists-action="override"><value>1</value></set-header>',
  '<set-status code="200" reason="OK" />',
  '<choose><when condition="@(1 < 2 && "a" != null)"><set-variable name="a" value="b" /></when></choose>',
  '<trace source="a"><message>b</message></trace>',
  "<forward-request />",
  '<retry condition="@(true)" count="1" interval="1"><forward-request /></retry>',
  '<rewrite-uri template="/a" />',
];
const harmful = [
  "<base />",
  '<authentication-managed-identity resource="other" />',
  '<set-backend-service backend-id="other" />',
  '<set-header name="Authorization" exists-action="delete" />',
  '<set-header name="authorization"><value>a</value></set-header>',
  '<set-query-parameter name="subscription-key"><value>a</value></set-query-parameter>',
  "</inbound><inbound>",
  "<!-- --><validate-jwt />",
];
const raw = fc.tuple(fc.constantFrom(...harmless, ...harmless, ...harmful), fc.nat(2)).map(([xml, depth]) => {
  const open = '<choose><when condition="@(true)">';
  return `${open.repeat(depth)}${xml}${"</when></choose>".repeat(depth)}`;
});
const headers = fc.constantFrom("X-A", "X-B", "x-a", "Authorization", "Ocp-Apim-Subscription-Key", "Accept");
const shortTexts = fc.constantFrom(
  "a",
  "<&\"'>",
  "@(context.RequestId)",
  '@((string)context.Variables["a"])',
  "$" + "{a}",
);

type Step = (policy: Policy) => Policy;
const steps: fc.Arbitrary<Step> = fc.oneof(
  fc.tuple(headers, fc.option(shortTexts, { nil: undefined })).map(
    ([name, value]): Step =>
      (policy) =>
        policy.setRequestHeader(name, value),
  ),
  fc.tuple(headers, fc.option(shortTexts, { nil: undefined })).map(
    ([name, value]): Step =>
      (policy) =>
        policy.setResponseHeader(name, value),
  ),
  fc.tuple(fc.constantFrom("a", "b", "subscription-key"), fc.option(shortTexts, { nil: undefined })).map(
    ([name, value]): Step =>
      (policy) =>
        policy.setQueryParameter(name, value),
  ),
  fc.tuple(fc.constantFrom("a", "b"), shortTexts).map(
    ([name, value]): Step =>
      (policy) =>
        policy.setVariable(name, value),
  ),
  fc.tuple(fc.constantFrom(...Object.values(PolicyPlace)), raw).map(
    ([place, xml]): Step =>
      (policy) =>
        policy.rawXml(place, xml),
  ),
  fc.constantFrom<Step>(
    (policy) => policy.rateLimitByKey({ calls: 1, renewalPeriod: 60, counterKey: "all" }),
    (policy) => policy.quotaByKey({ calls: 1, renewalPeriod: 300, counterKey: "all" }),
    (policy) => policy.cors({ allowedOrigins: ["https://a.example"] }),
    (policy) => policy.ipFilter({ addresses: ["10.0.0.1"] }),
    (policy) => policy.rewriteUri("/a?subscription-key=b"),
    (policy) => policy.cacheLookup({ sharedByCallers: true }),
    (policy) => policy.cacheStore(10),
    (policy) => policy.validateContent({ maxSize: 100 }),
    (policy) => policy.mockResponse(200),
    (policy) => policy.returnResponse({ statusCode: 200, body: "a" }),
    (policy) => policy.includeFragment("shared"),
    (policy) => policy.forwardRequest({ timeout: 10 }),
    (policy) => policy.retry({ condition: "@(false)", count: 1, interval: 1 }),
    (policy) => policy.limitConcurrency({ key: "all", maxCount: 1 }),
  ),
);

function built(sequence: readonly Step[]): Policy {
  return sequence.reduce((policy, step) => step(policy), new Policy());
}

/** Every section keeps the levels above, and the Function is called once. */
function expectSections(root: Element): Element {
  const sections = children(root);
  expect([root.tagName, ...sections.map(({ tagName }) => tagName)]).toEqual([
    "policies",
    "inbound",
    "backend",
    "outbound",
    "on-error",
  ]);
  const [inbound, backend, outbound, onError] = sections;
  for (const section of [inbound, outbound, onError]) expect(children(section)[0].tagName).toBe("base");
  expect(children(backend)).toHaveLength(1);
  expect(named(backend, "base").length + named(backend, "forward-request").length).toBe(1);
  expect(named(root, "base")).toHaveLength(3 + named(backend, "base").length);
  return inbound;
}

const isToken = ({ tagName }: Element) => tagName === "authentication-managed-identity";
const deletes = (name: string) => (one: Element) =>
  one.getAttribute("name") === name && one.getAttribute("exists-action") === "delete";
function lastIndex(all: readonly Element[], matches: (one: Element) => boolean): number {
  return all.map(matches).lastIndexOf(true);
}

const gateHeader = /^(authorization|ocp-apim-subscription-key)$/i;

describe("any sequence of calls", () => {
  it("rules 18 and 19: leaves the fixed steps of an API as they are, or is rejected", () => {
    let taken = 0;
    fc.assert(
      fc.property(fc.array(steps, { maxLength: 6 }), (sequence) => {
        const policy = built(sequence);
        if (errorsOf(policy) !== "") return;
        taken++;
        const document = asTerraformEvaluates(apiPolicyXml({ ...apiPolicy, policy }));
        expect(apiPolicyXml({ ...apiPolicy, policy: built(sequence) })).toBe(
          apiPolicyXml({ ...apiPolicy, policy }),
        );
        const root = parsed(document);
        const inbound = children(expectSections(root));

        // The token step is there once, right behind the deletion of what it replaces.
        expect(named(root, "authentication-managed-identity")).toHaveLength(1);
        const token = inbound.findIndex(isToken);
        expect(inbound[token].getAttribute("resource")).toBe(apiPolicy.tokenResource);
        expect(inbound[token - 1].tagName).toBe("set-backend-service");
        expect(named(root, "set-backend-service")).toHaveLength(1);
        expect(inbound.slice(0, token).some(deletes("Authorization"))).toBe(true);

        // Nothing brings the caller's secrets back.
        expect(
          inbound
            .flatMap((one) => named(one, "set-header"))
            .filter((one) => gateHeader.test(one.getAttribute("name") ?? "")),
        ).toHaveLength(2);
        const lastPath = lastIndex(
          inbound,
          (one) => named(one, "rewrite-uri").length + named(one, "include-fragment").length > 0,
        );
        expect(lastIndex(inbound, deletes("subscription-key"))).toBeGreaterThan(lastPath);

        // The caller is authenticated before an answer is looked up.
        const authenticated = inbound.findIndex(({ tagName }) => tagName === "validate-azure-ad-token");
        const looksUp = inbound.findIndex(({ tagName }) => tagName === "cache-lookup");
        if (looksUp >= 0) expect(looksUp).toBeGreaterThan(authenticated);
      }),
      { numRuns: 10_000 },
    );
    expect(taken).toBeGreaterThan(2_000);
  });

  it("rules 18 and 19: leaves the fixed steps as they are whatever the raw XML is made of, or is rejected", () => {
    const fragments = [
      ...harmless,
      ...harmless,
      ...harmless,
      ...harmful,
      '<choose><when condition="@(true)">',
      "</when></choose>",
      "<set-body>",
      "</set-body>",
      "<![CDATA[",
      "]]>",
      "<!--",
      "-->",
      "</inbound>",
      "</policies>",
      '<x:base xmlns:x="y" />',
      "<BASE />",
      '<set-header name="&#65;uthorization"><value>a</value></set-header>',
      '<set-header name="X-A"><value>@(context.Request.Headers["Authorization"][0])</value></set-header>',
      "&#60;base /&#62;",
      "<?xml version='1.0'?>",
      '@("',
      '")',
      "\n",
    ];
    const xml = fc.array(fc.constantFrom(...fragments), { maxLength: 5 }).map((parts) => parts.join(""));
    let taken = 0;
    fc.assert(
      fc.property(xml, fc.constantFrom(...Object.values(PolicyPlace)), (text, place) => {
        const policy = new Policy().rawXml(place, text);
        if (errorsOf(policy) !== "") return;
        taken++;
        const root = parsed(asTerraformEvaluates(apiPolicyXml({ ...apiPolicy, policy })));
        const inbound = expectSections(root);
        expect(named(root, "authentication-managed-identity")).toHaveLength(1);
        expect(named(root, "set-backend-service")).toHaveLength(1);
        const ofGate = named(inbound, "set-header").filter((one) =>
          gateHeader.test(one.getAttribute("name") ?? ""),
        );
        expect(ofGate).toHaveLength(2);
        expect(textsOf(inbound).join()).not.toContain('Headers["Authorization"][0]');
      }),
      { numRuns: 5_000 },
    );
    expect(taken).toBeGreaterThan(200);
  });

  it("rule 19: leaves an operation's policy below the API's, or is rejected", () => {
    let taken = 0;
    fc.assert(
      fc.property(fc.array(steps, { maxLength: 6 }), fc.boolean(), (sequence, ownFunction) => {
        const policy = built(sequence);
        if (errorsOf(policy, { level: "operation" }) !== "") return;
        taken++;
        const backend = ownFunction
          ? { backendId: "other", tokenResource: apiPolicy.tokenResource }
          : undefined;
        const root = parsed(
          asTerraformEvaluates(operationPolicyXml({ policy, callers: apiPolicy.callers, backend })),
        );
        const inbound = children(expectSections(root));
        expect(named(root, "authentication-managed-identity")).toHaveLength(ownFunction ? 1 : 0);
        expect(
          inbound
            .flatMap((one) => named(one, "set-header"))
            .filter((one) => gateHeader.test(one.getAttribute("name") ?? "")),
        ).toEqual([]);
        const lastPath = lastIndex(inbound, (one) => named(one, "rewrite-uri").length > 0);
        if (lastPath >= 0) expect(lastIndex(inbound, deletes("subscription-key"))).toBeGreaterThan(lastPath);
      }),
      { numRuns: 2_000 },
    );
    expect(taken).toBeGreaterThan(300);
  });
});
