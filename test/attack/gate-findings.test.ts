import { synthesizedExamples } from "../fixtures/examples";
import { type Json, only } from "../synthesis";
import type { Declared } from "./checker/declared";
import type { Finding } from "./checker/finding";
import { gateFindings } from "./checker/gate-findings";
import { edit, type Sabotage, set } from "./sabotage/changes";
import { entraSabotage, functionAppSabotage } from "./sabotage/function-app";
import { gatewaySabotage, wholeGateways } from "./sabotage/gateways";
import { functionKey, migrationSabotage, wholeMigrations } from "./sabotage/migration";
import {
  callerSabotage,
  openApi,
  routeSabotage,
  stepSabotage,
  textSabotage,
  tokenSabotage,
  whole,
} from "./sabotage/policies";
import { validationSabotage, wholeValidations } from "./sabotage/token-validation";

const examples = Object.fromEntries(synthesizedExamples());
/** What the examples say in words: a health probe is open to everyone. */
const declared: Declared = { open: ["bookings/health", "bookings-v2/health"] };

function findings(stacks: Record<string, Json>, said: Declared = declared): Finding[] {
  return gateFindings(stacks, said);
}

function changed(change: (stack: Json) => void): Finding[] {
  const stack = structuredClone(examples.quickstart);
  change(stack);
  return findings({ quickstart: stack });
}

test("the gates of all examples are whole", () => {
  expect(findings(examples)).toEqual([]);
});

test("an operation that is open without a word is found", () => {
  const found = findings(examples, {}).filter(({ kind }) => kind === "authentication");
  expect(found.map(({ detail }) => detail)).toEqual(["health asks for no token", "health asks for no token"]);
});

test("a text from outside that is evaluated is found, although it refers to what is in the stack", () => {
  const stack = structuredClone(examples.quickstart);
  const [address] = Object.keys(stack.resource.azurerm_storage_account);
  stack.output.leak = { value: `\${azurerm_storage_account.${address}.primary_access_key}` };
  expect(gateFindings({ quickstart: stack }, { canaries: ["primary_access_key"] })).toContainEqual(
    expect.objectContaining({ kind: "terraform-text" }),
  );
});

test.each([...whole, ...wholeValidations, ...wholeGateways])("the gate is whole with %s", (_, change) => {
  expect(changed(change)).toEqual([]);
});

/** What a program says of its migration. */
const migrating: Declared = { ...declared, openUntil: ["2027-02-28"], functionKeys: [functionKey] };

function changedWhileMigrating(change: (stack: Json) => void): Finding[] {
  const stack = structuredClone(examples.quickstart);
  change(stack);
  return findings({ quickstart: stack }, migrating);
}

test.each(wholeMigrations)("the gate is whole with %s, if that was declared", (_, change) => {
  expect(changedWhileMigrating(change)).toEqual([]);
  expect(changed(change)).not.toEqual([]);
});

test.each(rowsOf(migrationSabotage))(
  "while a migration is declared, %s is found",
  (_, change, kind, says) => {
    expect(changedWhileMigrating(change)).toContainEqual(
      expect.objectContaining({ kind, detail: expect.stringMatching(says) }),
    );
  },
);

function rowsOf(all: readonly Sabotage[]) {
  return all.map(([what, change, kind, says = /^/]) => [what, change, kind, says] as const);
}

const sabotage: Sabotage[] = [
  ...functionAppSabotage,
  ...entraSabotage,
  ...stepSabotage,
  ...tokenSabotage,
  ...callerSabotage,
  ...routeSabotage,
  ...textSabotage,
  ...validationSabotage,
  ...gatewaySabotage,
];

test("an API that asks for less than what was declared is found", () => {
  const asked = { callers: { hello: { token: true, key: true } } };
  expect(findings({ quickstart: examples.quickstart }, asked)).toEqual([
    expect.objectContaining({ kind: "key" }),
    ...Array(7).fill(expect.objectContaining({ kind: "key" })),
  ]);
});

const deployment = "azurerm_resource_group_template_deployment";

test.each<[what: string, change: (stack: Json) => void]>([
  ["other settings than the app's", set(deployment, "parameters_content", '{"appSettings":{"value":{}}}')],
  [
    "one more setting",
    edit(deployment, "template_content", (text) =>
      text.replace("createObject(", "createObject('WEBSITE_AUTH_ENABLED', 'False', "),
    ),
  ],
  [
    "one more resource",
    edit(deployment, "template_content", (text) => text.replace('"resources":[', '"resources":[{},')),
  ],
  [
    "the name of another app",
    edit(deployment, "parameters_content", (text) =>
      text.replace(/"value" = [\w.-]+\.name/, '"value" = "other"'),
    ),
  ],
  ["all that is in the group", set(deployment, "deployment_mode", "Complete")],
])("a deployment that writes %s is found", (_what, change) => {
  const stack = structuredClone(examples["flex-private"]);
  change(stack);
  expect(findings({ stack })).toEqual([expect.objectContaining({ kind: "app-setting" })]);
});

test("an open operation of one exact path opens no more than that path", () => {
  const found = changed(openApi("hello/deeper", "/a"));
  expect(found.map(({ kind }) => kind)).not.toContain("overlap");
});

test("a cloud that is chosen outside of the program is any of Azure's, and none that a provider contradicts", () => {
  const government = structuredClone(examples.quickstart);
  const { active_directory_v2 } = only(government, "azurerm_linux_function_app").auth_settings_v2;
  const endpoint = active_directory_v2.tenant_auth_endpoint;
  active_directory_v2.tenant_auth_endpoint = endpoint.replace("microsoftonline.com", "microsoftonline.us");
  const kinds = (said: Declared) => findings({ quickstart: government }, said).map(({ kind }) => kind);
  expect(kinds({ cloudOfEnvironment: true })).toEqual([]);
  expect(kinds({})).toContain("issuer");
  government.provider.azurerm[0].environment = "china";
  expect(kinds({ cloudOfEnvironment: true })).toEqual(["issuer"]);
});

test.each(rowsOf(sabotage))("%s is found", (_, change, kind, says) => {
  expect(changed(change)).toContainEqual(
    expect.objectContaining({ kind, detail: expect.stringMatching(says) }),
  );
});
