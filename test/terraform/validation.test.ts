import { installedProvider, type ProviderName, readFacts } from "./facts/facts-files";
import type { ArgumentFacts, ProbeText } from "./facts/provider-facts";
import { textProblem } from "./provider/validation/texts";
import { validate } from "./provider/validation/validate";
import { type ObjectValue, UNKNOWN, type Value } from "./provider/values";

describe("the stand-in provider refuses", () => {
  const cases: [string, string, ObjectValue, string][] = [
    [
      "a word that is not allowed",
      "azurerm_service_plan",
      { sku_name: "P9v9" },
      '"sku_name" must be one of "B1", "B2",',
    ],
    [
      "a number that is not allowed",
      "azurerm_application_insights",
      { retention_in_days: 31 },
      '"retention_in_days" must be one of "30", "60",',
    ],
    [
      "a word of a list that is not allowed",
      "azurerm_api_management_api",
      { protocols: ["https", "ftp"] },
      '"protocols" must be one of "http", "https", "ws", "wss"; it is "ftp".',
    ],
    [
      "a number below the range",
      "azurerm_service_plan",
      { worker_count: 0 },
      '"worker_count" must be 1 or more; it is 0.',
    ],
    [
      "a number above the range",
      "azurerm_monitor_metric_alert",
      { severity: 5 },
      '"severity" must be 4 or less; it is 5.',
    ],
    [
      "a number that is not whole",
      "azurerm_service_plan",
      { worker_count: 1.5 },
      '"worker_count" must be a whole number; it is 1.5.',
    ],
    [
      "a list that is too short",
      "azurerm_linux_function_app",
      { site_config: [{ cors: [{ allowed_origins: [] }] }] },
      '"site_config.0.cors.0.allowed_origins" has 0 elements; it must have 1 or more.',
    ],
    [
      "a block that occurs too often",
      "azurerm_linux_function_app",
      { site_config: [{ cors: [{ allowed_origins: ["a"] }, {}] }] },
      '"site_config.0.cors" has 2 elements; it must have 1 at most.',
    ],
    [
      "two arguments that conflict",
      "azurerm_linux_function_app",
      { storage_uses_managed_identity: true, storage_account_access_key: "key" },
      '"storage_account_access_key" conflicts with "storage_uses_managed_identity"',
    ],
    [
      "an argument without the one it needs",
      "azurerm_linux_function_app",
      { site_config: [{ health_check_path: "/api/health" }] },
      '"site_config.0.health_check_path" needs "site_config.0.health_check_eviction_time_in_min" beside it.',
    ],
    [
      "none of arguments of which one must be given",
      "azurerm_linux_function_app",
      {},
      '"storage_account_name" stands in a group of which one must be given: "storage_account_name", "storage_key_vault_secret_id".',
    ],
    [
      "two of arguments of which one may be given",
      "azurerm_linux_function_app",
      { site_config: [{ application_stack: [{ node_version: "22", python_version: "3.12" }] }] },
      'of which one may be given: "site_config.0.application_stack.0.python_version", "site_config.0.application_stack.0.node_version" are.',
    ],
    [
      "a block without any of the blocks of which it needs one",
      "azurerm_linux_function_app",
      { auth_settings_v2: [{ login: [{}] }] },
      '"auth_settings_v2.0.active_directory_v2" stands in a group of which one must be given',
    ],
    ["an empty text", "azurerm_resource_group", { name: "" }, '"name" must not be empty; it is "".'],
    [
      "a name with letters that the provider does not take",
      "azurerm_storage_account",
      { name: "stOrders" },
      '"name" must not contain upper-case letters; it is "stOrders".',
    ],
    [
      "a name that is too long",
      "azurerm_linux_function_app",
      { name: `func-${"a".repeat(56)}` },
      '"name" must be shorter than 61 characters',
    ],
    [
      "a text that is no GUID",
      "azuread_app_role_assignment",
      { principal_object_id: "me" },
      '"principal_object_id" must be a GUID; it is "me".',
    ],
  ];

  it.each(cases)("%s", (_what, type, config, message) => {
    expect(errors(type, config).join("\n")).toContain(message);
  });
});

describe("the stand-in provider accepts", () => {
  const accepts = (type: string, config: ObjectValue) => expect(diagnostics(type, config)).toEqual([]);

  it("what the provider allows", () => {
    accepts("azurerm_service_plan", { sku_name: "P1v3", worker_count: 1, os_type: "Linux" });
    accepts("azurerm_storage_account", { name: "storders" });
    accepts("azurerm_api_management_api", { contact: [] });
    accepts("azurerm_api_management_logger", {
      application_insights: [{ connection_string: "key" }],
      eventhub: [],
    });
    accepts("azurerm_role_assignment", { scope: "/subscriptions/s", role_definition_name: "Reader" });
  });

  it("a value that is not known yet, as a value and as the partner of another", () => {
    accepts("azurerm_service_plan", { sku_name: UNKNOWN, worker_count: UNKNOWN });
    accepts("azurerm_role_assignment", { role_definition_name: UNKNOWN });
    const storage = { storage_account_name: "st", storage_account_access_key: UNKNOWN };
    accepts("azurerm_linux_function_app", { ...storage, storage_uses_managed_identity: true });
    accepts("azurerm_linux_function_app", { ...storage, auth_settings_v2: UNKNOWN });
    const health = { health_check_path: "/api/health", health_check_eviction_time_in_min: UNKNOWN };
    accepts("azurerm_linux_function_app", { ...storage, site_config: [health] });
  });

  it("an argument that goes away, with a warning", () => {
    const config = { storage_account_name: "storders" };
    expect(diagnostics("azurerm_storage_container", config)).toEqual([
      {
        severity: "WARNING",
        summary: "Argument is deprecated",
        detail: '"storage_account_name" goes away in a later version of the provider.',
        attribute: { steps: [{ attribute_name: "storage_account_name" }] },
      },
    ]);
  });
});

describe("the probe texts decide", () => {
  const problem = (accepts: ProbeText[], text: string) => textProblem({ type: "String", accepts }, text);

  it.each<[string, ProbeText[], string, string | undefined]>([
    ["blank texts", ["word"], "  ", "must not be blank"],
    ["texts that are no URL", ["url", "httpUrl"], "example", "must be a URL"],
    ["texts that are no URL, where a GUID passes too", ["url", "guid"], "example", undefined],
    ["URLs of other schemes", ["url"], "api://orders", undefined],
    ["texts that are no duration", ["duration"], "5 minutes", "must be an ISO 8601 duration"],
    ["durations", ["duration"], "P1DT2H", undefined],
    ["texts that are no address", ["cidr", "ip"], "example", "must be an IP address or range"],
    ["IPv6 ranges", ["cidr"], "2001:db8::/32", undefined],
    ["plain words where no probe passes", [], "Consumption", "must not be a plain word"],
    ["other texts where no probe passes", [], "Consumption_0", undefined],
    ["dots", ["word"], "a.b.c", "must not contain dots"],
    ["dots, where an IP address passes", ["word", "ip"], "a.b.c", undefined],
    ["long texts", ["word", "length25"], "x".repeat(61), "must be shorter than 61 characters"],
    ["texts shorter than the shortest that is refused", ["word", "length25"], "x".repeat(60), undefined],
    ["letters beyond a to z", ["word", "upper"], "Grün", "must not contain letters beyond a to z"],
    ["a hyphen at the end", ["word", "hyphens"], "abc-d-", "must not end with a hyphen"],
    ["a digit at the start", ["word"], "1st", "must not start with a digit"],
  ])("on %s", (_what, accepts, text, expected) => {
    const found = problem(accepts, text);
    expect(found).toBe(expected && `${expected}; it is ${JSON.stringify(text)}.`);
  });

  it("nothing where there is nothing that the provider refuses", () => {
    expect(textProblem({ type: "String" }, "")).toBeUndefined();
  });
});

function diagnostics(type: string, config: { [name: string]: Value }) {
  const provider: ProviderName = type.startsWith("azuread_") ? "azuread" : "azurerm";
  const fields: { [name: string]: ArgumentFacts } = readFacts(installedProvider(provider)).resources[type];
  return validate(fields, config);
}

function errors(type: string, config: { [name: string]: Value }): string[] {
  return diagnostics(type, config)
    .filter(({ severity }) => severity === "ERROR")
    .map(({ detail }) => detail);
}
