/**
 * The query (KQL) for who calls a Function around its APIs, a row for each. Calls of a gateway, and what it calls, have one
 * operation id; a call around it has none of the gateway. The properties are those that API Management writes:
 * https://learn.microsoft.com/azure/api-management/api-management-howto-app-insights
 *
 * @param apiNames names of the Function's APIs on its gateways
 * @param time condition on when the Function was called
 */
export function callersQuery(functionAppName: string, apiNames: readonly string[], time?: string): string {
  return [
    "let gateway = AppRequests",
    '| where tostring(Properties["Service Type"]) == "API Management"',
    '| summarize Api = take_any(tostring(Properties["API Name"])) by OperationId;',
    "AppRequests",
    `| where AppRoleName =~ "${functionAppName}"`,
    ...(time === undefined ? [] : [`| where ${time}`]),
    "| join kind=leftouter gateway on OperationId",
    `| where Api !in (${apiNames.map((name) => `"${name}"`).join(", ")})`,
    '| extend Caller = iff(isempty(Api), strcat_delim(" ", ClientIP, ClientCity, ClientCountryOrRegion), strcat("API ", Api))',
    "| summarize Calls = sum(ItemCount), LastCall = max(TimeGenerated), Functions = make_set(Name, 20) by Caller",
  ].join("\n");
}
