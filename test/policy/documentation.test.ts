import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as library from "cdktf-secure-function-behind-apim";
import { Callers, Policy, PolicyPlace } from "cdktf-secure-function-behind-apim";
import { ScriptTarget, transpileModule as transpile } from "typescript";
import { element, type XmlElement } from "../../lib/policy/xml/xml-element";
import { xmlText } from "../../lib/policy/xml-text";
import { all, newStack, synthesize } from "../synthesis";
import { errorsOf } from "./errors-of";

const text = readFileSync(join(__dirname, "../../docs/policies.md"), "utf8");
const snippets = [...text.matchAll(/```ts\n(new Policy\(\)[^`]+)```\n(?:\n```xml\n([^`]+)```\n)?/g)].map(
  ([, snippet, xml]) => ({ snippet, xml }),
);

/** What a snippet makes, section by section, without the fixed steps. */
function written(policy: Policy): string {
  const inbound = [
    PolicyPlace.BEFORE_AUTHENTICATION,
    PolicyPlace.AFTER_AUTHENTICATION,
    PolicyPlace.AFTER_TOKEN,
  ].flatMap((place) => policy._at(place));
  const backend = policy._at(PolicyPlace.BACKEND).filter(({ name }) => name !== "base");
  return [
    section("inbound", inbound),
    section("backend", backend),
    section("outbound", policy._at(PolicyPlace.OUTBOUND)),
    section("on-error", policy._at(PolicyPlace.ON_ERROR)),
  ].join("");
}

function section(name: string, elements: readonly XmlElement[]): string {
  return elements.length > 0 ? xmlText(element(name, {}, elements)) : "";
}

function evaluated(snippet: string): Policy {
  return new Function(...Object.keys(library), `return ${snippet}`)(...Object.values(library));
}

describe("docs/policies.md", () => {
  it.each(snippets)("shows what comes of $snippet", ({ snippet, xml }) => {
    expect(xml).toBe(written(evaluated(snippet)));
  });

  it.each(snippets)("shows what is accepted: $snippet", ({ snippet }) => {
    const policy = evaluated(snippet);
    const level = snippet.includes(".quota(") ? "product" : "api";
    expect(errorsOf(policy, { level, subscriptionRequired: true })).toBe("");
  });

  it("gives the quickstart a limit, a header and a second version", () => {
    const [, first] = /```ts\n(const policy[^`]+)```/.exec(text) ?? [];
    const stack = newStack();
    const names = { ...library, callers: Callers.anonymous() };
    const { outputText } = transpile(first, { compilerOptions: { target: ScriptTarget.ES2022 } });
    new Function(...Object.keys(names), outputText).call(stack, ...Object.values(names));
    const json = synthesize(stack);
    expect(all(json, "azurerm_api_management_api").map(({ version }) => version)).toEqual(["v1", "v2"]);
    for (const [index, { xml_content }] of all(json, "azurerm_api_management_api_policy").entries()) {
      expect(xml_content).toContain('<rate-limit-by-key calls="60"');
      expect(xml_content).toContain(`<value>${index + 1}</value>`);
    }
  });

  it("has a snippet for every method", () => {
    const methods = Object.getOwnPropertyNames(Policy.prototype).filter((name) => /^[a-z]/.test(name));
    const internal = ["constructor", "add", "copy", "forwardWith", "with"];
    for (const method of methods.filter((name) => !internal.includes(name))) {
      expect(text).toContain(`.${method}(`);
    }
  });
});
