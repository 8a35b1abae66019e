import type { IncomingHttpHeaders, IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { hosts, ids } from "../fixtures/ids";
import { publishing } from "../fixtures/live-state";
import { type Carelessness, claimsOf } from "./tokens";

/** In which ways a Function host with App Service Authentication may be wrong. */
export interface FunctionSwitches extends Carelessness {
  /** The authentication is off, or lets every call through. */
  readonly open?: boolean;
  /** It sends people to the login page. */
  readonly redirects?: boolean;
  /** It sends everybody elsewhere, with what they show in the address. */
  readonly redirectsTo?: string;
  /** Paths that somebody excluded. */
  readonly excludedPaths?: readonly string[];
  /** It asks neither which application calls nor which identity. */
  readonly hasNoLists?: boolean;
  /** It takes for authenticated whoever says so in a header. */
  readonly trustsHeaders?: boolean;
  /** How many calls are answered before it runs. */
  readonly startsAfter?: number;
  /** Somebody stopped it: Azure answers in its place. */
  readonly isStopped?: boolean;
  /** Its network lets nobody in from outside. */
  readonly isPrivate?: boolean;
}

export interface ScmSwitches {
  /** It answers whoever comes. */
  readonly open?: boolean;
  /** It takes any password. */
  readonly takesAnyPassword?: boolean;
  /** It takes the publishing password. */
  readonly takesPublishingPassword?: boolean;
  /** Its network lets nobody in. */
  readonly isRestricted?: boolean;
  /** It sends browsers to Entra, as it does where its network lets them in. */
  readonly signsIn?: boolean;
}

/** A Function host, with App Service Authentication before the code of the quickstart. */
export function functionHost(switches: () => FunctionSwitches): RequestListener {
  let calls = 0;
  return (request, response) => {
    const now = switches();
    calls += 1;
    if (now.isStopped) return end(response, 403, {}, "<h1>Error 403 - This web app is stopped.</h1>");
    if (now.isPrivate) return end(response, 403);
    if (calls <= (now.startsAfter ?? 0)) return end(response, 503);
    const { redirectsTo } = now;
    if (redirectsTo !== undefined) {
      const [, token = "nobody"] = (request.headers.authorization ?? "").split(" ");
      return end(response, 302, { location: redirectsTo.replace("{authorization}", token) });
    }
    const path = new URL(request.url ?? "/", `https://${hosts.function}`).pathname;
    if (!isLetIn(request.headers, path, now)) {
      return now.redirects
        ? end(response, 302, { location: `https://${hosts.login}/common/oauth2/v2.0/authorize` })
        : end(response, 401);
    }
    return code(request, response, path, now);
  };
}

function isLetIn(headers: IncomingHttpHeaders, path: string, now: FunctionSwitches): boolean {
  if (now.open || now.excludedPaths?.includes(path)) return true;
  if (now.trustsHeaders && headers["x-ms-client-principal"]) return true;
  const claims = claimsOf(headers.authorization, ids.registration, now);
  if (!claims) return false;
  if (now.hasNoLists || now.acceptsOtherAudience) return true;
  return claims.azp === ids.gateway.client && claims.oid === ids.gateway.object;
}

/** What `examples/quickstart/app` answers. */
function code(
  { headers }: IncomingMessage,
  response: ServerResponse,
  path: string,
  now: FunctionSwitches,
): void {
  const isOpen = now.open || now.excludedPaths?.includes(path);
  if (path.startsWith("/admin/")) end(response, isOpen ? 200 : 401);
  else if (!path.startsWith("/api/")) end(response, 404);
  else {
    const list = (header: string | string[] | undefined) =>
      header === undefined ? [] : String(header).split(",");
    // App Service Authentication replaces what a caller says of itself.
    const gatewayPrincipalId = now.open ? headers["x-ms-client-principal-id"] : ids.gateway.object;
    const caller = {
      id: list(headers["x-caller-id"])[0],
      roles: list(headers["x-caller-roles"]),
      gatewayPrincipalId,
    };
    end(response, 200, { "content-type": "application/json" }, JSON.stringify({ caller }));
  }
}

/** The SCM site of a Function App. */
export function scmSite(switches: () => ScmSwitches): RequestListener {
  const right = `Basic ${Buffer.from(`${publishing.name}:${publishing.password}`).toString("base64")}`;
  return (request, response) => {
    const now = switches();
    const { authorization } = request.headers;
    if (now.isRestricted) return end(response, 403);
    const isTaken =
      now.open ||
      (now.takesAnyPassword && authorization?.startsWith("Basic ")) ||
      (now.takesPublishingPassword && authorization === right);
    if (isTaken) return end(response, 200);
    return now.signsIn && request.url === "/"
      ? end(response, 302, { location: `https://${hosts.login}/common/oauth2/authorize` })
      : end(response, 401);
  };
}

export function end(response: ServerResponse, status: number, headers = {}, body = ""): void {
  response.writeHead(status, headers).end(body);
}
