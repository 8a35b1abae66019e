import type { Severity } from "../lib/access/report";
import { UsageError } from "./usage-error";

export const formats = ["terminal", "markdown", "sarif", "json", "html"] as const;
export type Format = (typeof formats)[number];

/** What the command was asked for. */
export interface ReviewOptions {
  /** Terraform's JSON, or `-` for standard input. */
  readonly input: string;
  /** What the input is called in what is printed. */
  readonly name?: string;
  readonly format?: readonly Format[];
  readonly output?: readonly string[];
  /** A configuration in which findings are located. */
  readonly source?: readonly string[];
  readonly compareWith?: string;
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

/** A format, and the file that it is written to; without one it is printed. */
export interface Target {
  readonly format: Format;
  readonly file?: string;
}

const endings: Readonly<Record<string, Format>> = {
  txt: "terminal",
  md: "markdown",
  sarif: "sarif",
  json: "json",
  html: "html",
};

/** Where each format goes: the files, and beside them the terminal's, unless a file is the standard output. */
export function targetsOf({ format = [], output = [] }: Pick<ReviewOptions, "format" | "output">): Target[] {
  if (output.length === 0) {
    if (format.length > 1) throw new UsageError("Several --format need an --output each, in the same order.");
    return [{ format: format[0] ?? "terminal" }];
  }
  if (format.length > 0 && format.length !== output.length) {
    throw new UsageError(
      `There are ${format.length} --format and ${output.length} --output. Give one --format for each --output, in the same order, or none: the file's ending tells it.`,
    );
  }
  const targets = output.map((file, index) => ({ format: format[index] ?? formatOf(file), file }));
  const printed = targets.some(({ file }) => file === "-");
  return printed
    ? targets.map((target) => (target.file === "-" ? { format: target.format } : target))
    : [{ format: "terminal" }, ...targets];
}

function formatOf(file: string): Format {
  const format = endings[file.slice(file.lastIndexOf(".") + 1).toLowerCase()];
  if (format) return format;
  const known = Object.keys(endings).map((ending) => `.${ending}`);
  throw new UsageError(`--output ${file} ends in none of ${known.join(", ")}. Give its --format.`);
}
