import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

/** The `terraform` or `tofu` on the path, in this order; nothing when there is neither. */
export function terraformBinary(): string | undefined {
  const folders = (process.env.PATH ?? "").split(delimiter);
  const candidates = ["terraform", "tofu"].flatMap((name) => folders.map((folder) => join(folder, name)));
  return candidates.find(isExecutable);
}

/** What a test run says when it cannot prove anything about plans. */
export const MISSING_TERRAFORM =
  "Neither terraform nor tofu is on the PATH: no stack was planned. Install Terraform 1.5 or newer, or OpenTofu.";

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
