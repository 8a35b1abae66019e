import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  breakingChanges,
  changelogSince,
  compatibilityErrors,
  releasedAssembly,
  updatedList,
} from "./compatibility";

const root = join(__dirname, "..");
const listFile = join(root, "compatibility/breaking-changes.txt");

/**
 * Compares the built assembly with the released one. Fails on a breaking change that
 * `compatibility/breaking-changes.txt` and CHANGELOG.md do not name; with `--update`, writes the former anew.
 */
function main(): void {
  const released = releasedAssembly();
  const current = JSON.parse(readFileSync(join(root, ".jsii"), "utf8"));
  const list = readFileSync(listFile, "utf8");
  const changes = breakingChanges(released, current, list);
  if (process.argv.includes("--update")) {
    writeFileSync(listFile, updatedList(list, changes));
    return;
  }
  const changelog = changelogSince(readFileSync(join(root, "CHANGELOG.md"), "utf8"), released.version);
  const errors = compatibilityErrors(list, changes, changelog);
  for (const error of errors) console.error(error);
  if (errors.length === 0) return;
  console.error(`\nCompared with ${released.version}. CONTRIBUTING.md, "Compatibility", says what to do.`);
  process.exitCode = 1;
}

main();
