import {
  DataAzurermApplicationInsights,
  type DataAzurermApplicationInsightsConfig,
} from "@cdktf/provider-azurerm/lib/data-azurerm-application-insights";
import { Token } from "cdktf";
import { Construct } from "constructs";
import { validateResourceName } from "../../support/names";
import { validateResourceId } from "../../support/resource-ids";
import { terraformText } from "../../support/terraform-text";
import { throwIfInvalid, throwIfInvalidInput, validationError } from "../../support/validation";
import type { ITelemetry, TelemetryAttributes, TelemetryLookup } from "../telemetry-props";

/** An existing Application Insights component whose ids are known. */
export class ImportedTelemetry extends Construct implements ITelemetry {
  public readonly applicationInsightsId: string;
  public readonly applicationInsightsName?: string;
  public readonly connectionString: string;
  public readonly workspaceId?: string;

  public constructor(scope: Construct, id: string, attributes: TelemetryAttributes) {
    super(scope, id);
    const { applicationInsightsId, connectionString, workspaceId } = attributes;
    throwIfInvalid(this, [
      ...validateResourceId("applicationInsights", applicationInsightsId),
      ...validateConnectionString(connectionString),
      ...(workspaceId === undefined ? [] : validateResourceId("logAnalyticsWorkspace", workspaceId)),
    ]);
    this.applicationInsightsId = applicationInsightsId;
    if (!Token.isUnresolved(applicationInsightsId)) {
      this.applicationInsightsName = applicationInsightsId.split("/").pop();
    }
    this.connectionString = connectionString;
    this.workspaceId = workspaceId;
  }
}

/** An existing Application Insights component that Terraform looks up by its name. */
export class LookedUpTelemetry extends DataAzurermApplicationInsights implements ITelemetry {
  public static of(scope: Construct, id: string, props: TelemetryLookup): LookedUpTelemetry {
    const { applicationInsightsName, resourceGroupName, provider } = props;
    throwIfInvalidInput(`${scope.node.path}/${id}`, [
      ...validateResourceName("applicationInsights", applicationInsightsName),
      ...validateResourceName("resourceGroup", resourceGroupName),
    ]);
    return new LookedUpTelemetry(scope, id, {
      name: terraformText(applicationInsightsName),
      resourceGroupName,
      provider,
    });
  }

  public readonly applicationInsightsName: string;

  private constructor(scope: Construct, id: string, config: DataAzurermApplicationInsightsConfig) {
    super(scope, id, config);
    this.applicationInsightsName = config.name;
  }

  public get applicationInsightsId(): string {
    return this.id;
  }
}

function validateConnectionString(text: string): string[] {
  if (Token.isUnresolved(text) || /(^|;)InstrumentationKey=/i.test(text)) return [];
  return [
    validationError(
      `The connection string ${JSON.stringify(text)} was given`,
      "Allowed is InstrumentationKey=…;IngestionEndpoint=…",
      "Copy it with `az monitor app-insights component show --query connectionString`",
    ),
  ];
}
