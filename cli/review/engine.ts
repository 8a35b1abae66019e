import type { AccessReport } from "../../lib/access/report";
import type { ReviewRule } from "../../lib/access/rules";

/** What reviews, as the command knows it. */
export interface Engine {
  /** Reviews a file, `-` for standard input; against another as what there was before, if there is one. */
  readonly reportOn: (input: string, before?: string) => AccessReport;
  readonly rules: readonly ReviewRule[];
}
