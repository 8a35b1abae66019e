import { createHash } from "node:crypto";
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { buildSync } from "esbuild";
import { CACHE, type ProviderFiles, providerFiles, writeAtOnce } from "./schema/schema-cache";

const PROVIDER = join(__dirname, "provider");
const REGISTRIES = ["registry.terraform.io", "registry.opentofu.org"];

/**
 * Installs the stand-in for azurerm and azuread below a folder, as a filesystem mirror, and writes the CLI
 * configuration that makes Terraform look there and nowhere else.
 *
 * @returns the path of the CLI configuration, for `TF_CLI_CONFIG_FILE`
 */
export function installStandIn(folder: string): string {
  const mirror = join(folder, "mirror");
  for (const provider of ["azurerm", "azuread"].map(providerFiles)) {
    for (const registry of REGISTRIES) writeLauncher(join(mirror, registry, "hashicorp"), provider);
  }
  const configuration = join(folder, "terraform.rc");
  writeFileSync(
    configuration,
    `provider_installation {\n  filesystem_mirror {\n    path = ${JSON.stringify(mirror)}\n  }\n}\n`,
  );
  return configuration;
}

function writeLauncher(namespace: string, provider: ProviderFiles): void {
  const folder = join(namespace, provider.name, provider.version, platform());
  mkdirSync(folder, { recursive: true });
  const launcher = join(folder, `terraform-provider-${provider.name}_v${provider.version}`);
  const server = compiledServer();
  const command = [
    process.execPath,
    join(server, "server.js"),
    server,
    provider.schemaLines,
    provider.encodedSchema,
  ];
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
  for (const file of readdirSync(PROVIDER).sort())
    hash.update(file).update(readFileSync(join(PROVIDER, file)));
  return hash.digest("hex").slice(0, 12);
}

/** The platform in the registry's words, such as `linux_amd64`. */
function platform(): string {
  const machine = process.arch === "x64" ? "amd64" : process.arch === "ia32" ? "386" : process.arch;
  return `${process.platform === "win32" ? "windows" : process.platform}_${machine}`;
}

function shellWord(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
