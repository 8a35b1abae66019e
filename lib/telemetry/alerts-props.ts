/** Alerts on bursts of refused and failed calls. */
export interface AlertOptions {
  /**
   * Resource ids of action groups to notify, `/subscriptions/…/providers/Microsoft.Insights/actionGroups/…`.
   * @default - none; at least an action group or an e-mail address is given
   */
  readonly actionGroupIds?: string[];
  /**
   * E-mail addresses to notify, with a new action group.
   * @default - none; at least an action group or an e-mail address is given
   */
  readonly emailAddresses?: string[];
  /**
   * How many answers of a kind within the window are no burst yet: 0 or more.
   * @default 20
   */
  readonly threshold?: number;
  /**
   * Length of the window, in minutes: 1, 5, 15, 30, 60, 360, 720 or 1440.
   * @default 5
   */
  readonly windowInMinutes?: number;
}
