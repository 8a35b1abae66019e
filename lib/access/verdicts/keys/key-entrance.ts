import type { Site } from "../../graph/sites";
import type { Entrance } from "../../report";
import type { Resource } from "../../stack/stack";

/** A key, and what it opens of a site. */
export function keyEntrance(resource: Resource, site: Site, label: string): Entrance {
  return {
    id: `key:${resource.address}:${site.id}`,
    kind: "key",
    functions: [site.id],
    label,
    address: resource.address,
    constructPath: resource.constructPath,
  };
}
