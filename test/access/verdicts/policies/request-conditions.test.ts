import { reviewAccess } from "../../../../lib/access/review";
import { closedStack } from "../../closed-stack";
import { firstPlan } from "../../stack-input";
import { verdictOf } from "../../verdict-of";
import { asGateway, type Change, closed, played, toFunction, validate, when, withSteps } from "../played";

const deny = '<return-response><set-status code="403" /></return-response>';
const denied = "refused 403 Policy: return-response";
const skips = 'context.Request.Headers.ContainsKey("X-Skip")';
const unlessSkipped = when(skips, "", validate);
const variable = (name: string, value: string) =>
  `<set-variable name="${name}" value="${value.replaceAll('"', "&quot;")}" />`;
const steps = (...all: readonly string[]): Change => withSteps(["<base />", ...all, toFunction].join(""));
const undecided = "unknown: a condition of the policy cannot be decided";

describe("a caller's choice", () => {
  it("is the same at every condition that asks for it", () => {
    expect(played(steps(unlessSkipped, when(skips, deny)))).toMatchObject({
      internet: denied,
      "policy-caller": asGateway,
    });
    expect(played(steps(unlessSkipped, when(`!${skips}`, deny))).internet).toBe(asGateway);
  });

  it("is the same in each form of the question", () => {
    const empty = 'context.Request.Headers.GetValueOrDefault("x-skip", "") == ""';
    const isNull = 'string.IsNullOrEmpty(context.Request.Headers.GetValueOrDefault("X-Skip"))';
    expect(played(steps(unlessSkipped, when(`!(${empty})`, deny))).internet).toBe(denied);
    expect(played(steps(unlessSkipped, when(`!${isNull}`, deny))).internet).toBe(denied);
  });

  it("is the policy's where it deletes or writes the header", () => {
    const deleted = '<set-header name="x-skip" exists-action="delete" />';
    expect(played(steps(deleted, unlessSkipped)).internet).toBe(closed);
    const written = '<set-header name="X-Skip" exists-action="override"><value>1</value></set-header>';
    expect(played(steps(written, unlessSkipped)).internet).toBe(asGateway);
    expect(played(steps(written, when(skips, validate))).internet).toBe(closed);
  });

  it("is made again where the header is written between two conditions", () => {
    const deleted = '<set-header name="X-Skip" exists-action="delete" />';
    expect(played(steps(unlessSkipped, deleted, when(skips, deny))).internet).toBe(asGateway);
  });

  it("is none where it is not known which header a policy writes", () => {
    const some = '<set-header name="@(context.Api.Id)" exists-action="delete" />';
    expect(played(steps(some, unlessSkipped)).internet).toBe(undecided);
  });

  it("stays a choice among more conditions than are remembered", () => {
    const many = Array.from({ length: 30 }, (_, place) =>
      when(`context.Request.Headers.ContainsKey("X-${place}")`, "<set-body>x</set-body>"),
    );
    // Requests in as many ways would take too long.
    const report = reviewAccess(firstPlan(closedStack(steps(...many, validate))));
    const verdicts = verdictOf(report, "operation:azurerm_api_management_api.orders:list");
    expect(verdicts.internet).toBe(closed);
  });
});

describe("whether the caller sends Authorization", () => {
  const sends = 'context.Request.Headers.ContainsKey("Authorization")';

  it("keeps nobody with a token out, and nobody without one in, before it is validated", () => {
    expect(played(steps(when(`!${sends}`, deny), validate))).toMatchObject({
      internet: closed,
      "policy-caller": asGateway,
    });
  });

  it("does not keep out who writes anything there", () => {
    const value = 'context.Request.Headers.GetValueOrDefault("Authorization", "")';
    expect(played(steps(when(`${value} == ""`, deny))).internet).toBe(asGateway);
    const bearer = `!${value}.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)`;
    expect(played(steps(when(bearer, deny))).internet).toBe(asGateway);
  });

  it("opens what validates it only where it is there", () => {
    expect(played(steps(when(sends, validate))).internet).toBe(asGateway);
  });

  it("is no question once the gateway wrote its token there", () => {
    const change = withSteps(`<base />${toFunction}${when(`!${sends}`, deny)}`);
    expect(played(change).internet).toBe(asGateway);
  });
});

describe("a variable", () => {
  it.each([
    ["a text", "strict", '(string)context.Variables["mode"] == "strict"'],
    ["a text, by a method", "strict", 'context.Variables.GetValueOrDefault<string>("mode", "") == "strict"'],
    ["a member", "@(context.Operation.Id)", '((string)context.Variables["mode"]).Equals("list")'],
    ["a condition", '@(context.Operation.Id == "list")', '(bool)context.Variables["mode"]'],
    [
      "a condition, by a method",
      '@(context.Operation.Id == "list")',
      'context.Variables.GetValueOrDefault<bool>("mode")',
    ],
  ])("that is %s decides a condition", (_, value, condition) => {
    expect(played(steps(variable("mode", value), when(condition, validate))).internet).toBe(closed);
    expect(played(steps(variable("mode", value), when(condition, "", validate))).internet).toBe(asGateway);
  });

  it("is the caller's choice where its condition is", () => {
    const skip = variable("skip", `@(${skips})`);
    const isSkipped = '(bool)context.Variables["skip"]';
    expect(played(steps(skip, when(isSkipped, "", validate))).internet).toBe(asGateway);
    expect(played(steps(skip, when(isSkipped, "", validate), when(isSkipped, deny))).internet).toBe(denied);
  });

  it("holds what was there when it was set", () => {
    const had = variable("had", '@(context.Request.Headers.ContainsKey("Authorization"))');
    const change = withSteps(`<base />${had}${toFunction}${when('!(bool)context.Variables["had"]', deny)}`);
    expect(played(change).internet).toBe(asGateway);
    const without = withSteps(
      `<base /><set-header name="Authorization" exists-action="delete" />${had}${toFunction}${when('!(bool)context.Variables["had"]', deny)}`,
    );
    expect(played(without).internet).toBe(denied);
  });

  it("decides nothing after another policy wrote it", () => {
    const cached = '<cache-lookup-value key="mode" variable-name="mode" />';
    const condition = '(string)context.Variables["mode"] == "strict"';
    expect(played(steps(variable("mode", "strict"), cached, when(condition, validate))).internet).toBe(
      undecided,
    );
  });
});

describe("the method of a request", () => {
  it("is another one after a policy set it", () => {
    const isGet = when('context.Request.Method == "GET"', validate);
    expect(played(steps(isGet)).internet).toBe(closed);
    expect(played(steps("<set-method>POST</set-method>", isGet)).internet).toBe(asGateway);
  });

  it("is not known of an operation that takes any", () => {
    const anyMethod: Change = (resources) => {
      resources.azurerm_api_management_api_operation.list.method = "*";
    };
    expect(played(anyMethod, steps(when('context.Request.Method == "POST"', "", validate))).internet).toBe(
      undecided,
    );
  });
});

describe("what the stack tells of a call", () => {
  it.each([
    'context.Api.Path == "orders"',
    'context.Deployment.ServiceName == "apim-shop"',
    'context.Operation.Id.StartsWith("li")',
    "context.Product?.Id == null",
    'context.Subscription?.Id != "1"',
  ])("decides a condition: %s", (condition) => {
    expect(played(steps(when(condition, validate))).internet).toBe(closed);
  });
});

describe("the header of a call to the Function", () => {
  const inVariable = toFunction.replace('ignore-error="false"', 'output-token-variable-name="token"');
  const written = (value: string, action = "override") =>
    `<set-header name="Authorization" exists-action="${action}"><value>${value}</value></set-header>`;

  it.each([
    '@("Bearer " + (string)context.Variables["token"])',
    '@("Bearer " + context.Variables.GetValueOrDefault&lt;string&gt;("token", ""))',
    '@($"Bearer {(string)context.Variables["token"]}")',
  ])("is the gateway's token from a variable: %s", (value) => {
    expect(played(withSteps(`<base />${validate}${inVariable}${written(value)}`))["policy-caller"]).toBe(
      asGateway,
    );
  });

  it("keeps the gateway's token where a policy writes it only if there is none", () => {
    const verdicts = played(withSteps(`<base />${validate}${toFunction}${written("x", "skip")}`));
    expect(verdicts["policy-caller"]).toBe(asGateway);
  });

  it("is a password, which App Service Authentication does not look at", () => {
    const basic = '<authentication-basic username="u" password="p" />';
    expect(played(withSteps(`<base />${toFunction}${basic}`)).internet).toBe(
      "refused 401 App Service Authentication: a token is required",
    );
  });
});
