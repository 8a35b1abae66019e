import { Token } from "cdktf";
import { validateResourceId } from "../../support/resource-ids";
import { validationError } from "../../support/validation";
import type { AlertOptions } from "../alerts-props";

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

/** What Azure does not accept of alerts, and alerts without a receiver. */
export function validateAlerts(props: AlertOptions): string[] {
  const { actionGroupIds = [], emailAddresses = [], threshold = 20, windowInMinutes = 5 } = props;
  return [
    ...(actionGroupIds.length + emailAddresses.length > 0 ? [] : [nobodyToTell()]),
    ...actionGroupIds.flatMap((id) => validateResourceId("actionGroup", id)),
    ...emailAddresses.filter((address) => !isAddress(address)).map(addressError),
    ...(Token.isUnresolved(threshold) || (Number.isFinite(threshold) && threshold >= 0)
      ? []
      : [
          validationError(
            `A threshold of ${threshold} was given`,
            "Allowed is 0 or more",
            "Set `threshold` so",
          ),
        ]),
    ...(alertWindows.has(windowInMinutes)
      ? []
      : [
          validationError(
            `A window of ${windowInMinutes} minutes was given`,
            `Azure has ${[...alertWindows.keys()].join(", ")} minutes, and the number has to be known at synth`,
            "Set `windowInMinutes` to one of these",
          ),
        ]),
  ];
}

function isAddress(address: string): boolean {
  return Token.isUnresolved(address) || /^[^\s@]+@[^\s@]+$/.test(address);
}

function nobodyToTell(): string {
  return validationError(
    "`alerts` was given without a receiver",
    "An alert notifies action groups or e-mail addresses",
    "Set `actionGroupIds` or `emailAddresses`",
  );
}

function addressError(address: string): string {
  return validationError(
    `The e-mail address ${JSON.stringify(address)} was given`,
    "Allowed is an address like api@contoso.com",
    "Fix it in `emailAddresses`",
  );
}
