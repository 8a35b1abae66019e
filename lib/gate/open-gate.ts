/** A gate that a migration keeps open, for those who review it. */
export interface OpenGate {
  readonly reason: string;
  /** The last day, `2027-02-28`. */
  readonly until: string;
  /** Who is told of callers that do not come through the gateway. */
  readonly actionGroupIds: readonly string[];
}
