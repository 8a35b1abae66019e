import { Policy } from "../../../lib/policy/policy";
import { PolicyPlace } from "../../../lib/policy/policy-props";
import { errorsOf, validateRaw } from "../errors-of";

function limitBy(code: string): Policy {
  const counterKey = `@(${code})`;
  return new Policy()
    .rateLimitByKey({ calls: 1, renewalPeriod: 60, counterKey })
    .quotaByKey({ calls: 1, renewalPeriod: 300, counterKey });
}

const credentials = { headers: ["X-Token"], queryParameters: ["token"] };

describe("a limit for each caller", () => {
  it.each([
    'context.Request.Headers.GetValueOrDefault("Authorization", "").AsJwt()?.Subject',
    'context.Request.Headers.GetValueOrDefault("X-Token", "")',
    'context.Request.Headers.GetValueOrDefault("Ocp-Apim-Subscription-Key", "")',
    'context.Request.Url.Query.GetValueOrDefault("token", "")',
  ])("does not count by what is the same for all callers in an operation's policy: %s", (code) => {
    expect(errorsOf(limitBy(code), { credentials })).toBe("");
    const error = errorsOf(limitBy(code), { credentials, level: "operation" });
    expect(error).toMatch(/`rateLimitByKey`.*(same for all callers|count for all of them)/);
    expect(error).toMatch(/`quotaByKey`.*(same for all callers|count for all of them)/);
    expect(error).toContain("`setVariable`");
  });

  it("does not count by it behind the token step of the API either", () => {
    const xml =
      '<rate-limit-by-key calls="1" renewal-period="1" counter-key="@(context.Request.Headers.GetValueOrDefault("X-Token", ""))" />';
    expect(validateRaw(PolicyPlace.AFTER_TOKEN, xml, { credentials })).toContain("count for all of them");
  });

  it.each([
    'context.Request.Headers.GetValueOrDefault("X-Caller-Id", "")',
    '(string)context.Variables["caller"]',
    "context.Request.IpAddress",
  ])("counts by what is still known there: %s", (code) => {
    expect(errorsOf(limitBy(code), { credentials, level: "operation" })).toBe("");
  });
});
