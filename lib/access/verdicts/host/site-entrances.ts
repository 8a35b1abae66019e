import type { Site } from "../../graph/sites";
import type { Entrance } from "../../report";

/** A way to a site itself. */
export function entranceOf(site: Site, kind: Entrance["kind"], label: string, detail?: string): Entrance {
  return {
    id: `${kind}:${site.id}${detail === undefined ? "" : `:${detail}`}`,
    kind,
    functions: [site.id],
    label,
    address: site.id,
    constructPath: site.resource.constructPath,
  };
}

/** A path of a site that its authentication does not see. */
export function excludedPathEntrance(site: Site, path: string): Entrance {
  return entranceOf(site, "host-path", `path ${path} of ${site.label}`, path);
}
