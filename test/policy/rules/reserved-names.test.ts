import { TerraformVariable } from "cdktf";
import { Policy } from "../../../lib/policy/policy";
import { PolicyPlace } from "../../../lib/policy/policy-props";
import { newStack } from "../../synthesis";
import { errorsOf, nested, validateRaw } from "../errors-of";

const toTheFunction = [
  PolicyPlace.BEFORE_AUTHENTICATION,
  PolicyPlace.AFTER_AUTHENTICATION,
  PolicyPlace.AFTER_TOKEN,
];
const known = { claimHeaders: ["X-Caller-Id"] };

function knownLater(): string {
  return new TerraformVariable(newStack(), "later", {}).stringValue;
}

describe("a header of the call", () => {
  it.each([
    "Authorization",
    "authorization",
    " AUTHORIZATION ",
    "Ocp-Apim-Subscription-Key",
    "Ocp_Apim_Subscription-Key",
    "x-functions-key",
    "x_functions_key",
    "X-MS-CLIENT-PRINCIPAL",
    "X-MS-CLIENT-PRINCIPAL-ID",
    "X_MS_CLIENT_PRINCIPAL_ID",
    "X-MS-TOKEN-AAD-ACCESS-TOKEN",
    "@(&quot;Author&quot; + &quot;ization&quot;)",
    "{{header}}",
  ])("rule 18, T14: is not set by a user under the name %s", (name) => {
    for (const place of toTheFunction) {
      for (const action of ["override", "append", "skip", "delete"]) {
        const xml = `<set-header name="${name}" exists-action="${action}"><value>x</value></set-header>`;
        for (const text of nested(xml)) expect(validateRaw(place, text)).toContain("T14");
      }
    }
  });

  it.each(["X-Caller-Id", "x-caller-id", "X_Caller_Id", "X-Caller_Id"])(
    "T21: that tells the Function a claim is set by nothing else: %s",
    (name) => {
      const policy = new Policy().setRequestHeader(name, "me");
      for (const level of ["api", "operation", "product"] as const) {
        expect(errorsOf(policy, { ...known, level })).toContain("a claim of the validated caller");
      }
      expect(errorsOf(policy)).toBe("");
      expect(errorsOf(new Policy().setResponseHeader(name, "me"), known)).toBe("");
    },
  );

  it("T21: that tells the Function a claim is not set by a product, whose call of the backend comes last", () => {
    const xml =
      '<retry condition="@(false)" count="1" interval="1"><set-header name="X_Caller-Id"><value>me</value></set-header><forward-request /></retry>';
    expect(validateRaw(PolicyPlace.BACKEND, xml, { ...known, level: "product" })).toContain("T21");
  });

  it("T21: has a name that is known at synth", () => {
    expect(errorsOf(new Policy().setRequestHeader(knownLater(), "me"))).toContain("T21");
    expect(errorsOf(new Policy().setRequestHeader(`X-${knownLater()}`))).toContain("known only later");
    expect(errorsOf(new Policy().setResponseHeader(knownLater(), "me"))).toBe("");
  });

  it("T14: in which callers send their token belongs to the fixed steps", () => {
    const credentials = { headers: ["X-Webhook-Token"], queryParameters: [] };
    expect(errorsOf(new Policy().setRequestHeader("x_webhook_token", "a"), { credentials })).toContain("T14");
    expect(errorsOf(new Policy().setRequestHeader("X-Webhook", "a"), { credentials })).toBe("");
  });

  it("may be one of these in a response, and in a request of its own", () => {
    expect(
      validateRaw(PolicyPlace.OUTBOUND, '<set-header name="X-MS-CLIENT-PRINCIPAL" exists-action="delete" />'),
    ).toBe("");
    expect(
      validateRaw(
        PolicyPlace.AFTER_AUTHENTICATION,
        '<send-request mode="new" response-variable-name="r"><set-url>https://x.example</set-url>' +
          '<set-header name="Authorization" exists-action="override"><value>{{other}}</value></set-header></send-request>',
      ),
    ).toBe("");
  });
});

describe("a query parameter of the call", () => {
  const credentials = { headers: [], queryParameters: ["token"] };
  const set = (name: string, value?: string) => new Policy().setQueryParameter(name, value);

  it.each(["subscription-key", "Subscription-Key", "code", "CODE", "token"])(
    "T14: that is deleted is not set by a user: %s",
    (name) => {
      expect(errorsOf(set(name, "x"), { credentials })).toContain("T14");
      expect(errorsOf(set(name, "x"), { credentials, level: "operation" })).toContain("T14");
      // The caller is told apart by it until then.
      expect(errorsOf(set(name), { credentials })).toContain("T14");
      expect(errorsOf(set(name), { credentials, level: "operation" })).toBe("");
    },
  );

  it("T14: has a name that is known at synth", () => {
    expect(errorsOf(set(knownLater(), "x"))).toContain("T14");
    expect(errorsOf(set("{{name}}", "x"))).toContain("T14");
    expect(errorsOf(set("page", "x"))).toBe("");
  });
});

describe("T21: the variable of the validated token", () => {
  it.each([
    ["set-variable", '<set-variable name="validated-caller-token" value="a" />'],
    ["set-variable in other letters", '<set-variable name="Validated-Caller-Token" value="a" />'],
    ["a response", '<send-request response-variable-name="validated-caller-token" />'],
    ["a value of the cache", '<cache-lookup-value key="a" variable-name="validated-caller-token" />'],
    [
      "errors of a body",
      '<validate-content unspecified-content-type-action="detect" max-size="1" size-exceeded-action="detect" errors-variable-name="validated-caller-token" />',
    ],
    ["a name that is known later", '<cache-lookup-value key="a" variable-name="{{name}}" />'],
  ])("is not set by %s, at any level", (_what, xml) => {
    for (const level of ["api", "operation", "product"] as const) {
      for (const text of nested(xml)) {
        expect(validateRaw(PolicyPlace.AFTER_AUTHENTICATION, text, { level })).toContain("T21");
      }
    }
  });

  it("is not set under a name that Terraform knows later", () => {
    expect(errorsOf(new Policy().setVariable(knownLater(), "a"))).toContain("T21");
    expect(errorsOf(new Policy().setVariable("caller-token", "a"))).toBe("");
  });
});
