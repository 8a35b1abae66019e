import { CallerClaim } from "../../../lib/policy/callers/caller-claim";
import type { Callers } from "../../../lib/policy/callers/callers";
import { TokenLocation } from "../../../lib/policy/callers/token-location";
import { apiPolicyXml } from "../../../lib/policy/documents/api-policy";
import { operationPolicyXml } from "../../../lib/policy/documents/operation-policy";
import { Policy } from "../../../lib/policy/policy";
import { PolicyPlace } from "../../../lib/policy/policy-props";
import { apiPolicy, entraCallers } from "../../fixtures/policies";

const byQuery = entraCallers({ tokenLocation: TokenLocation.queryParameter("token") });

function apiXml(policy?: Policy, callers: Callers = byQuery): string {
  return apiPolicyXml({ ...apiPolicy, callers, policy });
}

function headerDeletion(name: string): string {
  return `<set-header name="${name}" exists-action="delete" />`;
}

function parameterDeletion(name: string): string {
  return `<set-query-parameter name="${name}" exists-action="delete" />`;
}

/** What a policy writes behind a text. */
function behind(xml: string, text: string): string {
  const at = xml.lastIndexOf(text);
  if (at < 0) throw new Error(`${text} is not in ${xml}`);
  return xml.slice(at);
}

const tokenStep = "<authentication-managed-identity";

describe("what the caller must not send on", () => {
  it.each([
    "X-MS-CLIENT-PRINCIPAL",
    "X-MS-CLIENT-PRINCIPAL-ID",
    "X-MS-CLIENT-PRINCIPAL-IDP",
    "X-MS-CLIENT-PRINCIPAL-NAME",
    "X-MS-TOKEN-AAD-ACCESS-TOKEN",
    "X-MS-TOKEN-AAD-ID-TOKEN",
    "Ocp-Apim-Subscription-Key",
    "x-functions-key",
  ])("T8, T9, T14: the header %s is deleted before the token step", (name) => {
    const [before] = apiXml().split(tokenStep);
    expect(before).toContain(headerDeletion(name));
  });

  it.each(["subscription-key", "code", "token"])(
    "T8, T9, T14: the query parameter %s is deleted before the token step",
    (name) => {
      const [before] = apiXml().split(tokenStep);
      expect(before).toContain(parameterDeletion(name));
    },
  );

  it.each(["subscription-key", "code", "token"])(
    "T14: the query parameter %s does not come back with a new path, at any level",
    (name) => {
      const rewrite = '<rewrite-uri template="/a" />';
      const inBranch = `<choose><when condition="@(true)">${rewrite}</when></choose>`;
      const policies = [
        new Policy().rewriteUri("/a"),
        new Policy().rawXml(PolicyPlace.AFTER_TOKEN, rewrite),
        new Policy().rawXml(PolicyPlace.AFTER_TOKEN, inBranch),
      ];
      for (const policy of policies) {
        for (const xml of [apiXml(policy), operationPolicyXml({ policy, callers: byQuery })]) {
          expect(behind(xml, "<rewrite-uri")).toContain(parameterDeletion(name));
        }
      }
    },
  );

  it.each(["subscription-key", "code", "token"])(
    "T14: the query parameter %s does not come back with a fragment, of which nothing is known",
    (name) => {
      const after = new Policy().includeFragment("a", PolicyPlace.AFTER_TOKEN);
      expect(behind(apiXml(after), "<include-fragment")).toContain(parameterDeletion(name));
      const policy = new Policy().includeFragment("a");
      const xml = operationPolicyXml({ policy, callers: byQuery });
      expect(behind(xml, "<include-fragment")).toContain(parameterDeletion(name));
    },
  );

  it("is deleted once where nothing brings it back", () => {
    expect(apiXml().match(/<set-query-parameter /g)).toHaveLength(3);
    const policy = new Policy().setQueryParameter("page", "1");
    expect(operationPolicyXml({ policy, callers: byQuery }).match(/<set-query-parameter /g)).toHaveLength(1);
  });

  it("T14: a token in a header of the callers' own is deleted as well, after the user's statements", () => {
    const callers = entraCallers({ tokenLocation: TokenLocation.header("X-Token") });
    const policy = new Policy().setVariable("a", "b");
    const [, after] = apiXml(policy, callers).split("<set-variable");
    expect(after.split(tokenStep)[0]).toContain(headerDeletion("X-Token"));
  });
});

describe("T21: a call with a header that a host may take for a deleted one", () => {
  const callers = entraCallers().forwardingClaims({ "X-Caller-Id": CallerClaim.OBJECT_ID });

  it("is rejected after the caller is authenticated and before the token step", () => {
    const xml = apiXml(undefined, callers);
    const at = xml.indexOf("context.Request.Headers.Any(");
    expect(at).toBeGreaterThan(xml.indexOf("</validate-azure-ad-token>"));
    expect(at).toBeLessThan(xml.indexOf(tokenStep));
    expect(xml.slice(at)).toMatch(
      /^[^<]*<return-response>\s*<set-status code="400" reason="Bad Request" \/>/,
    );
  });

  it("is told by underscores in the place of hyphens, whatever their case", () => {
    const [, names, rest] =
      /new\[\] \{ ([^}]*) \}(\.Any\([^>]*&gt;[^>]*)>/.exec(apiXml(undefined, callers)) ?? [];
    expect(names.replaceAll("&quot;", "").split(", ")).toEqual([
      "X-Caller-Id",
      "X-MS-CLIENT-PRINCIPAL",
      "X-MS-TOKEN-",
      "Ocp-Apim-Subscription-Key",
      "x-functions-key",
    ]);
    expect(rest).toContain(
      "header.Key.Replace(&quot;_&quot;, &quot;-&quot;).StartsWith(name, StringComparison.OrdinalIgnoreCase)",
    );
  });

  it("covers every header with hyphens that is deleted", () => {
    const [, names] = /new\[\] \{ ([^}]*) \}\.Any/.exec(apiXml()) ?? [];
    const prefixes = names.replaceAll("&quot;", "").split(", ");
    const deleted = [...apiXml().matchAll(/<set-header name="([^"]*-[^"]*)" exists-action="delete"/g)];
    expect(deleted.length).toBeGreaterThan(7);
    for (const [, name] of deleted) expect(prefixes.some((prefix) => name.startsWith(prefix))).toBe(true);
  });
});
