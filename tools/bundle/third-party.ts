import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Metafile } from "esbuild";

/** A package of which something is in the bundles. */
export interface ThirdPartyPackage {
  readonly name: string;
  readonly version: string;
  /** An SPDX expression. */
  readonly license: string;
  readonly licenseText: string;
}

/** Licenses that allow what is done here: to pass the code on with the license's text. */
const allowedLicenses = ["0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "BlueOak-1.0.0", "ISC", "MIT"];

/**
 * The packages in bundles, by name.
 *
 * @throws if a package has no license that allows it, or no text of one
 */
export function thirdPartyPackages(root: string, bundles: readonly Metafile[]): ThirdPartyPackage[] {
  const folders = bundles
    .flatMap(({ inputs }) => Object.keys(inputs))
    .flatMap((input) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input) ?? []);
  return [...new Set(folders)].sort().map((folder) => packageIn(join(root, folder)));
}

/** Writes the notice that is published with the bundles. */
export function writeLicenses(file: string, packages: readonly ThirdPartyPackage[]): void {
  const notices = packages.map(({ name, version, license, licenseText }) => {
    return `${name} ${version} (${license})\n\n${licenseText.trim()}\n`;
  });
  const title = "The files in dist/ contain code of these packages:\n";
  writeFileSync(file, [title, ...notices].join(`\n${"-".repeat(80)}\n\n`));
}

function packageIn(folder: string): ThirdPartyPackage {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  if (!allowedLicenses.includes(license)) {
    throw new Error(
      `${name} ${version} has the license ${license}. Allowed are ${allowedLicenses.join(", ")}.`,
    );
  }
  const file = readdirSync(folder).find((entry) => /^licen[cs]e([.-]|$)/i.test(entry));
  if (!file) throw new Error(`${name} ${version} has no text of its license, which has to be passed on.`);
  return { name, version, license, licenseText: readFileSync(join(folder, file), "utf8") };
}
