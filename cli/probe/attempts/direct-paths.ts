import type { SiteEndpoint } from "../../../lib/access/endpoints/endpoints";
import type { Subject } from "../subject";
import { filled } from "./templates";

/** The root, and the host's own interface, which answers whoever has its key. */
const ownPaths = ["/", "/admin/host/status"];

/**
 * Paths of a Function that its gate guards: those that its operations lead to first. A gate that opens one of them opens that
 * one alone. Those that it excludes are entrances of their own.
 */
export function directPaths(subject: Subject, site: SiteEndpoint): string[] {
  const { parameters } = subject.options;
  const paths = subject.endpoints.operations.flatMap(({ entrance, method, template, backendPath }) => {
    const leadsHere = subject.entrance(entrance)?.functions.includes(site.function);
    if (!leadsHere || method !== "GET" || template === undefined || backendPath === undefined) return [];
    const result = filled(template, parameters);
    return "path" in result ? [`${backendPath}${result.path}`] : [];
  });
  const excluded = [...site.excludedPaths.values()].map((path) => path.replace(/\/$/, ""));
  const isGuarded = (path: string) => !excluded.some((open) => path === open || path.startsWith(`${open}/`));
  return [...new Set([...paths, ...ownPaths])].filter(isGuarded);
}
