import { Fn, TerraformVariable, Token } from "cdktf";
import { SecureFunctionBehindApim } from "cdktf-secure-function-behind-apim";
import { patternProps } from "../fixtures/constructs";
import { type Json, newStack, only, synthesize } from "../synthesis";

function synthesizeWith(propsOf: (variable: TerraformVariable) => object): Json {
  const stack = newStack();
  const variable = new TerraformVariable(stack, "later", {});
  new SecureFunctionBehindApim(stack, "orders", { ...patternProps, ...propsOf(variable) });
  return synthesize(stack);
}

function tagsIn(json: Json): unknown[] {
  return Object.values(json.resource)
    .flatMap((resources) => Object.values(resources as Json))
    .flatMap((resource) => ((resource as Json).tags === undefined ? [] : [(resource as Json).tags]));
}

describe("a value that Terraform knows later", () => {
  it.each<[string, (variable: TerraformVariable) => unknown, string]>([
    ["a variable", ({ value }) => value, "${var.later}"],
    ["a map of a variable", ({ value }) => Token.asStringMap(value), "${var.later}"],
    [
      "a function of a variable",
      ({ value }) => Fn.merge([{ team: "orders" }, value]),
      '${merge({"team" = "orders"}, var.later)}',
    ],
  ])("is the tags of everything, as %s", (_what, tagsOf, expression) => {
    const alerts = { emailAddresses: ["api@contoso.com"] };
    const tags = tagsIn(synthesizeWith((variable) => ({ tags: tagsOf(variable), alerts })));
    expect(tags.length).toBeGreaterThan(9);
    expect(new Set(tags)).toEqual(new Set([expression]));
  });

  it.each<[string, (variable: TerraformVariable) => unknown, unknown]>([
    ["a variable", ({ value }) => value, "${var.later}"],
    ["a list of a variable", ({ listValue }) => listValue, "${var.later}"],
    ["a function of a variable", ({ value }) => Fn.toset(value), "${toset(var.later)}"],
    ["an item", ({ stringValue }) => [stringValue], ["${var.later}"]],
  ])("is the owners of a registration, as %s", (_what, ownersOf, expression) => {
    const json = synthesizeWith((variable) => ({ owners: ownersOf(variable) }));
    expect(only(json, "azuread_application").owners).toEqual(expression);
    expect(only(json, "azuread_service_principal").owners).toEqual(expression);
  });

  it("is a tag, a setting and a string, as a variable or a text with one", () => {
    const json = synthesizeWith(({ value, stringValue }) => ({
      location: value,
      tags: { team: value },
      appSettings: { RETRIES: value, QUEUE: `q-${stringValue}` },
    }));
    expect(only(json, "azurerm_api_management")).toMatchObject({
      location: "${var.later}",
      tags: { team: "${var.later}" },
    });
    expect(only(json, "azurerm_linux_function_app").app_settings).toMatchObject({
      RETRIES: "${var.later}",
      QUEUE: "q-${var.later}",
    });
  });

  it.each<[string, (variable: TerraformVariable) => object, string]>([
    [
      "all settings",
      ({ value }) => ({ appSettings: value }),
      "`appSettings` was given as a value that Terraform knows later",
    ],
    [
      "all settings, by a function",
      ({ value }) => ({ appSettings: Fn.merge([value]) }),
      "`appSettings` was given as a value that Terraform knows later",
    ],
    [
      "the name of a setting",
      ({ stringValue }) => ({ appSettings: { [stringValue]: "true" } }),
      "A name that Terraform knows later, or would evaluate, was given in `appSettings`",
    ],
    [
      "addresses",
      ({ listValue }) => ({ deploymentAddresses: listValue }),
      "`deploymentAddresses` was given as a value that Terraform knows later",
    ],
    [
      "a choice of what is made",
      ({ value }) => ({ diagnosticLogs: value }),
      "`diagnosticLogs` was given as a value that Terraform knows later. Allowed is `true` or `false`, known at synth.",
    ],
  ])("is not %s", (_what, propsOf, message) => {
    expect(() => synthesizeWith(propsOf)).toThrow(message);
  });
});
