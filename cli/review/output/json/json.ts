import { version } from "../../../../package.json";
import { jsonOf } from "../../../text/json";
import { failuresOf, type ReviewOutcome } from "../../outcome";
import { REPORT_SCHEMA, type ReviewDocument } from "./review-document";

/** The review for other programs, as `schema/access-report.schema.json` describes it. */
export function jsonText(outcome: ReviewOutcome): string {
  const { report, problems, notices, failOn, source } = outcome;
  const { findings: _, ...access } = report;
  const document: ReviewDocument = {
    $schema: REPORT_SCHEMA,
    ...access,
    tool: { name: "secure-function-behind-apim", version },
    source,
    passed: failuresOf(outcome).length === 0,
    failOn,
    notices,
    findings: problems,
  };
  return `${jsonOf(document)}\n`;
}
