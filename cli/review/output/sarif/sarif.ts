import type { Location, Log, ReportingDescriptor, Result } from "sarif";
import type { Severity } from "../../../../lib/access/report";
import type { ReviewRule } from "../../../../lib/access/rules";
import { repository, version } from "../../../../package.json";
import { jsonOf } from "../../../text/json";
import type { Problem, ReviewOutcome } from "../../outcome";
import { rulePage } from "../rule-pages";
import type { FindSource } from "./source-locations";

/** The review for code scanning: SARIF 2.1.0. */
export function sarifText(
  outcome: ReviewOutcome,
  rules: readonly ReviewRule[],
  sourceOf: FindSource,
): string {
  const log: Log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: "secure-function-behind-apim",
            informationUri: repository.url.replace(/\.git$/, ""),
            semanticVersion: version,
            rules: rules.map(descriptor),
          },
        },
        // Tells the reviews of several stacks apart, which would replace each other otherwise.
        automationDetails: { id: `access-review/${outcome.source}/` },
        invocations: [
          {
            executionSuccessful: true,
            toolExecutionNotifications: outcome.notices.map((text) => ({
              level: "note",
              message: { text: literal(text) },
            })),
          },
        ],
        results: outcome.problems.map((problem) => resultOf(problem, rules, sourceOf)),
        columnKind: "utf16CodeUnits",
      },
    ],
  };
  return `${jsonOf(log)}\n`;
}

function descriptor({
  id,
  title,
  severity,
  what,
  inTerraform,
  withConstruct,
  sources,
}: ReviewRule): ReportingDescriptor {
  const markdown = [
    what,
    `In Terraform:\n\n\`\`\`hcl\n${inTerraform}\n\`\`\``,
    `With the construct: ${withConstruct}`,
    sources.map((source) => `- <${source}>`).join("\n"),
  ].join("\n\n");
  return {
    id,
    name: id,
    shortDescription: { text: literal(title) },
    fullDescription: { text: literal(what) },
    helpUri: rulePage(id),
    help: { text: literal(markdown), markdown },
    defaultConfiguration: { level: levels[severity] },
    properties: {
      "security-severity": securitySeverities[severity],
      tags: ["security", "terraform", "azure"],
    },
  };
}

function resultOf(problem: Problem, rules: readonly ReviewRule[], sourceOf: FindSource): Result {
  const { rule, severity, message, proof, fingerprint, acceptance } = problem;
  const because = proof.map(
    (step) => `\n- ${step.address}: ${step.argument} = ${step.value} (${step.meaning})`,
  );
  const index = rules.findIndex(({ id }) => id === rule);
  return {
    ruleId: rule,
    ...(index >= 0 ? { ruleIndex: index } : {}),
    level: levels[severity],
    message: { text: literal(message + because.join("")) },
    locations: [locationOf(problem, sourceOf)],
    // GitHub tells results apart by the second, which it would compute from a line of the plan.
    partialFingerprints: { "accessReview/v1": fingerprint, primaryLocationLineHash: fingerprint },
    properties: { "security-severity": securitySeverities[severity] },
    ...(acceptance
      ? { suppressions: [{ kind: "external", status: "accepted", justification: acceptance.reason }] }
      : {}),
  };
}

function locationOf({ address, constructPath }: Problem, sourceOf: FindSource): Location {
  const { uri, line } = sourceOf(address);
  const construct = constructPath ? [{ fullyQualifiedName: constructPath, kind: "construct" }] : [];
  return {
    physicalLocation: { artifactLocation: { uri }, region: { startLine: line } },
    logicalLocations: [{ fullyQualifiedName: address, kind: "resource" }, ...construct],
  };
}

const levels: Readonly<Record<Severity, "error" | "warning" | "note">> = {
  critical: "error",
  high: "error",
  medium: "warning",
  low: "note",
  info: "note",
};

/** In the middle of the ranges that code scanning calls by these names. */
const securitySeverities: Readonly<Record<Severity, string>> = {
  critical: "9.5",
  high: "8.0",
  medium: "5.5",
  low: "2.0",
  info: "0.0",
};

/** A message's text is no template: `{0}` in it is no argument, and `[text](1)` no link to a location. */
function literal(text: string): string {
  return text.replace(/\{(\d+)\}/g, "{{$1}}").replace(/\[(?=[^\]]*\]\()/g, "\\[");
}
