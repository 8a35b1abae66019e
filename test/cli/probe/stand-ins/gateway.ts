import type { IncomingHttpHeaders, RequestListener, ServerResponse } from "node:http";
import { request as httpsRequest } from "node:https";
import { hosts, ids } from "../fixtures/ids";
import { type EntraSwitches, gatewaysToken } from "./entra";
import { end } from "./function-host";
import { type Carelessness, claimsOf } from "./tokens";

/** In which ways a gateway may be wrong. */
export interface GatewaySwitches extends Carelessness {
  /** It asks callers for nothing. */
  readonly open?: boolean;
  /** It takes a token of every application. */
  readonly acceptsAnyApplication?: boolean;
  /** It hands on what callers say of themselves in headers. */
  readonly keepsHeaders?: boolean;
  /** It lets in whoever says so in a header. */
  readonly trustsHeaders?: boolean;
  /** It calls the Function without a token of its own. */
  readonly hasNoToken?: boolean;
  /** The API is not on it. */
  readonly lacksApi?: boolean;
  /** It asks for a subscription key, and this is one. */
  readonly subscriptionKey?: string;
  /** How many calls its role takes to be effective. */
  readonly roleAfter?: number;
  /** Everybody has called too often. */
  readonly isBusy?: boolean;
}

export interface Upstream {
  readonly port: () => number;
  readonly ca: string;
  readonly entra: () => EntraSwitches;
}

/** API Management with the chain's policy: it checks the caller, then calls the Function as itself. */
export function gateway(switches: () => GatewaySwitches, upstream: Upstream): RequestListener {
  let calls = 0;
  return (request, response) => {
    const now = switches();
    const url = new URL(request.url ?? "/", `https://${hosts.gateway}`);
    if (now.isBusy) return refuse(response, 429, "Rate limit is exceeded.");
    if (now.lacksApi || !url.pathname.startsWith("/orders/"))
      return refuse(response, 404, "Resource not found");
    const { headers } = request;
    if (now.subscriptionKey !== undefined && headers["ocp-apim-subscription-key"] !== now.subscriptionKey)
      return refuse(response, 401, "Access denied due to missing subscription key.");
    const caller = claimsOf(headers.authorization, ids.apiAudience, now);
    if (!isLetIn(caller, headers, now)) return refuse(response, 401, "Invalid Azure AD JWT");
    const token = now.hasNoToken ? undefined : gatewaysToken(upstream.entra());
    if (!token && !now.hasNoToken) return refuse(response, 500, "Internal server error");
    calls += 1;
    const own = calls > (now.roleAfter ?? 0) && token ? { authorization: `Bearer ${token}` } : {};
    const claims = caller?.azp ? { "x-caller-id": String(caller.azp) } : {};
    const kept = now.keepsHeaders ? identityHeaders(headers) : {};
    return forward(
      url.pathname.replace(/^\/orders/, "/api"),
      { ...claims, ...kept, ...own },
      upstream,
      response,
    );
  };
}

function isLetIn(caller: object | undefined, headers: IncomingHttpHeaders, now: GatewaySwitches): boolean {
  if (now.open || now.subscriptionKey !== undefined) return true;
  if (now.trustsHeaders && headers["x-ms-client-principal"]) return true;
  if (!caller) return false;
  return now.acceptsAnyApplication === true || Reflect.get(caller, "azp") === ids.caller;
}

function identityHeaders(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => /^x-(ms|caller)-/.test(name)));
}

function forward(
  path: string,
  headers: IncomingHttpHeaders,
  { port, ca }: Upstream,
  response: ServerResponse,
): void {
  const options = { port: port(), host: "127.0.0.1", servername: hosts.function, ca, path, agent: false };
  httpsRequest({ ...options, headers: { ...headers, host: hosts.function } }, (answer) => {
    response.writeHead(answer.statusCode ?? 500, answer.headers);
    answer.pipe(response);
  }).end();
}

/** As API Management answers by itself. */
function refuse(response: ServerResponse, statusCode: number, message: string): void {
  end(response, statusCode, { "content-type": "application/json" }, JSON.stringify({ statusCode, message }));
}
