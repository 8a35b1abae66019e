import { cpSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { extname } from "node:path";

/** What CDK Terrain calls the packages of CDK for Terraform, and this library for it. */
const renames: readonly (readonly [RegExp, string])[] = [
  [/@cdktf\/provider-/g, "@cdktn/provider-"],
  [/\bcdktf-secure-function-behind-apim(?=["'/`])/g, "cdktn-secure-function-behind-apim"],
  [/(["'])cdktf\1/g, "$1cdktn$1"],
  // A type of cdktf in a jsii assembly.
  [/"cdktf\./g, '"cdktn.'],
];

const textFiles = [".ts", ".js", ".json", ".jsii", ".md", ".mjs", ""];

/** A text that names the packages of CDK Terrain. */
export function renamed(text: string): string {
  return renames.reduce((all, [name, other]) => all.replace(name, other), text);
}

/** Copies a file or a folder, and renames the packages in every text. */
export function copyRenamed(from: string, to: string): void {
  cpSync(from, to, { recursive: true, filter: (source, target) => copyOne(source, target) });
}

// Whether the file is left to be copied as it is.
function copyOne(source: string, target: string): boolean {
  if (statSync(source).isDirectory() || !textFiles.includes(extname(source))) return true;
  writeFileSync(target, renamed(readFileSync(source, "utf8")));
  return false;
}
