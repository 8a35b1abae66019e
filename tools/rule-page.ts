import { expectationRules } from "../cli/review/rules";
import type { ReviewRule } from "../lib/access/rules";
import { reviewRules } from "../lib/access/rules/review-rules";

const GENERATED = "<!-- Written by npm run docs:rules. -->";

/** The pages of the access review's rules, by their names in `docs/rules/`. */
export function rulePages(): Record<string, string> {
  const rules = [...reviewRules, ...expectationRules];
  const pages = rules.map((rule) => [`${rule.id}.md`, rulePage(rule)]);
  return { ...Object.fromEntries(pages), "README.md": indexPage(rules) };
}

function rulePage(rule: ReviewRule): string {
  const { id, title, severity, what, inTerraform, withConstruct, sources, reviewedOn, opensGate } = rule;
  const acceptance = opensGate || severity === "critical" ? ", and only with `--accept-critical`" : "";
  return `${GENERATED}
# ${title}

\`${id}\`, ${severity}. A rule of the [access review](../access-review.md).

${what}

## In Terraform

\`\`\`hcl
${inTerraform}
\`\`\`

## With the construct

${withConstruct}

## If it is meant

[Accept it](../access-review.md#accepted-findings) by its rule and address, with a reason and a last day${acceptance}.

## Sources

${sources.map((source) => `- <${source}>`).join("\n")}

Compared with them on ${reviewedOn}.
`;
}

function indexPage(rules: readonly ReviewRule[]): string {
  const rows = rules.map(({ id, severity, title }) => `- [${id}](${id}.md), ${severity}: ${title}`);
  return `${GENERATED}
# Rules of the access review

What \`secure-function-behind-apim review\` finds, beside [who can reach what](../access-review.md). The rules of the construct
itself are in [rules.md](../rules.md).

${rows.join("\n")}
`;
}
