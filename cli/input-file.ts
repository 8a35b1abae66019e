import { readFileSync } from "node:fs";
import { InputError } from "../lib/access/stack/input-error";
import type { InputFile } from "../lib/access/stack/read-input";

const STANDARD_INPUT = 0;

/** A file that Terraform or cdktf wrote, `-` for standard input. */
export function inputFile(file: string): InputFile {
  const name = file === "-" ? "standard input" : file;
  return { name, content: contentOf(file, name) };
}

function contentOf(file: string, name: string): Uint8Array {
  try {
    return readFileSync(file === "-" ? STANDARD_INPUT : file);
  } catch (error) {
    const isFolder = error instanceof Error && Reflect.get(error, "code") === "EISDIR";
    const problem = isFolder
      ? "This is a folder."
      : `It cannot be read: ${error instanceof Error ? error.message : error}.`;
    throw new InputError(name, problem, "Make a plan's JSON with: terraform show -json plan.bin > plan.json");
  }
}
