import { UserAssignedIdentity } from "@cdktf/provider-azurerm/lib/user-assigned-identity";
import { Fn, Lazy, TerraformOutput, type TerraformStack, TerraformVariable, Testing } from "cdktf";
import { Callers } from "../../lib/policy/callers/callers";
import { apiPolicyXml } from "../../lib/policy/documents/api-policy";
import { Policy } from "../../lib/policy/policy";
import { PolicyPlace } from "../../lib/policy/policy-props";
import { hasTerraformValue, textParts } from "../../lib/policy/terraform-values";
import { element } from "../../lib/policy/xml/xml-element";
import { xmlText } from "../../lib/policy/xml-text";
import { terraformText } from "../../lib/support/terraform-text";
import { apiPolicy, entraCallers } from "../fixtures/policies";
import { anotherStack } from "../synthesis";
import { describeWithTerraform } from "../terraform/describe-with-terraform";
import { inStack } from "../terraform/workspace";
import { parsed } from "./azurerm-difference";
import { errorsOf } from "./errors-of";

function variable(stack: TerraformStack, name: string, value: unknown = undefined): TerraformVariable {
  return new TerraformVariable(stack, name, {
    type: typeof value === "number" ? "number" : "string",
    default: value,
  });
}

function written(stack: TerraformStack, text: string, attribute = false): string {
  const xml = attribute ? element("a", { b: text }) : element("a", {}, [text]);
  new TerraformOutput(stack, "xml", { value: terraformText(xmlText(xml)) });
  return JSON.parse(Testing.synth(stack)).output.xml.value;
}

/** What a policy holds when Terraform evaluated it, by the names of outputs. */
async function applied(stack: TerraformStack): Promise<Record<string, string>> {
  return inStack(Testing.synth(stack), async (terraform) => {
    await terraform("apply", "-auto-approve", "-input=false");
    const outputs = JSON.parse(await terraform("output", "-json"));
    return Object.fromEntries(
      Object.entries<{ value: string }>(outputs).map(([name, { value }]) => [name, value]),
    );
  });
}

const values = [
  "plain",
  "a & b &amp; c &#38; d",
  "</value></set-variable><base />",
  `<a b="c">'d'</a>]]>`,
  "two\nlines\tand a tab\r\n",
  "${a} $${b} %{c} %%{d} $",
  'back\\slash \\" \\n',
  "é 😀 \u2028 \u00a0",
  "mail@example.com {x} @ {y",
  "/a.*/",
  "",
];

/** A policy with a value in an attribute, in elements, in mixtures, and in what callers are asked for. */
function policyXml(value: string): string {
  const policy = new Policy()
    .setVariable("attribute", value)
    .setVariable("mixed", `a${value}b$${value}%${value}`)
    .setResponseHeader("X-Element", value);
  const callers = Callers.entraApplications({
    clientIds: ["11111111-2222-4333-8444-555555555555"],
    audiences: [value, `api://${value}`],
  });
  return apiPolicyXml({ ...apiPolicy, callers, policy, backendId: value });
}

describeWithTerraform("a Terraform value in a policy (rule 21b, T23)", () => {
  it("arrives as the text that it is, whatever it is", async () => {
    const stack = anotherStack();
    for (const [index, value] of values.entries()) {
      new TerraformOutput(stack, `policy-${index}`, {
        value: policyXml(variable(stack, `value-${index}`, value).stringValue),
      });
    }
    const outputs = await applied(stack);
    for (const [index, value] of values.entries()) {
      const root = parsed(outputs[`policy-${index}`]);
      const named = (name: string) => [...root.getElementsByTagName(name)];
      expect(named("set-variable").map((one) => one.getAttribute("value"))).toEqual([
        value,
        `a${value}b$${value}%${value}`,
      ]);
      expect(named("value").map(({ textContent }) => textContent)).toEqual([value]);
      expect(named("audience").map(({ textContent }) => textContent)).toEqual([value, `api://${value}`]);
      expect(named("set-backend-service").map((one) => one.getAttribute("backend-id"))).toEqual([value]);
      expect(named("base")).toHaveLength(4);
    }
  }, 120_000);

  it("may be a number, and several may stand beside each other", async () => {
    const stack = anotherStack();
    const [number, one, other] = [
      variable(stack, "n", 12.5),
      variable(stack, "a", "<a>"),
      variable(stack, "b", "&"),
    ];
    const xml = element("a", { b: `${number.numberValue}` }, [`${one.stringValue}${other.stringValue}`]);
    new TerraformOutput(stack, "xml", { value: terraformText(xmlText(xml)) });
    const { xml: text } = await applied(stack);
    expect(text).toBe('<a b="12.5">&lt;a&gt;&amp;</a>\n');
  }, 120_000);

  it.each([
    ["an expression", "@(context.Request.Headers)", (value: string) => value],
    ["an expression behind a text", "a @{ return 1; }", (value: string) => value],
    ["a named value", "{{secret}}", (value: string) => value],
    ["a Liquid tag", "{% for a in b %}", (value: string) => value],
    ["an expression with the text before", "(context.Request.Headers)", (value: string) => `mail@${value}`],
    ["a named value with the text before", "{secret}}", (value: string) => `a {${value}`],
    ["the beginning of an expression", "a@", (value: string) => `${value}(1)`],
    [
      "an expression with another value",
      "(a",
      (value: string, stack: TerraformStack) => `${variable(stack, "at", "@").stringValue}${value}`,
    ],
  ])(
    "is rejected by the plan when it is %s",
    async (_what, value, text) => {
      const stack = anotherStack();
      const { stringValue } = variable(stack, "crafted", value);
      new TerraformOutput(stack, "xml", {
        value: terraformText(xmlText(element("a", {}, [text(stringValue, stack)]))),
      });
      await inStack(Testing.synth(stack), async (terraform) => {
        await expect(terraform("plan", "-input=false")).rejects.toThrow(
          /pattern did not match any part of the given\s+string/,
        );
      });
    },
    120_000,
  );
});

describe("a Terraform value in a policy", () => {
  it.each([
    ["an expression", (value: string) => new Policy().setVariable("a", `@("${value}")`)],
    ["an expression behind a text", (value: string) => new Policy().setVariable("a", `b @(1 + ${value})`)],
    [
      "an expression of several lines",
      (value: string) => new Policy().setVariable("a", `@{ return ${value}; }`),
    ],
    ["a named value", (value: string) => new Policy().setVariable("a", `{{${value}}}`)],
    [
      "a Liquid tag",
      (value: string) =>
        new Policy().rawXml(PolicyPlace.OUTBOUND, `<set-body template="liquid">{% if ${value} %}</set-body>`),
    ],
  ])("is rejected in %s, whose code it would be", (_what, build) => {
    const { stringValue, numberValue } = variable(anotherStack(), "v");
    expect(errorsOf(build(stringValue))).toContain("a Terraform value inside of a policy expression");
    expect(errorsOf(build(String(numberValue)))).toContain("could be any code by then");
  });

  it("is accepted beside what the gateway evaluates, whose other texts are checked", () => {
    const { stringValue } = variable(anotherStack(), "v");
    expect(errorsOf(new Policy().setVariable("a", `{{b}} ${stringValue}`))).toBe("");
    expect(errorsOf(new Policy().setVariable("a", `${stringValue}&amp;`))).toContain("spells `&amp;`");
    expect(errorsOf(new Policy().setVariable("a", `${stringValue}\n`))).toContain("no tabs or line ends");
    const audiences = (value: string) => entraCallers({ audiences: [value] })._validate();
    expect(audiences(`api://${stringValue}`)).toEqual([]);
    expect(audiences(`@(${stringValue})`)).toHaveLength(1);
    expect(audiences(`{{${stringValue}}}`)).toHaveLength(1);
  });

  it("is escaped by Terraform's functions, in the order in which nothing is escaped twice", () => {
    const stack = anotherStack();
    expect(written(stack, `a ${variable(stack, "v").stringValue}`)).toMatch(
      /^<a>a \$\{replace\(replace\(replace\(replace\(replace\(regex\("[^"]*", var\.v\), "&", "&amp;"\), "<", "&lt;"\), ">", "&gt;"\), "\\"", "&quot;"\), "\\r", "&#xD;"\)\}<\/a>\n$/,
    );
  });

  it("is plain where it is an id that Azure or Entra made", () => {
    const stack = anotherStack();
    const identity = new UserAssignedIdentity(stack, "id", {
      name: "a",
      location: "b",
      resourceGroupName: "c",
    });
    expect(written(stack, identity.clientId, true)).toBe(
      '<a b="${azurerm_user_assigned_identity.id.client_id}" />\n',
    );
  });

  it.each([
    ["another attribute of the resource", (identity: UserAssignedIdentity) => identity.name],
    ["a function of the id", (identity: UserAssignedIdentity) => Fn.format("%s", [identity.clientId])],
    ["a tag", (identity: UserAssignedIdentity) => Fn.lookup(identity.tags, "client_id", "")],
  ])("is escaped where it is %s", (_what, read) => {
    const stack = anotherStack();
    const identity = new UserAssignedIdentity(stack, "id", {
      name: "a",
      location: "b",
      resourceGroupName: "c",
    });
    expect(written(stack, read(identity))).toContain("${replace(");
  });

  it.each([
    ["lazy", () => Lazy.stringValue({ produce: () => "<a> & ${b}" })],
    ["a lazy expression", () => Lazy.stringValue({ produce: () => "@(context.Request.Headers)" })],
    ["a raw string", () => Fn.rawString("${a} %{b}")],
    [
      "lazy, and mixes texts and values",
      () => Lazy.stringValue({ produce: () => `a ${variable(anotherStack(), "v").stringValue}` }),
    ],
  ])("is rejected at synth when it is %s, which was not checked", (_what, lazy) => {
    expect(() => written(anotherStack(), lazy())).toThrow(
      /elsewhere: invalid input\.\n {2}- A lazy value or a raw string was given for a policy/,
    );
  });

  it("is told from numbers that look like cdktf's own", () => {
    expect(textParts("a -1.5e+289 b")).toEqual([{ literal: "a -1.5e+289 b" }]);
    expect(hasTerraformValue(`a ${variable(anotherStack(), "n", 1).numberValue}`)).toBe(true);
  });
});
