import type { AccessReport, Severity } from "../../../../lib/access/report";
import type { Problem } from "../../outcome";

/** Where the published schema of this format is. */
export const REPORT_SCHEMA =
  "https://raw.githubusercontent.com/cdktf-secure-function-behind-apim/cdktf-secure-function-behind-apim/main/schema/access-report.schema.json";

/** What `review --format json` prints. The format's version is `formatVersion`. */
export interface ReviewDocument extends Omit<AccessReport, "findings"> {
  /** The schema of this format. */
  readonly $schema: string;
  readonly tool: {
    readonly name: "secure-function-behind-apim";
    readonly version: string;
  };
  /** The file that was read, as it was named. */
  readonly source: string;
  /** Whether nothing that is not accepted is as severe as `failOn`, or more. */
  readonly passed: boolean;
  readonly failOn: Severity | "never";
  /** What somebody should know who reads the result, and what makes no finding of its own. */
  readonly notices: readonly string[];
  /** The findings of the rules, new access, and unmet expectations. The worst first. */
  readonly findings: readonly Problem[];
}
