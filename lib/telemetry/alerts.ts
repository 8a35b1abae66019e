import { MonitorActionGroup } from "@cdktf/provider-azurerm/lib/monitor-action-group";
import {
  MonitorMetricAlert,
  type MonitorMetricAlertCriteria,
} from "@cdktf/provider-azurerm/lib/monitor-metric-alert";
import type { TerraformProvider } from "cdktf";
import { Construct } from "constructs";
import { checked } from "../support/shape/checked";
import { terraformTexts } from "../support/terraform-text";
import { throwIfInvalid } from "../support/validation";
import type { AlertOptions } from "./alerts-props";
import { alertWindows, validateAlerts } from "./private/alerts-validation";
import { validateWatched } from "./private/watched-validation";

/** What {@link Alerts} watches. */
export interface AlertsProps extends AlertOptions {
  /** Name from which the alerts are named. */
  readonly name: string;
  /** Name of the resource group of the alerts. */
  readonly resourceGroupName: string;
  /**
   * Resource id of the Function App.
   * @default - no Function App is watched; at least one of `functionAppId` and `gatewayId` is given
   */
  readonly functionAppId?: string;
  /**
   * Resource id of the API Management service, for example `gateway.service.id`.
   * @default - no gateway is watched: a shared one is watched by its owner
   */
  readonly gatewayId?: string;
  /**
   * Tags of the alerts and the action group.
   * @default - no tags
   * @wholeToken also a map that Terraform knows later, for example `Fn.merge`
   * @escaped for Terraform
   */
  readonly tags?: { [name: string]: string };
  /**
   * The azurerm provider of the alerts and the action group.
   * @default - the stack's provider without an alias
   */
  readonly provider?: TerraformProvider;
}

const functionMetric = {
  metricNamespace: "Microsoft.Web/sites",
  aggregation: "Total",
  operator: "GreaterThan",
};
const gatewayMetric = {
  metricNamespace: "Microsoft.ApiManagement/service",
  metricName: "Requests",
  aggregation: "Total",
  operator: "GreaterThan",
};

/**
 * Alerts on bursts of 401, 403 and 5xx of a Function App, of a gateway, or of both. A 401 or 403 of the Function is a
 * call around the gateway, or a gate that no longer matches its gateway; neither is normal.
 *
 * @example
 * new Alerts(this, "alerts", {
 *   name: "apim-contoso",
 *   resourceGroupName: "rg-platform",
 *   gatewayId: "/subscriptions/11111111-2222-4333-8444-555555555555/resourceGroups/rg-platform/providers/Microsoft.ApiManagement/service/apim-contoso",
 *   emailAddresses: ["api@contoso.com"],
 * });
 */
export class Alerts extends Construct {
  /** The new `azurerm_monitor_action_group`; none without e-mail addresses. */
  public readonly actionGroup?: MonitorActionGroup;
  /** The `azurerm_monitor_metric_alert`s. */
  public readonly metricAlerts: MonitorMetricAlert[];
  private readonly actionGroupIds: string[];
  private readonly props: AlertsProps;

  /** @throws when there is no receiver, or Azure does not accept an address, an id, the window or the threshold. */
  constructor(scope: Construct, id: string, props: AlertsProps) {
    [scope, id, props] = checked("Alerts", [scope, id, props]);
    super(scope, id);
    throwIfInvalid(this, [...validateWatched("An alert", props), ...validateAlerts(props)]);
    this.props = props;
    this.actionGroup = this.newActionGroup();
    this.actionGroupIds = [
      ...(props.actionGroupIds ?? []),
      ...(this.actionGroup ? [this.actionGroup.id] : []),
    ];
    this.metricAlerts = [...this.functionAlerts(), ...this.gatewayAlerts()];
  }

  private functionAlerts(): MonitorMetricAlert[] {
    const { functionAppId, threshold = 20 } = this.props;
    if (functionAppId === undefined) return [];
    return [
      { id: "function-401", metricName: "Http401", severity: 2 },
      { id: "function-403", metricName: "Http403", severity: 2 },
      { id: "function-5xx", metricName: "Http5xx", severity: 1 },
    ].map(({ id, metricName, severity }) =>
      this.newAlert(id, functionAppId, severity, { ...functionMetric, metricName, threshold }),
    );
  }

  private gatewayAlerts(): MonitorMetricAlert[] {
    const { gatewayId, threshold = 20 } = this.props;
    if (gatewayId === undefined) return [];
    const refused = { name: "GatewayResponseCode", operator: "Include", values: ["401", "403"] };
    const failed = { name: "GatewayResponseCodeCategory", operator: "Include", values: ["5xx"] };
    return [
      this.newAlert("gateway-401-403", gatewayId, 2, { ...gatewayMetric, threshold, dimension: [refused] }),
      this.newAlert("gateway-5xx", gatewayId, 1, { ...gatewayMetric, threshold, dimension: [failed] }),
    ];
  }

  private newAlert(
    id: string,
    scope: string,
    severity: number,
    criterion: MonitorMetricAlertCriteria,
  ): MonitorMetricAlert {
    const { name, resourceGroupName, tags, provider, windowInMinutes = 5 } = this.props;
    return new MonitorMetricAlert(this, id, {
      name: `alert-${name}-${id}`,
      resourceGroupName,
      scopes: [scope],
      severity,
      frequency: "PT1M",
      windowSize: alertWindows.get(windowInMinutes),
      criteria: [criterion],
      action: this.actionGroupIds.map((actionGroupId) => ({ actionGroupId })),
      tags: tags && terraformTexts(tags),
      provider,
    });
  }

  private newActionGroup(): MonitorActionGroup | undefined {
    const { name, resourceGroupName, emailAddresses = [], tags, provider } = this.props;
    if (emailAddresses.length === 0) return undefined;
    return new MonitorActionGroup(this, "action-group", {
      name: `ag-${name}`,
      // Azure shows it in short messages, and takes 12 characters.
      shortName: "api-alerts",
      resourceGroupName,
      emailReceiver: emailAddresses.map((emailAddress, index) => ({
        name: `mail-${index + 1}`,
        emailAddress,
        useCommonAlertSchema: true,
      })),
      tags: tags && terraformTexts(tags),
      provider,
    });
  }
}
