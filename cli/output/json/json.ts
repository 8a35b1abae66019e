import { version } from "../../../package.json";
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

/** JSON that a screen can show: what it would obey is escaped, beyond what the format demands. */
export function jsonOf(value: unknown): string {
  return JSON.stringify(value, null, 2).replace(/[\p{Cf}\u007f-\u009f\u2028\u2029]/gu, (character) =>
    [...Array(character.length).keys()].map((unit) => `\\u${hexOf(character.charCodeAt(unit))}`).join(""),
  );
}

function hexOf(code: number): string {
  return code.toString(16).padStart(4, "0");
}
