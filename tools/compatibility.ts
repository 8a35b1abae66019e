import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";

const root = join(__dirname, "..");
const folder = join(root, "compatibility");

/** One incompatible change, by the key that jsii-diff gives it. */
export interface BreakingChange {
  readonly key: string;
  readonly message: string;
}

/** The part of an assembly that this file reads. */
export interface Assembly {
  readonly name: string;
  readonly version: string;
  readonly dependencies?: Record<string, string>;
  readonly types?: Record<string, object>;
}

/** The lines of a list of breaking changes, without comments. */
export function listedChanges(list: string): string[] {
  return lines(list).filter((line) => !line.startsWith("#"));
}

/** The list with these changes instead of its own. Comments and `move:` lines, which people write, stay. */
export function updatedList(list: string, changes: BreakingChange[]): string {
  const kept = lines(list).filter((line) => line.startsWith("#") || isMove(line));
  return [...kept, ...keysOf(changes).sort(), ""].join("\n");
}

/** What is wrong with a list: changes it does not have, lines that are out of date, lines the changelog is silent on. */
export function compatibilityErrors(
  list: string,
  changes: BreakingChange[],
  unreleasedChangelog: string,
): string[] {
  const listed = listedChanges(list);
  const keys = new Set(keysOf(changes));
  return [
    ...changes
      .filter(({ key }) => !listed.includes(key))
      .map(({ key, message }) => `not listed: ${message} [${key}]`),
    ...listed
      .filter((line) => !isMove(line) && !keys.has(line))
      .map((line) => `listed, but compatible: ${line}`),
    ...listed
      .filter((line) => !isNamed(changedNames(line), unreleasedChangelog))
      .map((line) => `listed, but CHANGELOG.md does not name ${changedNames(line).join(".")}: ${line}`),
  ];
}

/** What CHANGELOG.md says of the versions after the released one. */
export function changelogSince(changelog: string, version: string): string {
  const end = changelog.indexOf(`\n## ${version}\n`);
  if (end < 0) throw new Error(`CHANGELOG.md has no heading "## ${version}" for the released version`);
  return changelog.slice(0, end);
}

/** All that jsii-diff finds incompatible, listed or not. */
export function breakingChanges(released: Assembly, current: Assembly, list: string): BreakingChange[] {
  return withPackages([released, current], ([before, after]) => {
    const moves = join(before, "moves.txt");
    writeFileSync(moves, listedChanges(list).filter(isMove).join("\n"));
    const options = ["--error-on", "all", "--keys", "--ignore-file", moves];
    const cli = join(root, "node_modules/jsii-diff/bin/jsii-diff");
    const { status, stderr } = spawnSync(process.execPath, [cli, before, after, ...options], {
      encoding: "utf8",
    });
    if (status !== 0 && status !== 1) throw new Error(`jsii-diff failed: ${stderr}`);
    return [...stderr.matchAll(/^(?:err |warn) - (.+) \[(\S+)\]$/gm)].map(([, message, key]) => ({
      message,
      key,
    }));
  });
}

/** The assembly of the version that was released last. */
export function releasedAssembly(): Assembly {
  const [file, ...others] = readdirSync(folder).filter((name) => name.endsWith(".jsii.gz"));
  if (!file || others.length > 0) throw new Error(`${folder} has to hold one released assembly`);
  return JSON.parse(gunzipSync(readFileSync(join(folder, file))).toString());
}

// jsii-diff reads an assembly's dependencies from the packages that are installed beside it.
function withPackages<T>(assemblies: Assembly[], action: (folders: string[]) => T): T {
  const folders = assemblies.map(() => mkdtempSync(join(tmpdir(), "compatibility-")));
  try {
    assemblies.forEach((assembly, index) => {
      const { name, version, dependencies } = assembly;
      const manifest = { name, version, peerDependencies: dependencies, jsii: {} };
      writeFileSync(join(folders[index], ".jsii"), JSON.stringify(assembly));
      writeFileSync(join(folders[index], "package.json"), JSON.stringify(manifest));
      symlinkSync(join(root, "node_modules"), join(folders[index], "node_modules"));
    });
    return action(folders);
  } finally {
    for (const folder of folders) rmSync(folder, { recursive: true });
  }
}

// The type of a line, and its member: `removed:<package>.<Type>.<member>`, `move:<package>.<Type> …`.
function changedNames(line: string): string[] {
  const path = line.slice(line.indexOf(":") + 1).split(" ")[0];
  return path.split(".").filter((name, index) => index > 0 && name !== "<initializer>");
}

/** Whether one item of the changelog has all the names. */
function isNamed(names: string[], changelog: string): boolean {
  return changelog
    .split(/^- /m)
    .some((item) => names.every((name) => new RegExp(`\\b${name}\\b`).test(item)));
}

function isMove(line: string): boolean {
  return line.startsWith("move:");
}

function keysOf(changes: BreakingChange[]): string[] {
  return [...new Set(changes.map(({ key }) => key))];
}

function lines(text: string): string[] {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
}
