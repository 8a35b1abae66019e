import { spawnSync } from "node:child_process";
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { name, peerDependencies } from "../package.json";

const root = join(__dirname, "..");

/** Compiles every `@example` of the built assembly against the declarations that are shipped. */
function main(): void {
  const folder = mkdtempSync(join(tmpdir(), "examples-"));
  try {
    writeProject(folder);
    const rosetta = join(root, "node_modules/jsii-rosetta/bin/jsii-rosetta");
    const options = ["extract", "--strict", "--batch", "--directory", folder, folder];
    const { status, stderr } = spawnSync(process.execPath, [rosetta, ...options], { encoding: "utf8" });
    if (status === 0) return; // Its warnings stay unread: each run has one, about packages that are there.
    console.error(stderr);
    process.exitCode = 1;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

// A stand-in for the project: the README is left out, which a test compiles, and jsii-rosetta finds the packages
// that an example may import, which it would install otherwise.
function writeProject(folder: string): void {
  const assembly = JSON.parse(readFileSync(join(root, ".jsii"), "utf8"));
  writeFileSync(join(folder, ".jsii"), JSON.stringify({ ...assembly, readme: undefined }));
  copyFileSync(join(root, "package.json"), join(folder, "package.json"));
  symlinkSync(join(root, "rosetta"), join(folder, "rosetta"));
  link(folder, name, root);
  for (const peer of [...Object.keys(peerDependencies), "@types/node"]) {
    link(folder, peer, join(root, "node_modules", peer));
  }
}

function link(folder: string, packageName: string, target: string): void {
  const path = join(folder, "node_modules", packageName);
  mkdirSync(dirname(path), { recursive: true });
  symlinkSync(target, path);
}

main();
