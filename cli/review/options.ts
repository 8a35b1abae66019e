import type { Severity } from "../../lib/access/report";
import type { Endings, OutputOptions } from "../targets";

export type Format = "terminal" | "markdown" | "sarif" | "json" | "html";

export const endings: Endings<Format> = {
  terminal: "txt",
  markdown: "md",
  sarif: "sarif",
  json: "json",
  html: "html",
};

/** What the command was asked for. */
export interface ReviewOptions extends OutputOptions<Format> {
  /** Terraform's JSON, or `-` for standard input. */
  readonly input: string;
  /** What the input is called in what is printed. */
  readonly name?: string;
  /** A configuration in which findings are located. */
  readonly source?: readonly string[];
  readonly compareWith?: string;
  /** The folder of the configuration that the plan was made from. */
  readonly configuration?: string;
  readonly expect?: string;
  readonly writeExpect?: boolean;
  readonly newAccess: boolean;
  readonly accept?: string;
  readonly acceptCritical?: boolean;
  readonly failOn: Severity | "never";
  readonly explain?: readonly string[];
  readonly color: "auto" | "always" | "never";
  readonly today?: string;
}
