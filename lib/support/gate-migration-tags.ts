/**
 * Tags of a Function App whose gate is open for a migration: in the plan and in the state, where the access review reads
 * them, and in Azure, where everyone does.
 */
export const migrationTags = {
  /** The last day: `2027-02-28`. */
  until: "gate-migration-until",
  reason: "gate-migration-reason",
} as const;

/** Whether a name is one of these tags, in any spelling: Azure does not tell upper and lower case apart. */
export function isMigrationTag(name: string): boolean {
  return Object.values<string>(migrationTags).includes(name.toLowerCase());
}
