/**
 * Builds, and writes `lib/support/shape/public-types.ts` from what was built; with `--check`, fails when the file is
 * not what the last build says.
 */
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Assembly } from "./jsii-assembly";
import { publicTypesSource } from "./public-types";

const root = join(__dirname, "..");
const file = join(root, "lib/support/shape/public-types.ts");
const check = process.argv.includes("--check");

function assemblyIn(folder: string): Assembly {
  return JSON.parse(readFileSync(join(root, folder, ".jsii"), "utf8"));
}

// A build with errors has an assembly too: until it is generated, a new entrance is one.
if (!check) spawnSync("npm", ["run", "--silent", "build"], { cwd: root, shell: true, stdio: "inherit" });
const library = require(join(root, "dist"));
const source = publicTypesSource(
  assemblyIn("."),
  [assemblyIn("node_modules/cdktf")],
  (name) => library[name],
);
if (!check) {
  writeFileSync(file, source);
} else if (readFileSync(file, "utf8") !== source) {
  process.stderr.write(`${file} is not what the public types say: run \`npm run generate:types\`.\n`);
  process.exitCode = 1;
}
