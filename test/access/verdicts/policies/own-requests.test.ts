import { reviewAccess } from "../../../../lib/access/review";
import { closedStack } from "../../closed-stack";
import { firstPlan } from "../../stack-input";
import {
  asGateway,
  askForToken,
  type Change,
  closed,
  played,
  toFunction,
  validate,
  when,
  withSteps,
} from "../played";

const url = "https://${azurerm_linux_function_app.orders.default_hostname}/api/orders";
const request = (content: string, attributes = 'mode="new" response-variable-name="orders"', to = url) =>
  `<send-request ${attributes}><set-url>${to}</set-url><set-method>GET</set-method>${content}</send-request>`;
const answer = '<return-response response-variable-name="orders" />';
const toOthers: Change = ({ azurerm_api_management_api: { orders } }) => {
  orders.service_url = "https://example.com";
};
const inVariable = askForToken.replace('ignore-error="false"', 'output-token-variable-name="token"');
const fromVariable = `<set-header name="Authorization" exists-action="override"><value>@("Bearer " + (string)context.Variables["token"])</value></set-header>`;

describe("a request that a policy makes of its own", () => {
  it.each<[string, Change]>([
    ["is what the caller gets an answer of", withSteps(`<base />${request(askForToken)}${answer}`)],
    ["stands beside a call that goes elsewhere", withSteps(`<base />${request(askForToken)}`)],
    [
      "does not wait for its answer",
      withSteps(`<base />${request(askForToken).replaceAll("send-request", "send-one-way-request")}`),
    ],
    ["runs when the backend has answered", withSteps("<base />", { outbound: request(askForToken) })],
    ["has a token of an earlier step", withSteps(`<base />${inVariable}${request(fromVariable)}${answer}`)],
    ["waits beside others", withSteps(`<base /><wait for="all">${request(askForToken)}</wait>`)],
  ])("reaches the Function for everyone where it %s", (_, change) => {
    expect(played(toOthers, change)).toEqual({
      internet: asGateway,
      network: asGateway,
      "tenant-user": asGateway,
      "tenant-application": asGateway,
      "other-tenant": asGateway,
      "subscription-key": asGateway,
    });
  });

  it("reaches it for those whom a policy before it lets through", () => {
    const verdicts = played(toOthers, withSteps(`<base />${validate}${request(askForToken)}${answer}`));
    expect(verdicts).toMatchObject({ internet: closed, "policy-caller": asGateway });
  });

  it("reaches it for those whom a policy behind it turns away", () => {
    expect(played(withSteps(`<base />${request(askForToken)}${validate}${toFunction}`)).internet).toBe(
      asGateway,
    );
  });

  it("reaches it for those who fail at a policy, where it is how errors are handled", () => {
    const change = withSteps(`<base />${validate}${toFunction}`, { error: request(askForToken) });
    expect(played(change).internet).toBe(asGateway);
  });

  it("does not run where a policy answers by itself", () => {
    const stop = '<return-response><set-status code="403" /></return-response>';
    const other = { error: request(askForToken), outbound: request(askForToken) };
    expect(played(withSteps(`<base />${stop}`, other)).internet).toBe("refused 403 Policy: return-response");
  });

  it("opens nothing without a token", () => {
    expect(played(withSteps(`<base />${request("")}${validate}${toFunction}`)).internet).toBe(closed);
  });

  it("does not run where its condition is false", () => {
    const never = when('context.Operation.Id == "other"', request(askForToken));
    expect(played(withSteps(`<base />${never}${validate}${toFunction}`)).internet).toBe(closed);
  });

  it("hands on the caller's token where it is a copy of the call", () => {
    const change = withSteps(
      `<base />${validate}${request("", 'mode="copy" response-variable-name="orders"')}`,
    );
    expect(played(toOthers, change)["policy-caller"]).toBeUndefined();
  });

  it("ends the call where Entra gives it no token, unless it ignores errors", () => {
    const other = askForToken.replace(
      /resource="[^"]*"/,
      'resource="api://${azuread_application.orders.client_id}"',
    );
    const ignoring = 'mode="new" response-variable-name="orders" ignore-error="true"';
    const failing = played(withSteps(`<base />${request(other)}${validate}${toFunction}`));
    expect(failing["policy-caller"]).toBe("refused no token Policy: authentication-managed-identity");
    const ignored = played(withSteps(`<base />${request(other, ignoring)}${validate}${toFunction}`));
    expect(ignored["policy-caller"]).toBe(asGateway);
  });

  it.each([
    [
      "a token of the gateway",
      askForToken,
      "unknown: where a request of the policy goes is computed during the call",
    ],
    ["nothing", "", closed],
  ])(
    "that may go anywhere with %s is taken for one of the Function where it may get in",
    (_, content, verdict) => {
      const anywhere = request(content, undefined, "@(context.Request.OriginalUrl.ToString())");
      expect(played(withSteps(`<base />${anywhere}${validate}${toFunction}`)).internet).toBe(verdict);
    },
  );

  it("shows a token of an earlier step to whoever answers it", () => {
    const change = withSteps(
      `<base />${validate}${inVariable}${request(fromVariable, undefined, "https://example.com/x")}${toFunction}`,
    );
    const report = reviewAccess(firstPlan(closedStack(change)));
    const receivers = report.callers.filter(({ kind }) => kind === "token-receiver");
    expect(receivers.map(({ label }) => label)).toEqual(["whoever answers at https://example.com/x"]);
    expect(report.verdicts.find(({ caller }) => caller === receivers[0].id)?.access).toBe("reaches");
  });
});
