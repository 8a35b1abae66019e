import { all, type Json } from "../../synthesis";

const kinds = [
  "azurerm_linux_function_app",
  "azurerm_linux_function_app_slot",
  "azurerm_windows_function_app",
  "azurerm_windows_function_app_slot",
  "azurerm_function_app_flex_consumption",
];

/** Every Function App and slot of a stack, of whatever kind, with its kind. */
export function functionApps(json: Json): [kind: string, app: Json][] {
  return kinds.flatMap((kind) => all(json, kind).map((app): [string, Json] => [kind, app]));
}

/** What the only Function App of a stack demands of a token from Entra. */
export function entraSettings(json: Json): Json {
  const apps = functionApps(json);
  if (apps.length !== 1) throw new Error(`${apps.length} Function Apps and slots`);
  return apps[0][1].auth_settings_v2.active_directory_v2;
}

/** Rules 2 to 9 and 34 to 37, for every Function App and slot of a stack. */
export function expectGated(json: Json): void {
  for (const [kind, app] of functionApps(json)) {
    expectClosedGate(app.auth_settings_v2);
    expect(app).not.toHaveProperty("auth_settings");
    expect(app.https_only).toBe(true);
    expect(app.webdeploy_publish_basic_authentication_enabled).toBe(false);
    expect(app.site_config).toMatchObject({
      minimum_tls_version: "1.2",
      scm_minimum_tls_version: "1.2",
      remote_debugging_enabled: false,
      scm_use_main_ip_restriction: false,
      scm_ip_restriction_default_action: "Deny",
    });
    if (kind === "azurerm_function_app_flex_consumption") continue;
    expect(app.ftp_publish_basic_authentication_enabled).toBe(false);
    expect(app.site_config.ftps_state).toBe("Disabled");
    expect(app.builtin_logging_enabled).toBe(false);
  }
}

function expectClosedGate({ active_directory_v2, ...gate }: Json): void {
  expect(gate).toEqual({
    auth_enabled: true,
    require_authentication: true,
    require_https: true,
    unauthenticated_action: "Return401",
    runtime_version: "~1",
    login: { token_store_enabled: false },
  });
  const { client_id, allowed_audiences, allowed_applications, allowed_identities, ...rest } =
    active_directory_v2;
  expect(Object.keys(rest)).toEqual(["tenant_auth_endpoint"]);
  expect(rest.tenant_auth_endpoint).toMatch(/^https:\/\/login\.[\w.]+\/[^/]+\/v2\.0$/);
  expect(allowed_audiences).toEqual([client_id]);
  expectIds(allowed_applications, "client_id");
  expectIds(allowed_identities, "principal_id");
  expect(allowed_applications).toHaveLength(allowed_identities.length);
}

function expectIds(ids: string[], attribute: string): void {
  expect(ids.length).toBeGreaterThan(0);
  for (const id of ids) {
    expect(id).toMatch(new RegExp(`^(\\$\\{.+${attribute}.*\\}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$`));
  }
}
