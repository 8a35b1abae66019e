import { DataAzurermApplicationInsights } from "@cdktf/provider-azurerm/lib/data-azurerm-application-insights";
import { Token } from "cdktf";
import type { Construct } from "constructs";
import { resourceNameRefusals } from "../support/names";
import { refusal, refuseInput } from "../support/refusal";
import { terraformText } from "../support/terraform-text";
import type { TelemetryAttributes, TelemetryLookUp } from "./telemetry-attributes";
import { workspaceIdRefusals } from "./telemetry-checks";
import type { ITelemetry } from "./telemetry-interface";

export function telemetryFromAttributes(attributes: TelemetryAttributes): ITelemetry {
  const { applicationInsightsId, connectionString, workspaceId } = attributes;
  refuseInput("Telemetry.fromAttributes", [
    ...componentIdRefusals(applicationInsightsId),
    ...connectionStringRefusals(connectionString),
    ...workspaceIdRefusals(workspaceId),
  ]);
  return { applicationInsightsId, connectionString, workspaceId };
}

export function lookUpTelemetry(scope: Construct, id: string, props: TelemetryLookUp): ITelemetry {
  refuseInput(`${scope.node.path}/${id}`, [
    ...resourceNameRefusals("applicationInsights", props.applicationInsightsName),
    ...resourceNameRefusals("resourceGroup", props.resourceGroupName),
  ]);
  const component = new DataAzurermApplicationInsights(scope, id, {
    name: terraformText(props.applicationInsightsName),
    resourceGroupName: props.resourceGroupName,
  });
  const { connectionString, workspaceId } = component;
  return { applicationInsightsId: component.id, connectionString, workspaceId };
}

function componentIdRefusals(id: string): string[] {
  if (
    Token.isUnresolved(id) ||
    /^\/subscriptions\/.+\/providers\/Microsoft\.Insights\/components\/[^/]+$/i.test(id)
  ) {
    return [];
  }
  return [
    refusal(
      `The Application Insights id ${JSON.stringify(id)} was given`,
      "Allowed is /subscriptions/…/resourceGroups/…/providers/Microsoft.Insights/components/…",
      "Copy it with `az monitor app-insights component show --query id`",
    ),
  ];
}

function connectionStringRefusals(text: string): string[] {
  if (Token.isUnresolved(text) || /(^|;)InstrumentationKey=/i.test(text)) return [];
  return [
    refusal(
      `The connection string ${JSON.stringify(text)} was given`,
      "Allowed is InstrumentationKey=…;IngestionEndpoint=…",
      "Copy it with `az monitor app-insights component show --query connectionString`",
    ),
  ];
}
