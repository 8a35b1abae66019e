/**
 * Builds with the next major version of jsii, and its TypeScript, in a folder of its own: the assembly has to be the
 * same, so that the switch is a version number.
 */
import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";

const root = join(__dirname, "..");

function main(): void {
  const folder = mkdtempSync(join(tmpdir(), "next-jsii-"));
  try {
    for (const name of ["lib", "package.json", "README.md", "LICENSE"]) {
      cpSync(join(root, name), join(folder, name), { recursive: true });
    }
    symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
    const jsii = join(root, "node_modules/jsii-6/bin/jsii");
    const options = [
      "--silence-warnings=metadata/missing-dev-dependency",
      "--generate-tsconfig",
      "tsconfig.jsii.json",
    ];
    execFileSync(process.execPath, [jsii, ...options], {
      cwd: folder,
      stdio: ["ignore", "inherit", "inherit"],
    });
    const differing = differences(assemblyIn(root), assemblyIn(folder));
    if (differing.length === 0) return;
    console.error(`The next jsii makes another assembly: ${differing.join(", ")}`);
    process.exitCode = 1;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

type Assembly = Readonly<Record<string, unknown>>;

function assemblyIn(folder: string): Assembly {
  return JSON.parse(readFileSync(join(folder, ".jsii"), "utf8"));
}

function differences(current: Assembly, next: Assembly): string[] {
  const parts = Object.keys({ ...current, ...next }).filter(
    (part) => !["jsiiVersion", "fingerprint"].includes(part),
  );
  return parts.filter((part) => !isDeepStrictEqual(current[part], next[part]));
}

main();
