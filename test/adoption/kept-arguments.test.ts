import { Testing } from "cdktf";
import { FunctionHosting, FunctionRuntime } from "cdktf-secure-function-behind-apim";
import { newPattern } from "../fixtures/constructs";
import type { Json } from "../synthesis";
import { existingIds } from "../terraform/existing-chain";
import { AZURERM_VERSIONS, installedProvider, providerAt, readFacts } from "../terraform/facts/facts-files";
import type { Fields } from "../terraform/facts/provider-facts";

/** The resources that are adopted, with the arguments that they are given. */
function adoptedBy(hosting: FunctionHosting): [type: string, values: Json][] {
  const { slot, ...adopt } = existingIds;
  const { stack, orders } = newPattern({
    adopt,
    hosting,
    skuName: "Developer_1",
    runtime: hosting.operatingSystem === "Windows" ? FunctionRuntime.node() : FunctionRuntime.python(),
    apiPath: "orders",
  });
  if (hosting.slots) orders.addSlot("staging", { name: "staging", importId: slot });
  const json = JSON.parse(Testing.synth(stack));
  return json.import.map(({ to }: Json) => {
    const [type, name] = to.split(".");
    return [type, json.resource[type][name]];
  });
}

const hostings: [string, FunctionHosting][] = [
  ["Linux", FunctionHosting.dedicated("S1")],
  ["Windows", FunctionHosting.dedicatedWindows("S1")],
  ["Flex Consumption", FunctionHosting.flexConsumption()],
];

describe.each(hostings)("what is adopted on %s", (_title, hosting) => {
  it.each(AZURERM_VERSIONS)("keeps arguments that azurerm %s has", (version) => {
    const facts = { ...readFacts(providerAt("azurerm", version)).resources, ...azuread };
    const unknown = adoptedBy(hosting).flatMap(([type, { lifecycle }]) =>
      lifecycle.ignore_changes
        .filter((path: string) => !hasArgument(facts[type] ?? {}, path))
        .map((path: string) => `${type}.${path}`),
    );
    expect(unknown).toEqual([]);
  });

  it("is reset in nothing that the stack does not say, except where that closes something", () => {
    const facts = { ...readFacts(installedProvider("azurerm")).resources, ...azuread };
    const reset = adoptedBy(hosting).flatMap(([type, values]) =>
      resetBy(facts[type] ?? {}, values).map((argument) => `${type.replace("_slot", "")}.${argument}`),
    );
    expect(reset.filter((argument) => !resetOnPurpose.test(argument))).toEqual([]);
  });
});

const azuread = readFacts(installedProvider("azuread")).resources;

/** What is not said and not kept: ways in, what other arguments decide, and what a newer azurerm has no more. */
const resetOnPurpose = new RegExp(
  [
    // Another gate, keys, credentials and sign-ins.
    /function_app.*\.auth_settings$/,
    /function_app.*\.storage_(account_access_key|access_key|key_vault_secret_id|user_assigned_identity_id)$/,
    /azuread_application\.(password|public_client|single_page_application|web|fallback_public_client_enabled)$/,
    // App settings are kept by name; `runtime` and telemetry decide the others.
    /function_app.*\.(app_settings|content_share_force_disabled)$/,
    /site_config\.(application_insights_key|container_registry_\w+)$/,
    // What the API says of itself, and the versions of the stack.
    /api_management_api\.(description|import|revision_description)$/,
    // Arguments that azurerm 5 has no more, so that they cannot be named.
    /application_insights\.(daily_data_cap_notifications_disabled|disable_ip_masking|local_authentication_disabled)$/,
    /log_analytics_workspace\.internet_(ingestion|query)_enabled$/,
    // azuread's own, which Entra does not have.
    /azuread_service_principal\.use_existing$/,
  ]
    .map(({ source }) => source)
    .join("|"),
);

function hasArgument(fields: Fields, path: string): boolean {
  const [name = "", rest] = path.split(/\[0\]\./);
  const argument = fields[name.replace(/\[.*/, "")];
  return rest ? hasArgument(argument?.fields ?? {}, rest) : argument !== undefined;
}

/** Optional arguments that Terraform would set to their default or to nothing. */
function resetBy(fields: Fields, values: Json): string[] {
  const kept: string[] = values.lifecycle.ignore_changes;
  const inSite = kept.flatMap((path) => path.split("site_config[0].").slice(1));
  return [
    ...resetIn(fields, values, kept),
    ...resetIn(fields.site_config?.fields ?? {}, values.site_config ?? {}, inSite).map(
      (argument) => `site_config.${argument}`,
    ),
  ];
}

function resetIn(fields: Fields, values: Json, kept: readonly string[]): string[] {
  return Object.entries(fields)
    .filter(([, { optional, computed }]) => optional && !computed)
    .map(([name]) => name)
    .filter((name) => values[name] === undefined && !kept.includes(name));
}
