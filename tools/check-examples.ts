import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { name, peerDependencies } from "../package.json";

const root = join(__dirname, "..");

/** Compiles every `@example` of the built assembly, and its README, against the declarations that are shipped. */
function main(): void {
  const folder = mkdtempSync(join(tmpdir(), "examples-"));
  try {
    linkPackages(folder);
    const rosetta = join(root, "node_modules/jsii-rosetta/bin/jsii-rosetta");
    const options = ["extract", "--strict", "--batch", "--directory", folder, root];
    const { status, stderr } = spawnSync(process.execPath, [rosetta, ...options], { encoding: "utf8" });
    if (status === 0) return; // Else its warnings stay unread, one of them about packages that are linked below.
    console.error(stderr);
    process.exitCode = 1;
  } finally {
    rmSync(folder, { recursive: true });
    rmSync(join(root, ".jsii.tabl.json"), { force: true }); // the translations, which are of no use here
  }
}

// What an example may import: this package and its peers. Without it, jsii-rosetta runs `npm install`.
function linkPackages(folder: string): void {
  const modules = join(folder, "node_modules");
  const link = (target: string, packageName: string) => {
    mkdirSync(dirname(join(modules, packageName)), { recursive: true });
    symlinkSync(target, join(modules, packageName));
  };
  link(root, name);
  for (const peer of [...Object.keys(peerDependencies), "@types/node"]) {
    link(join(root, "node_modules", peer), peer);
  }
}

main();
