import { DOMParser, type Element } from "@xmldom/xmldom";
import fc from "fast-check";
import { Callers } from "../../../lib/policy/callers/callers";
import { type ApiPolicy, apiPolicyXml } from "../../../lib/policy/documents/api-policy";
import { tenantId } from "../../fixtures/ids";
import { apiPolicy, entraCallers } from "../../fixtures/policies";
import { asTerraformEvaluates } from "../azurerm-difference";

function parsed(props: Partial<ApiPolicy> = {}) {
  return new DOMParser().parseFromString(apiPolicyXml({ ...apiPolicy, ...props }), "text/xml");
}

function inboundSteps(props: Partial<ApiPolicy> = {}) {
  const inbound = parsed(props).getElementsByTagName("inbound")[0];
  return [...inbound.childNodes].filter((node) => node.nodeType === 1).map((node) => node as Element);
}

function stepNames(props?: Partial<ApiPolicy>): string[] {
  return inboundSteps(props).map((step) =>
    step.tagName === "set-header"
      ? `${step.getAttribute("exists-action")} ${step.getAttribute("name")}`
      : step.tagName,
  );
}

describe("the policy of an API", () => {
  it("rule 18: inherits first, then authenticates the caller, then asks for the token, as the last step", () => {
    const steps = stepNames();
    expect(steps.slice(0, 2)).toEqual(["base", "validate-azure-ad-token"]);
    expect(steps.slice(-2)).toEqual(["set-backend-service", "authentication-managed-identity"]);
  });

  it("rule 18: the token step names the registration and the identity, and never goes on without a token", () => {
    expect(apiPolicyXml(apiPolicy)).toContain(
      `<authentication-managed-identity resource="${apiPolicy.tokenResource}" client-id="${apiPolicy.identityClientId}" ignore-error="false" />`,
    );
  });

  it("rule 18: names no identity for a system-assigned one", () => {
    expect(apiPolicyXml({ ...apiPolicy, identityClientId: undefined })).toContain(
      `<authentication-managed-identity resource="${apiPolicy.tokenResource}" ignore-error="false" />`,
    );
  });

  it.each(["inbound", "backend", "outbound", "on-error"])("rule 19: %s inherits", (section) => {
    const [element] = [...parsed().getElementsByTagName(section)];
    const first = [...element.childNodes].find((node) => node.nodeType === 1);
    expect(first?.nodeName).toBe("base");
  });

  it("rule 20: the Function is chosen as a backend of the gateway", () => {
    expect(apiPolicyXml(apiPolicy)).toContain('<set-backend-service backend-id="orders" />');
  });

  it("T14: the caller's own Authorization is deleted before the gateway's is written", () => {
    const steps = stepNames();
    expect(steps.indexOf("delete Authorization")).toBeGreaterThan(steps.indexOf("validate-azure-ad-token"));
    expect(steps.indexOf("delete Authorization")).toBeLessThan(
      steps.indexOf("authentication-managed-identity"),
    );
  });

  it("rule 21: is the same text each time", () => {
    expect(apiPolicyXml(apiPolicy)).toBe(apiPolicyXml({ ...apiPolicy }));
    expect(apiPolicyXml(apiPolicy)).toMatchSnapshot();
  });

  it("rule 21b: Terraform evaluates nothing in it that a user wrote", () => {
    const callers = entraCallers({ audiences: ["a${b}", "%{c}"] });
    expect(apiPolicyXml({ ...apiPolicy, callers })).toContain("<audience>a$${b}</audience>");
    expect(apiPolicyXml({ ...apiPolicy, callers })).toContain("<audience>%%{c}</audience>");
  });

  it("rule 21b: any text that XML can hold arrives as it was written", () => {
    const text = fc
      .string({ unit: "binary" })
      .filter((value) => /^[\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]+$/u.test(value));
    fc.assert(
      fc.property(text, text, (audience, backendId) => {
        const callers = entraCallers({ audiences: [audience] });
        const xml = apiPolicyXml({ ...apiPolicy, callers, backendId });
        // XML 1.0 takes two line ends for one; xmldom would take U+0085 and U+2028 too.
        const parser = new DOMParser({ normalizeLineEndings: (source) => source });
        const read = parser.parseFromString(asTerraformEvaluates(xml), "text/xml");
        expect(read.getElementsByTagName("audience")[0].textContent).toBe(audience);
        expect(read.getElementsByTagName("set-backend-service")[0].getAttribute("backend-id")).toBe(
          backendId,
        );
        expect(read.getElementsByTagName("authentication-managed-identity")).toHaveLength(1);
      }),
      { numRuns: 1000 },
    );
  });
});

describe("who may call", () => {
  it("rule 23: applications of the tenant, by client id, audience and role", () => {
    const callers = entraCallers({
      requiredRoles: ["Orders.Read", "Orders.Write"],
    });
    const [, step] = inboundSteps({ callers });
    expect(step.getAttribute("tenant-id")).toBe(tenantId);
    expect(String(step)).toContain('<claim name="roles" match="any">');
    expect(String(step).replace(/\s+/g, "")).toContain(
      "<value>Orders.Read</value><value>Orders.Write</value></claim></required-claims>",
    );
  });

  it("rule 23: applications of another tenant when it is named", () => {
    const other = "eeeeeeee-0000-4000-8000-000000000001";
    const callers = entraCallers({ audiences: ["a"], tenantId: other });
    expect(inboundSteps({ callers })[1].getAttribute("tenant-id")).toBe(other);
  });

  it("rule 23: holders of a signed, unexpired token of an OpenID provider", () => {
    const callers = Callers.openIdProvider({
      openIdConfigurationUrl: "https://login.example.com/.well-known/openid-configuration",
      audiences: ["orders"],
      issuers: ["https://login.example.com/"],
      requiredClaims: [{ name: "scope", values: ["read"] }],
    });
    expect(callers._validate()).toEqual([]);
    expect(String(inboundSteps({ callers })[1])).toMatchSnapshot();
  });

  it("rule 23: holders of a subscription key, and everyone, only when it is said", () => {
    expect(Callers.subscriptionKey().subscriptionRequired).toBe(true);
    expect(Callers.anonymous().subscriptionRequired).toBe(false);
    expect(entraCallers().subscriptionRequired).toBe(false);
    for (const callers of [Callers.subscriptionKey(), Callers.anonymous()]) {
      expect(stepNames({ callers })).not.toContain("validate-azure-ad-token");
      expect(stepNames({ callers }).slice(-1)).toEqual(["authentication-managed-identity"]);
    }
  });

  const errors: [string, Callers, string][] = [
    [
      "no client id",
      Callers.entraApplications({ clientIds: [], audiences: ["a"] }),
      "An empty list of client ids was given. At least one client id says who may call. List it in `callers.clientIds`.",
    ],
    [
      "a client id that is no GUID",
      Callers.entraApplications({ clientIds: ["web-shop"], audiences: ["a"] }),
      'The client id "web-shop" was given. A client id is a GUID',
    ],
    ["no audience", entraCallers({ audiences: [] }), "An empty list of audiences was given."],
    ["an empty audience", entraCallers({ audiences: [" "] }), 'The audience " " was given.'],
    [
      "a policy expression as an audience",
      entraCallers({ audiences: ["@(context.Request.Url)"] }),
      "is not a policy expression",
    ],
    [
      "a named value as a role",
      entraCallers({ audiences: ["a"], requiredRoles: ["{{role}}"] }),
      'The role "{{role}}" was given.',
    ],
    [
      "an empty list of roles, which would ask for none",
      entraCallers({ audiences: ["a"], requiredRoles: [] }),
      "An empty list of roles was given.",
    ],
    [
      "a tenant that is no GUID",
      entraCallers({ audiences: ["a"], tenantId: "common" }),
      'The tenant id "common" was given.',
    ],
    ["what XML cannot hold", entraCallers({ audiences: ["a\u0000"] }), "has no control characters"],
    [
      "a provider without TLS",
      Callers.openIdProvider({ openIdConfigurationUrl: "http://login.example.com/", audiences: ["a"] }),
      'The OpenID configuration "http://login.example.com/" was given.',
    ],
    [
      "a claim without a value",
      Callers.openIdProvider({
        openIdConfigurationUrl: "https://login.example.com/c",
        audiences: ["a"],
        requiredClaims: [{ name: "scope", values: [] }],
      }),
      "An empty list of claim's values was given.",
    ],
  ];
  it.each(errors)("is rejected with %s", (_what, callers, message) => {
    expect(callers._validate().join("\n")).toContain(message);
  });
});
