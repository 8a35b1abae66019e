import { migrationTags } from "../../support/gate-migration-tags";
import type { OpenGate } from "../graph/open-gate";
import type { Site } from "../graph/sites";
import type { Severity, Verdict } from "../report";
import { type CheckedRule, documentation, type RuleSubject, type Violation } from "./rule";

/** Rules about a Function on its way from function keys to identity. */
export const migrationRules: readonly CheckedRule[] = [
  {
    id: "gate-open-for-migration",
    title: "A gate is open for a migration",
    severity: "high",
    what: `App Service Authentication knows its callers, and lets calls without a token pass too: callers still hold function keys, and the tags \`${migrationTags.until}\` and \`${migrationTags.reason}\` say until when and why. Until that day, UTC, it is a finding of high severity; then it is critical, as a gate that is open without a word is (\`open-host\`).`,
    inTerraform:
      'auth_settings_v2 {\n  require_authentication = true\n  unauthenticated_action = "Return401"\n}\n\n# and no tags gate-migration-until and gate-migration-reason',
    withConstruct:
      "`migration: GateMigration.observe({ reason, until })` opens it. `GateMigration.enforce` closes it while the code asks for a key; without `migration` it is closed, and no key is sent.",
    sources: [documentation.authentication, documentation.functionKeys],
    reviewedOn: "2026-11-29",
    check: (subject) =>
      subject.now.graph.sites.all.flatMap((site) => {
        const openGate = subject.now.graph.openGate(site);
        const verdict = ["internet", "network"]
          .map((caller) => subject.at("host", site, caller))
          .find((one) => one?.access === "reaches");
        return openGate && verdict ? [violation(subject, site, openGate, verdict)] : [];
      }),
  },
];

function violation(
  { today }: RuleSubject,
  site: Site,
  { until, reason }: OpenGate,
  { proof }: Verdict,
): Violation {
  const tag = (name: string, value: string, meaning: string) => ({
    address: site.id,
    argument: `tags.${name}`,
    value,
    meaning,
  });
  // Without a day nobody knows whether it is over.
  const isOver = today === undefined || today > until;
  const severity: Severity = isOver ? "critical" : "high";
  const message = isOver
    ? `${site.label} is open to everyone who reaches it, and its migration ended on ${until}: ${reason}`
    : `${site.label} is open to everyone who reaches it until ${until}, for a migration: ${reason}`;
  return {
    address: site.id,
    argument: "auth_settings_v2.0.unauthenticated_action",
    message,
    severity,
    proof: [
      ...proof,
      tag(migrationTags.until, until, "the last day on which the gate may be open"),
      tag(migrationTags.reason, reason, "why it is open"),
    ],
  };
}
