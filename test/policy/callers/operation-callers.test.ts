import fc from "fast-check";
import { CallerClaim } from "../../../lib/policy/callers/caller-claim";
import { Callers } from "../../../lib/policy/callers/callers";
import { ClaimMatch } from "../../../lib/policy/callers/callers-props";
import { TokenLocation } from "../../../lib/policy/callers/token-location";
import { apiPolicyXml } from "../../../lib/policy/documents/api-policy";
import { AzureCloud } from "../../../lib/support/cloud";
import { clientApplicationId } from "../../fixtures/ids";
import { apiPolicy, callersXml, entraCallers } from "../../fixtures/policies";

const everyone = Callers.anonymous();

function opened(...operationIds: string[]): Callers {
  return entraCallers().exceptFor({ operationIds, callers: everyone });
}

describe("rule 23: single operations", () => {
  it("are opened by name, and every other operation keeps the default", () => {
    const xml = callersXml(opened("health_check"));
    expect(xml).toContain(
      '<when condition="@(new[] { &quot;health-check&quot;, &quot;health_check&quot; }.Contains(context.Operation.Id, StringComparer.OrdinalIgnoreCase))">',
    );
    expect(xml.indexOf("validate-azure-ad-token")).toBeGreaterThan(xml.indexOf("<otherwise>"));
    expect(xml.match(/<validate-azure-ad-token/g)).toHaveLength(1);
  });

  it("ask for a role of their own", () => {
    const callers = entraCallers().exceptFor({
      operationIds: ["create"],
      callers: entraCallers({ requiredRoles: ["Orders.Write"] }),
    });
    const [exception, byDefault] = callersXml(callers).split("<otherwise>");
    expect(exception).toContain("<value>Orders.Write</value>");
    expect(byDefault).not.toContain("Orders.Write");
    expect(byDefault).toContain("<validate-azure-ad-token");
  });

  it("are said in the description, and can be looked up", () => {
    const callers = opened("ready", "health");
    expect(callers.description).toBe(
      `Entra application ${clientApplicationId}; anyone may call health, ready`,
    );
    expect(callers._operationIds).toEqual(["health", "ready"]);
    expect(callers._validate()).toEqual([]);
  });

  it("rule 21: give the same policy in any order", () => {
    expect(callersXml(opened("a").exceptFor({ operationIds: ["b"], callers: everyone }))).toBe(
      callersXml(opened("b").exceptFor({ operationIds: ["a"], callers: everyone })),
    );
  });

  const errors: [string, Callers, string][] = [
    ["no operation", opened(), "An exception was given without an operation."],
    ["one operation twice", opened("get-a", "Get_A"), 'The operation "get-a" was given twice.'],
    ["a key for the API", opened("health").withSubscriptionKey(), "Callers without a subscription key were"],
    [
      "a key for the operation",
      entraCallers().exceptFor({ operationIds: ["health"], callers: Callers.subscriptionKey() }),
      "Callers with a subscription key were given for health, in an API that requires none.",
    ],
    [
      "exceptions of exceptions",
      entraCallers().exceptFor({ operationIds: ["a"], callers: opened("b") }),
      "Callers with exceptions or forwarded claims of their own were given for a.",
    ],
  ];
  it.each(errors)("are rejected with %s", (_what, callers, message) => {
    expect(callers._validate().join("\n")).toContain(message);
  });

  it("of any name are rejected, or stand in the expression as they were written", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (id) => {
        const callers = opened(id);
        if (callers._validate().length > 0) return;
        expect(id).toMatch(/^[\w.:/~-]+$/);
        expect(callersXml(callers)).toContain(`&quot;${id}&quot;`);
      }),
    );
    expect(opened('a") || true || ("')._validate()).toHaveLength(1);
  });
});

describe("claims of the caller", () => {
  const callers = opened("health").forwardingClaims({
    "X-Caller-Roles": CallerClaim.ROLES,
    "X-Caller-Id": CallerClaim.CLIENT_ID,
  });

  it("T21: are set from the validated token right after it was validated, what the client sent was deleted before", () => {
    const xml = callersXml(callers);
    expect(xml.indexOf('<set-header name="X-Caller-Id" exists-action="delete" />')).toBe(0);
    expect(xml).toContain('output-token-variable-name="validated-caller-token"');
    const [exception, byDefault] = xml.split("<otherwise>");
    expect(byDefault.indexOf('<set-header name="X-Caller-Id" exists-action="override">')).toBeGreaterThan(
      byDefault.indexOf("</validate-azure-ad-token>"),
    );
    expect(xml.indexOf(".Claims[&quot;azp&quot;]")).toBeLessThan(xml.indexOf(".Claims[&quot;appid&quot;]"));
    expect(xml).not.toMatch(/&#x/);
    // Where nothing is validated, a variable that somebody else set is not read.
    expect(exception).toContain("&quot;health&quot;");
    expect(exception).not.toContain("validated-caller-token");
  });

  it("T21: are set for each operation that validates a token", () => {
    const xml = callersXml(
      callers.exceptFor({ operationIds: ["create"], callers: entraCallers({ requiredRoles: ["Write"] }) }),
    );
    expect(xml.match(/output-token-variable-name="validated-caller-token"/g)).toHaveLength(2);
    expect(xml.match(/<set-header name="X-Caller-Roles" exists-action="override">/g)).toHaveLength(2);
    expect(xml.match(/<set-header name="X-Caller-Roles" exists-action="delete" \/>/g)).toHaveLength(1);
  });

  it.each([
    "Authorization",
    "x-ms-client-principal-name",
    "X_MS_CLIENT_PRINCIPAL",
    "X_Caller_Id",
    "Connection",
    "X Y",
    "Ocp-Apim-Subscription-Key",
  ])("are rejected in the header %s", (name) => {
    const rejected = entraCallers()
      .forwardingClaims({ [name]: CallerClaim.OBJECT_ID })
      ._validate();
    expect(rejected.join()).toContain(`The header ${JSON.stringify(name)} was given.`);
  });

  it("are rejected without a token, without a header, in one header twice, and with a name that breaks out", () => {
    const rejected = (from: Callers, headers: Record<string, CallerClaim>) =>
      from.forwardingClaims(headers)._validate().join();
    expect(rejected(everyone, { "X-A": CallerClaim.NAME })).toContain("callers who have no token");
    expect(rejected(entraCallers(), {})).toContain("No header was given");
    expect(rejected(entraCallers(), { "X-A": CallerClaim.NAME, "x-a": CallerClaim.NAME })).toContain(
      "given twice",
    );
    expect(rejected(entraCallers(), { "X-A": CallerClaim.named('a"]') })).toContain(
      'The claim "a\\"]" was given.',
    );
  });
});

describe("tokens", () => {
  it("T14: from elsewhere are read there, and deleted before the Function is called", () => {
    const xml = (tokenLocation: TokenLocation) =>
      apiPolicyXml({ ...apiPolicy, callers: entraCallers({ tokenLocation }) });
    expect(xml(TokenLocation.header("X-Token"))).toMatch(
      /header-name="X-Token"[\s\S]*<set-header name="X-Token" exists-action="delete" \/>[\s\S]*<authentication-/,
    );
    expect(xml(TokenLocation.queryParameter("token"))).toMatch(
      /query-parameter-name="token"[\s\S]*<set-query-parameter name="token" exists-action="delete" \/>[\s\S]*<authentication-/,
    );
  });

  it("of another cloud are validated with its Entra", () => {
    expect(callersXml(entraCallers(), AzureCloud.CHINA)).toContain(
      'authentication-endpoint="https://login.partner.microsoftonline.cn"',
    );
    expect(callersXml(entraCallers())).not.toContain("authentication-endpoint");
  });

  it("carry scopes, and claims with all values", () => {
    const xml = callersXml(
      entraCallers({
        requiredScopes: ["Orders.Read"],
        requiredClaims: [{ name: "groups", values: ["a"], match: ClaimMatch.ALL, separator: "," }],
      }),
    );
    expect(xml).toContain('<claim name="scp" match="any" separator=" ">');
    expect(xml).toContain('<claim name="groups" match="all" separator=",">');
  });

  it("and a subscription key", () => {
    const callers = entraCallers().withSubscriptionKey();
    expect(callers.subscriptionRequired).toBe(true);
    expect(callers.description).toBe(`Entra application ${clientApplicationId}, with a subscription key`);
    expect(callersXml(callers)).toBe(callersXml(entraCallers()));
  });
});
