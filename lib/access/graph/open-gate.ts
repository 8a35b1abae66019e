import { migrationTags } from "../../support/gate-migration-tags";
import { isDay } from "../calendar";
import type { EasyAuth } from "./easy-auth";
import type { Site } from "./sites";
import type { StackIndex } from "./stack-index";

/** A gate that is open for a migration, and says so. */
export interface OpenGate {
  /** The last day: `2027-02-28`. */
  readonly until: string;
  readonly reason: string;
}

/**
 * Reads from the tags of a site that its gate is open for a migration. What lets more through than a gate that knows its
 * callers and admits anonymous calls, or does not say why and until when, is simply open.
 */
export function openGateOf(index: StackIndex, site: Site, gate: EasyAuth): OpenGate | undefined {
  const until = index.text(site.resource, "tags", migrationTags.until);
  const reason = index.text(site.resource, "tags", migrationTags.reason);
  if (until === undefined || reason === undefined || !isDay(until) || reason.trim() === "") return undefined;
  return knowsItsCallers(gate) ? { until, reason } : undefined;
}

function knowsItsCallers(gate: EasyAuth): boolean {
  const { block, enabled, action, entra, unknownBecause, excludedPaths, otherProviders } = gate;
  return (
    block === "auth_settings_v2" &&
    enabled === "yes" &&
    action === "AllowAnonymous" &&
    unknownBecause === undefined &&
    excludedPaths.length + otherProviders.length === 0 &&
    entra !== undefined &&
    entra.applications.length > 0 &&
    entra.identities.length > 0
  );
}
