import type { Graph } from "../graph/graph";
import { clientIdIn, type Registration } from "../graph/registrations";
import { keyOf, literalText, type Ternary } from "../graph/values";
import type { Value } from "../stack/value";

/** Whether a token for a resource has an audience: in version 2 it is always the client id of the resource. */
export function hasAudience(
  graph: Graph,
  resource: Value,
  registration: Registration | undefined,
  audience: Value,
): Ternary {
  const [a, b] = [graph.index.followed(audience), graph.index.followed(resource)];
  const [keyA, keyB] = [keyOf(a), keyOf(b)];
  if (keyA === undefined || keyB === undefined) return "unknown";
  const version = registration?.tokenVersion;
  if (keyA === keyB && version !== 2) return "yes";
  if (registration && version !== 1) {
    const same = graph.principals.hasClientId(registration.principal, audience);
    if (same !== "unknown" || version === 2) return isUri(a) ? (version === 2 ? "no" : "unknown") : same;
  }
  if (keyA === keyB) return "yes";
  const [idA, idB] = [clientIdIn(a), clientIdIn(b)];
  if (idA && idB) {
    const owner = graph.principals.ofClientId(idB);
    const same = owner ? graph.principals.hasClientId(owner, idA) : "unknown";
    // The same application, asked for by another of its names: the version of its tokens decides.
    return same === "yes" ? "unknown" : same;
  }
  return a.kind === "literal" && b.kind === "literal" ? "no" : "unknown";
}

function isUri(value: Value): boolean {
  const start = value.kind === "text" ? value.parts[0] : literalText(value);
  return typeof start === "string" && /^[a-z][\w+.-]*:/i.test(start);
}
