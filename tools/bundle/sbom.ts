import type { ThirdPartyPackage } from "./third-party";

interface Package {
  readonly name: string;
  readonly version: string;
  readonly license: string;
}

/**
 * What the published package is made of, as CycloneDX says it: the packages in its bundles. The peers are the user's,
 * who chooses their versions.
 */
export function sbomOf(own: Package, bundled: readonly ThirdPartyPackage[]): object {
  const root = component(own);
  const components = bundled.map(component);
  return {
    $schema: "http://cyclonedx.org/schema/bom-1.6.schema.json",
    bomFormat: "CycloneDX",
    specVersion: "1.6",
    version: 1,
    metadata: { component: root },
    components,
    dependencies: [{ ref: root["bom-ref"], dependsOn: components.map((one) => one["bom-ref"]) }],
  };
}

function component({ name, version, license }: Package) {
  const purl = `pkg:npm/${name.replace("@", "%40")}@${version}`;
  return { type: "library", "bom-ref": purl, name, version, purl, licenses: [{ license: { id: license } }] };
}
