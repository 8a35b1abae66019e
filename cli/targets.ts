import { UsageError } from "./usage-error";

/** A format of an output, and the ending of files that tells it. */
export type Endings<Format extends string> = Readonly<Record<Format, string>>;

/** Where the output goes, as it was asked for. */
export interface OutputOptions<Format extends string> {
  readonly format?: readonly Format[];
  readonly output?: readonly string[];
}

/** A format, and the file that it is written to; without one it is printed. */
export interface Target<Format extends string> {
  readonly format: Format;
  readonly file?: string;
}

/** Where each format goes: the files, and beside them the terminal's, unless a file is the standard output. */
export function targetsOf<Format extends string>(
  { format = [], output = [] }: OutputOptions<Format>,
  endings: Endings<Format>,
): Target<Format | "terminal">[] {
  if (output.length === 0) {
    if (format.length > 1) throw new UsageError("Several --format need an --output each, in the same order.");
    return [{ format: format[0] ?? "terminal" }];
  }
  if (format.length > 0 && format.length !== output.length) {
    throw new UsageError(
      `There are ${format.length} --format and ${output.length} --output. Give one --format for each --output, in the same order, or none: the file's ending tells it.`,
    );
  }
  const targets = output.map((file, index) => ({ format: format[index] ?? formatOf(file, endings), file }));
  const printed = targets.some(({ file }) => file === "-");
  return printed
    ? targets.map((target) => (target.file === "-" ? { format: target.format } : target))
    : [{ format: "terminal" }, ...targets];
}

function formatOf<Format extends string>(file: string, endings: Endings<Format>): Format {
  const formats = Object.keys(endings) as Format[];
  const ending = file.slice(file.lastIndexOf(".") + 1).toLowerCase();
  const format = formats.find((one) => endings[one] === ending);
  if (format) return format;
  const known = formats.map((one) => `.${endings[one]}`);
  throw new UsageError(`--output ${file} ends in none of ${known.join(", ")}. Give its --format.`);
}
