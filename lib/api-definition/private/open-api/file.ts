import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { lazyParsers } from "../../../support/lazy-parsers";
import { validationError } from "../../../support/validation";

/** The content of a file, or why it cannot be used. */
export interface ParsedFile {
  readonly errors: readonly string[];
  readonly document?: unknown;
}

/**
 * Reads JSON or YAML.
 * @param path path of the file
 * @param name how messages name it: as the user did, without folders of the machine
 */
export function parseFile(path: string, name = path): ParsedFile {
  const text = readText(path);
  if (text === undefined) {
    return {
      errors: [
        validationError(
          `The OpenAPI file ${JSON.stringify(name)} was given, and it cannot be read`,
          "A relative path starts at the folder in which the program runs",
          "Fix the path, for example with `join(__dirname, …)`",
        ),
      ],
    };
  }
  try {
    return { errors: [], document: parse(text) };
  } catch (error) {
    return {
      errors: [
        validationError(
          `The OpenAPI file ${basename(name)} was given, which is neither JSON nor YAML: ${firstLine(error)}`,
          "Allowed is an OpenAPI 3 document in JSON or YAML",
          "Fix it at that place",
        ),
      ],
    };
  }
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}

function parse(text: string): unknown {
  if (/^\s*\{/.test(text)) {
    try {
      return JSON.parse(text);
    } catch {
      // YAML's flow style starts with a brace too, and its parser reports the line.
    }
  }
  const { parse: parseYaml } = lazyParsers.yaml();
  return parseYaml(text, { maxAliasCount: 1000, merge: true });
}

function firstLine(error: unknown): string {
  return (error as Error).message.split("\n")[0].replace(/:$/, "");
}
