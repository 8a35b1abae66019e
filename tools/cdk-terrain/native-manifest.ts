import { renamed } from "./rename";

/** Versions that the package is compiled and tested with. `@cdktn/provider-azurerm` itself names cdktn 0.23 as its peer. */
export const cdkTerrain = {
  cdktn: "0.24.0",
  constructs: "10.7.1",
  "@cdktn/provider-azurerm": "16.1.0",
} as const;

const peers = {
  cdktn: ">=0.23.0 <0.25.0",
  constructs: ">=10.6.0 <10.8.0",
  "@cdktn/provider-azurerm": "^16.1.0",
  // No version is in the npm registry; the bindings of 14.3.1 for CDKTF are compiled in its place.
  "@cdktn/provider-azuread": ">=14.3.1",
};

interface Manifest {
  readonly name: string;
  readonly keywords: readonly string[];
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly jsii: object;
  readonly [member: string]: unknown;
}

/** The package.json of the package for CDK Terrain, from that for CDKTF. */
export function nativeManifest({ scripts: _scripts, devDependencies: _own, ...manifest }: Manifest): object {
  const { name, keywords, jsii } = manifest;
  return {
    ...manifest,
    name: renamed(`"${name}"`).slice(1, -1),
    description:
      "A CDK Terrain construct: an Azure Function that answers only through API Management, by managed identity, with no secret.",
    keywords: keywords.map((keyword) => (keyword === "cdktf" ? "cdktn" : keyword)),
    // For JavaScript and TypeScript alone: in other languages the names of this package and of the other would clash.
    jsii: { ...jsii, targets: {} },
    devDependencies: cdkTerrain,
    overrides: { "@cdktn/provider-azurerm": { cdktn: "$cdktn" } },
    peerDependencies: peers,
  };
}
