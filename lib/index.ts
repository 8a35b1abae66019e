// The pattern: one `new` for the whole chain.

// What it is told: the API, who may call it, and how the Function runs.
export * from "./api-definition/api-definition";
export * from "./api-definition/api-operation";
export * from "./function/function-host";
export * from "./function/function-host-props";
export * from "./function/function-hosting";
export * from "./function/function-runtime";
// The chain's parts, in the order in which they are made.
export * from "./gateway/gateway";
export * from "./gateway/gateway-api";
export * from "./gateway/gateway-api-props";
export * from "./gateway/gateway-identity-interface";
export * from "./gateway/gateway-identity-type";
export * from "./gateway/gateway-interface";
export * from "./gateway/gateway-props";
export * from "./pattern/resource-names";
export * from "./pattern/secure-function-behind-apim-props";
export * from "./policy/callers";
export * from "./policy/callers-props";
export * from "./registration/registration";
export * from "./registration/registration-interface";
export * from "./registration/registration-props";
export * from "./secure-function-behind-apim";
export * from "./telemetry/telemetry";
export * from "./telemetry/telemetry-props";
