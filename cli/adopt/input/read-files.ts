import { InputError } from "../../../lib/access/stack/input-error";
import { type Inventory, inventoryOf, objectsIn } from "./inventory";
import type { JsonObject } from "./values";

const REMEDY = "Make it with: az resource list --resource-group <group> > resources.json";

/** Reads what the Azure CLI printed. */
export function readFiles(files: readonly string[], readFile: (file: string) => string): Inventory {
  return inventoryOf(files.flatMap((file) => readObjects(file, readFile(file))));
}

function readObjects(file: string, text: string): JsonObject[] {
  if (text.includes("\0")) {
    const problem = "This is UTF-16, which the redirection of Windows PowerShell writes.";
    throw new InputError(file, problem, "Write it with: az … | Out-File -Encoding utf8 <file>");
  }
  const trimmed = text.replace(/^\uFEFF/, "").trim();
  if (trimmed === "") throw new InputError(file, "The file is empty.", REMEDY);
  const json = parsed(file, trimmed);
  if (isTerraforms(json)) {
    throw new InputError(file, "This is Terraform's JSON, and not what is in Azure.", REMEDY);
  }
  const objects = objectsIn(json);
  if (objects.length > 0) return objects;
  const what = Array.isArray(json) ? "a list without resources" : "no list of resources and no resource";
  throw new InputError(file, `This is ${what}.`, REMEDY);
}

function parsed(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The parser's own message shows a piece of the file, in which there may be a secret.
    const problem = /^[[{]/.test(text)
      ? "This is no valid JSON, or its end is missing."
      : "This is no JSON: the Azure CLI prints a table with --output table.";
    throw new InputError(file, problem, `${REMEDY} (with --output json).`);
  }
}

function isTerraforms(json: unknown): boolean {
  return objectsIn(json).some((object) => "terraform_version" in object || "resource_changes" in object);
}
