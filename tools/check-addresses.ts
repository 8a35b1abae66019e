/**
 * Compares the addresses of the examples' resources with those of the last release. Fails on one that is gone and that
 * `compatibility/re-creates.txt` and CHANGELOG.md do not name; with `--update`, writes the former anew, and with
 * `--release`, the addresses that later versions are compared with.
 */
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { version } from "../package.json";
import { addressErrors, addressesOfExamples, goneAddresses } from "./addresses";
import { changelogSince } from "./compatibility";

const root = join(__dirname, "..");
const folder = join(root, "compatibility");
const list = join(folder, "re-creates.txt");

function main(): void {
  const [file] = readdirSync(folder).filter((name) => name.endsWith(".addresses.json"));
  const current = addressesOfExamples();
  if (process.argv.includes("--release")) {
    rmSync(join(folder, file));
    writeFileSync(join(folder, `${version}.addresses.json`), `${JSON.stringify(current, undefined, 2)}\n`);
    writeFileSync(list, "");
    return;
  }
  const gone = goneAddresses(JSON.parse(readFileSync(join(folder, file), "utf8")), current);
  if (process.argv.includes("--update")) {
    writeFileSync(list, gone.map((line) => `${line}\n`).join(""));
    return;
  }
  const released = file.replace(".addresses.json", "");
  const changelog = changelogSince(readFileSync(join(root, "CHANGELOG.md"), "utf8"), released);
  const reCreates = changelog
    .split(/^### /m)
    .filter((section) => section.startsWith("Re-creates"))
    .join();
  const listed = readFileSync(list, "utf8").split("\n").filter(Boolean);
  const errors = addressErrors(gone, listed, reCreates);
  for (const error of errors) console.error(error);
  if (errors.length === 0) return;
  console.error(`\nCompared with ${released}. CONTRIBUTING.md, "Compatibility", says what to do.`);
  process.exitCode = 1;
}

main();
