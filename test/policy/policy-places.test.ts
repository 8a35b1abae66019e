import { apiPolicyXml } from "../../lib/policy/documents/api-policy";
import { operationPolicyXml } from "../../lib/policy/documents/operation-policy";
import { productPolicyXml } from "../../lib/policy/documents/policy-document";
import { Policy } from "../../lib/policy/policy";
import { PolicyPlace } from "../../lib/policy/policy-props";
import { apiPolicy } from "../fixtures/policies";

const trace = (place: PolicyPlace) => `<trace source="${place}"><message>here</message></trace>`;
const { BEFORE_AUTHENTICATION, AFTER_AUTHENTICATION, AFTER_TOKEN, OUTBOUND, ON_ERROR, BACKEND } = PolicyPlace;

function everywhere(): Policy {
  return [BEFORE_AUTHENTICATION, AFTER_AUTHENTICATION, AFTER_TOKEN, OUTBOUND, ON_ERROR]
    .reduce((policy, place) => policy.rawXml(place, trace(place)), new Policy())
    .rawXml(BACKEND, '<forward-request timeout="7" />');
}

/** The steps of a document in their order: traces by their place, and the fixed steps. */
function steps(document: string): string[] {
  const step =
    /<trace source="(\w+)"|<(\/?(?:inbound|backend|outbound|on-error)|base|validate-[\w-]+|set-backend-service|authentication-managed-identity|forward-request)[ >]/g;
  return [...document.matchAll(step)].map(([, place, element]) => place ?? element);
}

const others = [
  "/inbound",
  "backend",
  "forward-request",
  "/backend",
  "outbound",
  "base",
  "outbound",
  "/outbound",
];
const onError = ["on-error", "base", "onError", "/on-error"];

describe("what a user adds stands in its place", () => {
  it("rule 18: of an API, around the authentication and the token step", () => {
    const document = apiPolicyXml({ ...apiPolicy, policy: everywhere() });
    expect(steps(document)).toEqual([
      "inbound",
      "base",
      "beforeAuthentication",
      "validate-azure-ad-token",
      "afterAuthentication",
      "set-backend-service",
      "authentication-managed-identity",
      "afterToken",
      ...others,
      ...onError,
    ]);
  });

  it("rule 19: of an operation, behind the API's, and around the token step of its own Function", () => {
    const policy = new Policy().ipFilter({ addresses: ["10.0.0.1"] }).rawXml(AFTER_TOKEN, trace(AFTER_TOKEN));
    const backend = { backendId: "other", tokenResource: "cccccccc-0000-4000-8000-000000000002" };
    const document = operationPolicyXml({ policy, callers: apiPolicy.callers, backend });
    expect(document).toMatch(/<base \/>\s*<ip-filter /);
    expect(steps(document).slice(0, 6)).toEqual([
      "inbound",
      "base",
      "set-backend-service",
      "authentication-managed-identity",
      "afterToken",
      "/inbound",
    ]);
  });

  it("of a product, behind the levels above", () => {
    expect(steps(productPolicyXml(everywhere()))).toEqual([
      "inbound",
      "base",
      "beforeAuthentication",
      "afterAuthentication",
      ...others,
      ...onError,
    ]);
  });
});

it("rule 21: headers of an answer are written in one order", () => {
  const answer = (headers: { [name: string]: string }) =>
    productPolicyXml(new Policy().returnResponse({ statusCode: 200, headers }));
  expect(answer({ "X-B": "2", "X-A": "1" })).toBe(answer({ "X-A": "1", "X-B": "2" }));
});
