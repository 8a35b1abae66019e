// The pattern: one `new` for the whole chain.
export * from "./secure-function-behind-apim";
export * from "./pattern/secure-function-behind-apim-props";
export * from "./pattern/function-api-props";
export * from "./pattern/resource-names";

// The gateway: API Management, its identity, and the APIs on it.
export * from "./gateway/gateway";
export * from "./gateway/gateway-props";
export * from "./gateway/gateway-attributes";
export * from "./gateway/gateway-interface";
export * from "./gateway/gateway-identity-interface";
export * from "./gateway/gateway-identity-type";
export * from "./gateway/gateway-api";
export * from "./gateway/gateway-api-props";

// The registration: what the gateway asks tokens for.
export * from "./registration/registration";
export * from "./registration/registration-props";
export * from "./registration/registration-attributes";
export * from "./registration/registration-interface";
export * from "./registration/front-registration";
export * from "./registration/front-registration-props";
export * from "./registration/front-registration-interface";

// The Function: how it is hosted, and the gate in front of it.
export * from "./function/function-host";
export * from "./function/function-host-props";
export * from "./function/function-hosting";
export * from "./function/function-runtime";

// The API: its operations, and who may call them.
export * from "./api-definition/api-definition";
export * from "./api-definition/api-operation";
export * from "./policy/callers";
export * from "./policy/callers-props";
export * from "./policy/caller-claim";
export * from "./policy/token-location";

// What surrounds them.
export * from "./resource-group";
export * from "./support/cloud";
export * from "./telemetry/telemetry";
export * from "./telemetry/telemetry-props";
