import { ApplicationInsights } from "@cdktf/provider-azurerm/lib/application-insights";
import { LogAnalyticsWorkspace } from "@cdktf/provider-azurerm/lib/log-analytics-workspace";
import { Construct } from "constructs";
import { adopt } from "../adoption/adopt";
import { groupOf } from "../adoption/import-ids";
import { checked } from "../support/shape/checked";
import { terraformText, terraformTexts } from "../support/terraform-text";
import { throwIfInvalid } from "../support/validation";
import { keptByApplicationInsights, keptByWorkspace } from "./private/adopted-telemetry";
import { ImportedTelemetry, LookedUpTelemetry } from "./private/existing-telemetry";
import { validateTelemetry } from "./private/telemetry-validation";
import type { ITelemetry, TelemetryAttributes, TelemetryLookup, TelemetryProps } from "./telemetry-props";

/**
 * Where the traces of the gateway and the Function meet: Application Insights on a Log Analytics workspace.
 *
 * @example
 * const telemetry = new Telemetry(this, "telemetry", {
 *   resourceGroupName: "rg-shop",
 *   location: "westeurope",
 *   workspaceName: "log-shop",
 *   applicationInsightsName: "appi-shop",
 * });
 */
export class Telemetry extends Construct implements ITelemetry {
  /**
   * An existing component, by its ids: nothing is looked up to plan with it.
   * @throws when an id or the connection string is malformed
   */
  public static fromTelemetryAttributes(
    scope: Construct,
    id: string,
    attributes: TelemetryAttributes,
  ): ITelemetry {
    [scope, id, attributes] = checked("Telemetry.fromTelemetryAttributes", [scope, id, attributes]);
    return new ImportedTelemetry(scope, id, attributes);
  }

  /**
   * An existing component, by its name: a plan fails when it does not exist.
   * @throws when Azure does not accept a name
   */
  public static fromTelemetryName(scope: Construct, id: string, props: TelemetryLookup): ITelemetry {
    [scope, id, props] = checked("Telemetry.fromTelemetryName", [scope, id, props]);
    return LookedUpTelemetry.of(scope, id, props);
  }

  /** The new `azurerm_log_analytics_workspace`; none with an existing workspace. */
  public readonly workspace?: LogAnalyticsWorkspace;
  /** The workspace-based `azurerm_application_insights`. */
  public readonly applicationInsights: ApplicationInsights;
  public readonly applicationInsightsId: string;
  public readonly applicationInsightsName?: string;
  public readonly connectionString: string;
  public readonly workspaceId?: string;

  /** @throws when Azure does not accept a name or the retention. */
  constructor(scope: Construct, id: string, props: TelemetryProps) {
    [scope, id, props] = checked("Telemetry", [scope, id, props]);
    super(scope, id);
    throwIfInvalid(this, validateTelemetry(props));

    this.workspace = props.workspaceId === undefined ? this.newWorkspace(props) : undefined;
    this.workspaceId = this.workspace?.id ?? props.workspaceId;
    const { applicationInsightsImportId, resourceGroupName } = props;
    this.applicationInsights = new ApplicationInsights(this, "application-insights", {
      ...placed(props),
      resourceGroupName: groupOf("applicationInsights", applicationInsightsImportId, resourceGroupName),
      name: terraformText(props.applicationInsightsName),
      applicationType: "web",
      workspaceId: this.workspaceId,
    });
    adopt(
      this.applicationInsights,
      "applicationInsights",
      applicationInsightsImportId,
      keptByApplicationInsights(props),
    );
    this.applicationInsightsName = props.applicationInsightsName;
    this.applicationInsightsId = this.applicationInsights.id;
    this.connectionString = this.applicationInsights.connectionString;
  }

  private newWorkspace(props: TelemetryProps): LogAnalyticsWorkspace {
    const { workspaceImportId } = props;
    const workspace = new LogAnalyticsWorkspace(this, "workspace", {
      ...placed(props),
      resourceGroupName: groupOf("logAnalyticsWorkspace", workspaceImportId, props.resourceGroupName),
      // Validation requires a name unless an existing workspace is given.
      name: props.workspaceName ?? "",
      sku: "PerGB2018",
      retentionInDays: props.retentionInDays ?? 30,
    });
    adopt(workspace, "logAnalyticsWorkspace", workspaceImportId, keptByWorkspace(props));
    return workspace;
  }
}

function placed({ location, tags, provider }: TelemetryProps) {
  return { location, provider, tags: tags && terraformTexts(tags) };
}
