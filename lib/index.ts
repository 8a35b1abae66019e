// The pattern: one `new` for the whole chain.
export * from "./secure-function-behind-apim";
export * from "./pattern/secure-function-behind-apim-props";
export * from "./pattern/function-api-props";
export * from "./pattern/resource-names";
export * from "./pattern/adopted-resources";
export * from "./pattern/resource-group";
export * from "./naming/unique-suffix";
export * from "./naming/unique-suffix-props";

// The gateway: API Management, its identity and its network.
export * from "./gateway/gateway";
export * from "./gateway/gateway-props";
export * from "./identity/managed-identity";
export * from "./gateway/gateway-network";

// The registration: what the gateway asks tokens for.
export * from "./registration/registration";
export * from "./registration/registration-props";
export * from "./registration/api-app-registration";
export * from "./registration/api-app-registration-props";

// The Function: how it is hosted, and the gate in front of it.
export * from "./function/function-app";
export * from "./function/function-app-props";
export * from "./function/function-backend";
export * from "./function/hosting/function-hosting";
export * from "./function/hosting/flex-consumption-options";
export * from "./function/hosting/service-plan";
export * from "./function/hosting/service-plan-props";
export * from "./function/runtime/function-runtime";
export * from "./function/function-identity";
export * from "./function/function-package";
export * from "./function/function-slot";
export * from "./function/function-slot-props";
export * from "./function/storage/host-storage";
export * from "./function/storage/host-storage-props";

// The gate: the one way to open it for a migration, and the one way to insist on an override of it.
export * from "./gate/gate-migration";
export * from "./gate/gate-overrides";

// The API: its operations, who may call them, and its place on the gateway.
export * from "./api-definition/api-definition";
export * from "./api-definition/api-operation";
export * from "./api/gateway-api";
export * from "./api/gateway-api-props";
export * from "./api/api-version-set";
export * from "./api/api-version-set-props";
export * from "./api/api-product";
export * from "./api/api-product-props";
export * from "./api/named-value";
export * from "./api/named-value-props";
export * from "./support/named-value-options";
export * from "./policy/policy-props";
export * from "./policy/policy";
export * from "./policy/callers/callers";
export * from "./policy/callers/callers-props";
export * from "./policy/callers/caller-claim";
export * from "./policy/callers/token-location";

// The network: off unless it is given.
export * from "./network/private-dns-zones";
export * from "./network/private-dns-zones-props";
export * from "./network/private-endpoints";
export * from "./network/private-network";

// What surrounds them.
export * from "./support/cloud";
export * from "./telemetry/telemetry";
export * from "./telemetry/telemetry-props";
export * from "./telemetry/api-trace";
export * from "./telemetry/alerts";
export * from "./telemetry/alerts-props";
export * from "./telemetry/diagnostic-logs";
export * from "./telemetry/migration-watch";
export * from "./telemetry/migration-watch-props";
