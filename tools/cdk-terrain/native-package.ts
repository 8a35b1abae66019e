/**
 * Makes the package for CDK Terrain alone, `cdktn-secure-function-behind-apim`, in a folder: the library's sources with
 * the packages renamed that they import, compiled by jsii and bundled. `npm pack` in the folder makes the tarball.
 *
 * There is no `@cdktn/provider-azuread` in the npm registry, so its place is taken by `@cdktf/provider-azuread` with the
 * packages renamed that it imports; and the only `@cdktn/provider-azurerm` names cdktn 0.23 as its peer, of which there is
 * no release either. Nothing of the two is in the package.
 */
import { execFileSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { cdkTerrain, nativeManifest } from "./native-manifest";
import { copyRenamed } from "./rename";

const root = join(__dirname, "..", "..");
const sources = ["lib", "cli", "tools/bundle", "schema", "docs", "README.md", "CHANGELOG.md", "LICENSE"];

function main([folder]: string[]): void {
  if (!folder) throw new Error("Usage: npm run build:cdk-terrain -- <new folder>");
  if (existsSync(folder)) throw new Error(`${folder} exists already: name a new folder.`);
  mkdirSync(join(folder, "tools"), { recursive: true });
  for (const source of sources.filter((name) => existsSync(join(root, name)))) {
    copyRenamed(join(root, source), join(folder, source));
  }
  const manifest = nativeManifest(readJson(join(root, "package.json")));
  writeFileSync(join(folder, "package.json"), `${JSON.stringify(manifest, null, 2)}\n`);
  installPeers(folder);
  run(
    folder,
    "jsii/bin/jsii",
    "--silence-warnings=metadata/missing-dev-dependency",
    "--generate-tsconfig=tsconfig.jsii.json",
  );
  run(folder, "tsx/dist/cli.mjs", "tools/bundle/bundle.ts");
}

/** The peers as a user would have them, and beside them this repository's tools and libraries. */
function installPeers(folder: string): void {
  const install = [
    "install",
    "--legacy-peer-deps",
    "--prefer-offline",
    "--no-audit",
    "--no-fund",
    "--silent",
  ];
  execFileSync("npm", [...install, "--no-package-lock"], { cwd: folder, stdio: "inherit" });
  const modules = join(folder, "node_modules");
  copyRenamed(join(root, "node_modules/@cdktf/provider-azuread"), join(modules, "@cdktn/provider-azuread"));
  for (const provider of ["azurerm", "azuread"])
    usePresentCdktn(join(modules, `@cdktn/provider-${provider}`));
  for (const name of packagesIn(join(root, "node_modules"))) {
    const isOfCdktf = name === "cdktf" || name.startsWith("@cdktf/");
    if (isOfCdktf || existsSync(join(modules, name))) continue;
    mkdirSync(join(modules, name, ".."), { recursive: true });
    symlinkSync(join(root, "node_modules", name), join(modules, name));
  }
  rmSync(join(modules, ".package-lock.json"), { force: true });
}

// jsii insists on the version that the package of a provider says, in its manifest and in its assembly.
function usePresentCdktn(provider: string): void {
  for (const file of ["package.json", ".jsii"].map((name) => join(provider, name))) {
    const text = readFileSync(file, "utf8");
    writeFileSync(file, text.replace(/"cdktn": "\^[\d.]+"/, `"cdktn": "${cdkTerrain.cdktn}"`));
  }
}

function packagesIn(modules: string): string[] {
  return readdirSync(modules)
    .filter((name) => !name.startsWith("."))
    .flatMap((name) =>
      name.startsWith("@") ? readdirSync(join(modules, name)).map((member) => `${name}/${member}`) : [name],
    );
}

function run(folder: string, tool: string, ...args: string[]): void {
  execFileSync(process.execPath, [join(root, "node_modules", tool), ...args], {
    cwd: folder,
    stdio: "inherit",
  });
}

function readJson(file: string) {
  return JSON.parse(readFileSync(file, "utf8"));
}

main(process.argv.slice(2));
