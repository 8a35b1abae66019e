import { isDeepStrictEqual } from "node:util";
import { synthesizedExamples } from "../fixtures/examples";
import type { Json } from "../synthesis";
import { fixedValues } from "./fixed-arguments";
import { policyOutline } from "./policy-outline";
import { resourcesOf } from "./resource-lines";
import { reviewParts } from "./stack-review";
import { argumentAt, argumentsByPath, expression } from "./terraform-expression";

const examples = [...synthesizedExamples()];

describe.each(examples)("the review of %s", (_name, json) => {
  it("tells every resource once, by its address", () => {
    const told = reviewOf(json).map((line) => line.trimStart().split("  ")[0]);
    for (const { address } of resourcesOf(json)) {
      expect(told.filter((text) => text === address)).toHaveLength(1);
    }
  });

  it.each([
    ["changes", changed],
    ["is left out", () => undefined],
  ])("tells each argument that %s, where no rule refuses it", (_what, change) => {
    const unnoticed = resourcesOf(json).flatMap(({ type, address, values }) => {
      const reviewed = (changedValues: Json) => reviewOf(withApis(json, type, changedValues)).join("\n");
      const before = reviewed(values);
      return pathsOf(values)
        .filter((path) => {
          const after = withChange(values, path, change);
          return reviewed(after) === before && !breaksRule(type, after);
        })
        .map((path) => `${address}.${path}`);
    });
    expect(unnoticed).toEqual([]);
  });
});

describe("the outline of a policy", () => {
  const policy = (inbound: string, more = "") =>
    `<policies><inbound>${inbound}</inbound><backend><base /></backend>${more}</policies>`;

  it("names the steps in their order, with their attributes, below their parents", () => {
    const steps = '<base /><choose><when condition="@(true)"><cors b="2" a="1" /></when></choose><mock />';
    expect(policyOutline(policy(steps))).toEqual([
      "inbound",
      "  base",
      "  choose",
      '    when condition="@(true)"',
      '      cors b="2" a="1"',
      "  mock",
    ]);
  });

  it("writes references bare, and texts beside their element", () => {
    const steps = `<set-header name="${"${azuread_application.it.client_id}"}"><value>a</value><value>b</value></set-header>`;
    expect(policyOutline(policy(steps))).toEqual([
      "inbound",
      '  set-header name=azuread_application.it.client_id [value: "a", value: "b"]',
    ]);
  });

  it("joins deletions that follow each other, in their order, and no others", () => {
    const deletion = (name: string, kind = "header") =>
      `<set-${kind} name="${name}" exists-action="delete" />`;
    const steps = [deletion("b"), deletion("a"), deletion("q", "query-parameter"), "<base />", deletion("c")];
    expect(policyOutline(policy(steps.join("")))).toEqual([
      "inbound",
      "  delete header: b, a",
      "  delete query-parameter: q",
      "  base",
      "  delete header: c",
    ]);
  });

  it("leaves out a section that only inherits, and no other", () => {
    expect(policyOutline(policy("<base />", "<outbound /><on-error><base /><base /></on-error>"))).toEqual([
      "outbound",
      "on-error",
      "  base",
      "  base",
    ]);
  });
});

it("an output of another stack is named by the stack", () => {
  const output =
    "${data.terraform_remote_state.cross-stack-reference-input-shared.outputs.cross-stack-output-gatewayname}";
  expect(expression([output, `${output}/orders`])).toBe(
    '[shared/gatewayname, "${shared/gatewayname}/orders"]',
  );
});

it("an argument of a block that is missing has no value", () => {
  expect(argumentAt({ a: {} }, "a.b.c")).toBeUndefined();
});

function reviewOf(json: Json): string[] {
  return reviewParts.flatMap(({ review }) => review(json).split("\n"));
}

/** A stack of one resource, and of the APIs that it may belong to. */
function withApis({ resource }: Json, type: string, values: Json): Json {
  return {
    resource: { azurerm_api_management_api: resource.azurerm_api_management_api, [type]: { it: values } },
  };
}

/** Policies and documents have outlines, which are tested apart. */
function pathsOf({ "//": _metadata, ...values }: Json): string[] {
  const outlined = ["xml_content", "import.content_value"];
  return argumentsByPath(values)
    .map(([path]) => path)
    .filter((path) => !outlined.includes(path));
}

function withChange(values: Json, path: string, change: (value: unknown) => unknown): Json {
  const copy = structuredClone(values);
  const names = path.split(".");
  const block = names.slice(0, -1).reduce((inner, name) => inner[name], copy);
  block[names.at(-1) ?? ""] = change(argumentAt(values, path));
  return JSON.parse(JSON.stringify(copy));
}

function changed(value: unknown): unknown {
  if (typeof value === "boolean") return !value;
  if (typeof value === "number") return value + 1;
  return Array.isArray(value) ? [...value, "another"] : `${value} changed`;
}

function breaksRule(type: string, values: Json): boolean {
  return Object.entries(fixedValues(type, values)).some(
    ([path, value]) => !isDeepStrictEqual(argumentAt(values, path), value),
  );
}
