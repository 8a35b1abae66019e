import { Token } from "cdktf";
import { refusal } from "../support/refusal";
import type { AlertsProps } from "./alerts-props";

/** Windows of a metric alert, in minutes, as Azure writes them. */
export const alertWindows = new Map([
  [1, "PT1M"],
  [5, "PT5M"],
  [15, "PT15M"],
  [30, "PT30M"],
  [60, "PT1H"],
  [360, "PT6H"],
  [720, "PT12H"],
  [1440, "P1D"],
]);

/** Everything that Azure would refuse of alerts, and alerts that nobody hears. */
export function alertsRefusals(props: AlertsProps): string[] {
  const { actionGroupIds = [], emailAddresses = [], threshold = 20, windowInMinutes = 5 } = props;
  return [
    ...(actionGroupIds.length + emailAddresses.length > 0 ? [] : [nobodyToTell()]),
    ...actionGroupIds.filter((id) => !isActionGroup(id)).map(actionGroupRefusal),
    ...emailAddresses.filter((address) => !isAddress(address)).map(addressRefusal),
    ...(Token.isUnresolved(threshold) || (Number.isFinite(threshold) && threshold >= 0)
      ? []
      : [refusal(`A threshold of ${threshold} was given`, "Allowed is 0 or more", "Set `threshold` so")]),
    ...(alertWindows.has(windowInMinutes)
      ? []
      : [
          refusal(
            `A window of ${windowInMinutes} minutes was given`,
            `Azure has ${[...alertWindows.keys()].join(", ")} minutes`,
            "Set `windowInMinutes` to one of these",
          ),
        ]),
  ];
}

function isActionGroup(id: string): boolean {
  return (
    Token.isUnresolved(id) ||
    /^\/subscriptions\/.+\/providers\/Microsoft\.Insights\/actionGroups\/[^/]+$/i.test(id)
  );
}

function isAddress(address: string): boolean {
  return Token.isUnresolved(address) || /^[^\s@]+@[^\s@]+$/.test(address);
}

function nobodyToTell(): string {
  return refusal(
    "Alerts were given that nobody is told of",
    "An alert tells action groups or e-mail addresses",
    "Set `actionGroupIds` or `emailAddresses`",
  );
}

function actionGroupRefusal(id: string): string {
  return refusal(
    `The action group ${JSON.stringify(id)} was given`,
    "Allowed is /subscriptions/…/providers/Microsoft.Insights/actionGroups/…",
    "Copy it with `az monitor action-group show --query id`",
  );
}

function addressRefusal(address: string): string {
  return refusal(
    `The e-mail address ${JSON.stringify(address)} was given`,
    "Allowed is an address like api@contoso.com",
    "Mend it in `emailAddresses`",
  );
}
