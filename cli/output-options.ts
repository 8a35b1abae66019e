import { InvalidArgumentError, Option } from "commander";
import type { Endings } from "./targets";

/** How a subcommand may be asked to print, and where to. */
export function formatOptions<Format extends string>(endings: Endings<Format>): Option[] {
  const formats = Object.keys(endings);
  const known = Object.values<string>(endings).map((ending) => `.${ending}`);
  const repeatedFormat = (value: string, values: readonly string[] = []): string[] => {
    if (formats.includes(value)) return [...values, value];
    throw new InvalidArgumentError(`Allowed choices are ${formats.join(", ")}.`);
  };
  return [
    new Option("-f, --format <format>", "how to print, or how to write each --output; repeatable")
      .choices(formats)
      .argParser(repeatedFormat),
    new Option(
      "-o, --output <file>",
      `write a file, as its ending says: ${known.join(", ")}; repeatable`,
    ).argParser(repeated),
  ];
}

/** Whether the terminal's text has colors. */
export function colorOption(): Option {
  return new Option("--color <when>", "color the terminal's text; auto heeds NO_COLOR")
    .choices(["auto", "always", "never"])
    .default("auto");
}

/** An option that may be given several times. */
export function repeated(value: string, values: readonly string[] = []): string[] {
  return [...values, value];
}
