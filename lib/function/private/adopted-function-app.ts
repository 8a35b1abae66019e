import { keptUnlessGiven } from "../../adoption/adopt";
import type { FunctionAppSettings } from "../function-app-props";
import type { FunctionAppKind } from "../hosting/private/hosting-kinds";

interface AdoptedApp {
  readonly kind: FunctionAppKind;
  readonly settings: Pick<
    FunctionAppSettings,
    "tags" | "publicNetworkAccessEnabled" | "virtualNetworkSubnetId"
  >;
  readonly keptAppSettings?: readonly string[];
}

/** What an adopted Function App keeps. What the gate depends on is written in any case. */
export function keptByApp(app: AdoptedApp): string[] {
  // A slot that is added writes the settings that a swap leaves where they are.
  return ["location", "sticky_settings", ...keptByAppAndSlot(app)];
}

/** What an adopted slot keeps. */
export function keptBySlot(slot: AdoptedApp): string[] {
  return ["service_plan_id", "site_config[0].auto_swap_slot_name", ...keptByAppAndSlot(slot)];
}

const everywhere = [
  "client_certificate_enabled",
  "client_certificate_exclusion_paths",
  "client_certificate_mode",
  "connection_string",
  "enabled",
  ...[
    "api_definition_url",
    "api_management_api_id",
    "app_command_line",
    "app_service_logs",
    "cors",
    "health_check_eviction_time_in_min",
    "health_check_path",
    "ip_restriction",
    "ip_restriction_default_action",
    "load_balancing_mode",
    "managed_pipeline_mode",
    "runtime_scale_monitoring_enabled",
    "use_32_bit_worker",
    "websockets_enabled",
  ].map(inSite),
];

const exceptOnFlexConsumption = [
  "backup",
  "daily_memory_time_quota",
  "storage_account",
  "virtual_network_backup_restore_enabled",
  "vnet_image_pull_enabled",
];

// The code is in the container of the app that is there.
const onFlexConsumption = [
  "always_ready",
  "http_concurrency",
  "storage_container_endpoint",
  "storage_container_type",
];

function keptByAppAndSlot({ kind, settings, keptAppSettings = [] }: AdoptedApp): string[] {
  const { tags, publicNetworkAccessEnabled, virtualNetworkSubnetId } = settings;
  return [
    ...everywhere,
    ...(kind === "flexConsumption" ? onFlexConsumption : exceptOnFlexConsumption),
    ...keptUnlessGiven({
      tags,
      public_network_access_enabled: publicNetworkAccessEnabled,
      virtual_network_subnet_id: virtualNetworkSubnetId,
      [inSite("vnet_route_all_enabled")]: virtualNetworkSubnetId,
    }),
    ...keptAppSettings.map((name) => `app_settings[${JSON.stringify(name)}]`),
  ];
}

function inSite(argument: string): string {
  return `site_config[0].${argument}`;
}
