import type { ApiManagementApiDiagnosticConfig } from "@cdktf/provider-azurerm/lib/api-management-api-diagnostic";

// Hidden even when a team later chooses to log headers or the whole URL: a token and a subscription key.
const masked = {
  headers: [
    { mode: "Hide", value: "Authorization" },
    { mode: "Hide", value: "Ocp-Apim-Subscription-Key" },
  ],
  queryParams: [{ mode: "Hide", value: "subscription-key" }],
};

const request = { bodyBytes: 0, dataMasking: masked };
const response = { bodyBytes: 0 };

/** What is written down of a call: that it happened, how long it took, and its status. */
export const apiDiagnosticSettings = {
  httpCorrelationProtocol: "W3C",
  samplingPercentage: 100,
  alwaysLogErrors: true,
  logClientIp: false,
  verbosity: "information",
  operationNameFormat: "Name",
  frontendRequest: request,
  frontendResponse: response,
  backendRequest: request,
  backendResponse: response,
} satisfies Partial<ApiManagementApiDiagnosticConfig>;
