/**
 * Arguments that are maps. Terraform's JSON writes a map as it writes a block, and only the provider's schema tells them
 * apart.
 */
export const mapArguments: ReadonlySet<string> = new Set([
  "additional_login_parameters",
  "app_settings",
  "config",
  "custom_properties",
  "header",
  "keepers",
  "login_parameters",
  "metadata",
  "query",
  "rotate_when_changed",
  "tags",
  "triggers",
  "webhook_properties",
]);
