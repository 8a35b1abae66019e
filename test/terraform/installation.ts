import { createHash } from "node:crypto";
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, resolve } from "node:path";
import { buildSync } from "esbuild";
import { knownProviders, type ProviderVersion } from "./facts/facts-files";

const PROVIDER = join(__dirname, "provider");
const CACHE = resolve(__dirname, "../../node_modules/.cache/terraform-stand-in");
const REGISTRIES = ["registry.terraform.io", "registry.opentofu.org"];

/**
 * Installs the stand-in for azurerm, in every version with facts, and azuread below a folder, as a filesystem mirror, and writes the CLI
 * configuration that makes Terraform look there and nowhere else.
 *
 * @returns the path of the CLI configuration, for `TF_CLI_CONFIG_FILE`
 */
export function installStandIn(folder: string): string {
  const mirror = join(folder, "mirror");
  for (const provider of knownProviders()) {
    for (const registry of REGISTRIES) writeLauncher(join(mirror, registry, "hashicorp"), provider);
  }
  const configuration = join(folder, "terraform.rc");
  writeFileSync(
    configuration,
    `provider_installation {\n  filesystem_mirror {\n    path = ${JSON.stringify(mirror)}\n  }\n}\n`,
  );
  return configuration;
}

function writeLauncher(namespace: string, provider: ProviderVersion): void {
  const folder = join(namespace, provider.name, provider.version, platform());
  mkdirSync(folder, { recursive: true });
  const launcher = join(folder, `terraform-provider-${provider.name}_v${provider.version}`);
  const server = compiledServer();
  const command = [process.execPath, join(server, "server.js"), server, ...provider.factsFiles];
  writeFileSync(launcher, `#!/bin/sh\nexec ${command.map(shellWord).join(" ")}\n`);
  chmodSync(launcher, 0o755);
}

/** The server as one JavaScript file, made once: a start takes a fraction of what loading TypeScript would. */
function compiledServer(): string {
  const folder = join(CACHE, `server-${sourceFingerprint()}`);
  if (existsSync(folder)) return folder;
  writeAtOnce(folder, (draft) => {
    buildSync({
      entryPoints: [join(PROVIDER, "server.ts")],
      outfile: join(draft, "server.js"),
      bundle: true,
      minify: true,
      platform: "node",
      target: "node20",
      logLevel: "error",
    });
    for (const file of ["tfplugin5.proto", "go-plugin.proto"])
      copyFileSync(join(PROVIDER, file), join(draft, file));
  });
  return folder;
}

function sourceFingerprint(): string {
  const hash = createHash("sha256");
  for (const folder of [PROVIDER, join(__dirname, "facts")]) {
    for (const file of readdirSync(folder, { recursive: true, encoding: "utf8" }).sort()) {
      if (/\.(ts|proto)$/.test(file)) hash.update(file).update(readFileSync(join(folder, file)));
    }
  }
  return hash.digest("hex").slice(0, 12);
}

/** Fills a new folder under a temporary name, so that a test run beside this one never sees half of it. */
function writeAtOnce(folder: string, fill: (draft: string) => void): void {
  mkdirSync(dirname(folder), { recursive: true });
  const draft = mkdtempSync(`${folder}.`);
  fill(draft);
  try {
    renameSync(draft, folder);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
}

/** The platform in the registry's words, such as `linux_amd64`. */
function platform(): string {
  const machine = process.arch === "x64" ? "amd64" : process.arch === "ia32" ? "386" : process.arch;
  return `${process.platform === "win32" ? "windows" : process.platform}_${machine}`;
}

function shellWord(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
