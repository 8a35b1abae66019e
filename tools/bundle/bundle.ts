/**
 * Makes what is published of what `npm run build` compiled: the library in one file, which Node.js loads in a fraction
 * of the time of its modules, the command, and beside them the packages that they use, each loaded when it is first used.
 */
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type BuildOptions, build, type Metafile } from "esbuild";
import packageJson from "../../package.json";
import { lazyPeers, vendoredPackages, vendorFiles } from "./plugins";
import { sbomOf } from "./sbom";
import { thirdPartyPackages, writeLicenses } from "./third-party";
import { unpublishedFiles } from "./unpublished-files";

const root = join(__dirname, "..", "..");
const dist = join(root, "dist");

const options = {
  absWorkingDir: root,
  bundle: true,
  platform: "node",
  target: "node20.9",
  format: "cjs",
  // Their licenses are published in one file.
  legalComments: "none",
  metafile: true,
  logLevel: "warning",
} satisfies BuildOptions;

async function main(): Promise<void> {
  rmSync(join(dist, "vendor"), { recursive: true, force: true });
  const metafiles = await Promise.all([
    bundleLibrary(),
    bundleCommand(),
    ...Object.entries(vendorFiles).map(bundleVendor),
  ]);
  const bundled = thirdPartyPackages(root, metafiles);
  writeLicenses(join(root, "THIRD-PARTY-LICENSES"), bundled);
  // For a release; the package itself has the licenses.
  writeFileSync(join(dist, "sbom.cdx.json"), JSON.stringify(sbomOf(packageJson, bundled), undefined, 2));
  writeFileSync(join(dist, ".npmignore"), unpublishedFiles(dist).join("\n"));
}

// Not minified: whoever reviews what runs with a deployer's rights can read it, and stack traces name lines.
async function bundleLibrary(): Promise<Metafile> {
  const { metafile } = await build({
    ...options,
    entryPoints: [join(dist, "index.js")],
    outfile: join(dist, "bundle.js"),
    plugins: [vendoredPackages, lazyPeers],
  });
  return metafile;
}

// Its libraries are in it: who installs the construct installs none of them.
async function bundleCommand(): Promise<Metafile> {
  const { metafile } = await build({
    ...options,
    entryPoints: [join(root, "cli", "index.ts")],
    outfile: join(dist, "command.js"),
    banner: { js: "#!/usr/bin/env node" },
    // The main file of jsonc-parser is wrapped in a way that cannot be bundled.
    mainFields: ["module", "main"],
    // What few need is theirs to install: npm knows such a peer by `peerDependenciesMeta`, jsii only modules of its own.
    external: Object.keys(packageJson.peerDependenciesMeta),
    plugins: [vendoredPackages],
  });
  return metafile;
}

async function bundleVendor([file, modules]: [string, readonly string[]]): Promise<Metafile> {
  const members = modules.map((name) => `get "${name}"() { return require("${name}"); }`);
  const { metafile } = await build({
    ...options,
    stdin: { contents: `module.exports = { ${members.join(", ")} };`, resolveDir: root },
    outfile: join(dist, "vendor", `${file}.js`),
    minify: true,
  });
  return metafile;
}

void main();
