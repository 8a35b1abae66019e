import { Token } from "cdktf";
import { mayOverlap, pathPattern, percentDecoded } from "./path-pattern";
import { validationError } from "./validation";

/**
 * Paths of the Functions host itself, which takes its keys there (T8, T9). It lets no Function have a route that
 * starts with one, and what is in `/runtime` beside the webhooks is not documented.
 */
const hostPaths = ["/admin/*", "/runtime/*"].map(pathPattern);

/**
 * Rejects a path template at a Function that leads out of the Function's URL, or to the Functions host itself.
 *
 * @param given the template and where it was given, for the message
 * @param routePrefix the Function's route prefix, below which the template is; not known when it is left out
 */
export function validateFunctionPath(given: string, template: string, routePrefix?: string): string[] {
  const problem = problemOf(template);
  if (problem) return [leavingError(given, problem)];
  if (routePrefix === undefined || Token.isUnresolved(routePrefix)) return [];
  if (!mayReachHost(`/${routePrefix}${template}`)) return [];
  return [hostError(given, routePrefix)];
}

/** Rejects a route prefix that leads out of the Function's URL, or below which the Functions host has endpoints. */
export function validateRoutePrefixTarget(routePrefix: string): string[] {
  if (routePrefix === "" || Token.isUnresolved(routePrefix)) return [];
  const given = `The route prefix ${JSON.stringify(routePrefix)} was given`;
  if (hasDotSegment(routePrefix)) {
    return [validationError(given, "`.` and `..` segments lead to another path (T22)", "Leave them out")];
  }
  if (!mayReachHost(`/${routePrefix}/*`)) return [];
  return [
    validationError(
      given,
      "Below `admin` and `runtime` the Functions host answers itself, with its keys (T8, T9)",
      "Choose another prefix, for example `api`",
    ),
  ];
}

/**
 * The route prefix in a Function's URL; none when it is not known yet. A host that Terraform knows later still
 * ends at the first slash.
 */
export function routePrefixOf(backendUrl: string): string | undefined {
  const path = /^https?:\/\/[^/]+(?:\/(.*))?$/i.exec(backendUrl);
  if (!path) return undefined;
  const routePrefix = (path[1] ?? "").replace(/\/+$/, "");
  return Token.isUnresolved(routePrefix) ? undefined : routePrefix;
}

function problemOf(template: string): string | undefined {
  const path = percentDecoded(template.split("?", 1)[0]);
  // Without it the path continues the host: `@evil.example`, `.evil.example`, `https://evil.example`.
  if (!path.startsWith("/")) return "it does not start with a slash";
  if (path.includes("\\")) return "it has a backslash, which servers read as a slash";
  if (path.includes("//")) return "it has an empty segment";
  if (hasDotSegment(path)) return "it has a `.` or `..` segment";
  return undefined;
}

function hasDotSegment(path: string): boolean {
  return percentDecoded(path)
    .split(/[/\\]/)
    .some((segment) => segment === "." || segment === "..");
}

function mayReachHost(template: string): boolean {
  const pattern = pathPattern(template);
  return hostPaths.some((path) => mayOverlap(path, pattern));
}

function leavingError(given: string, problem: string): string {
  return validationError(
    `${given}, and ${problem}`,
    "A path at the Function starts with one slash and has no empty, `.` or `..` segments and no backslashes, percent-encoded ones included (T22)",
    "Write it like `/orders/{orderId}`",
  );
}

function hostError(given: string, routePrefix: string): string {
  const prefix = routePrefix === "" ? "without a route prefix" : `with the route prefix \`${routePrefix}\``;
  return validationError(
    `${given}, for a Function ${prefix}`,
    "It may match `/admin` or `/runtime`, where the Functions host answers itself, with its keys (T8, T9, T22)",
    "Give the Function a route prefix, for example `api`, or start the path with a literal segment",
  );
}
