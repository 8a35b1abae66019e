import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { hosts, ids, issuer } from "../fixtures/ids";
import { issued, publishedKeys } from "./tokens";

/** In which ways Entra may be set up wrong. */
export interface EntraSwitches {
  /** The registration asks for no assignment: every application of the tenant gets a token for it. */
  readonly issuesToAnyone?: boolean;
  /** The gateway's identity has no role. */
  readonly refusesGateway?: boolean;
  /** The deployer gets a token for the API too. */
  readonly issuesForApi?: boolean;
  /** Whether the deployer is a person. */
  readonly deployerIsUser?: boolean;
}

/** A token, or the error that Entra answers with. */
export type Asked = { readonly token: string } | { readonly error: string };

/** What the deployer gets who asks for a scope. */
export function deployersToken(scope: string, switches: EntraSwitches): Asked {
  const audience = scope.replace(/\/\.default$/, "");
  const isRegistration = audience === ids.registration;
  const mayHave = isRegistration
    ? switches.issuesToAnyone
    : audience !== ids.apiAudience || switches.issuesForApi;
  if (!mayHave) {
    const [code, who] = switches.deployerIsUser
      ? ["AADSTS50105", "The signed in user"]
      : ["AADSTS501051", "Application"];
    return { error: `${code}: ${who} is not assigned to a role for the application.` };
  }
  const kind = switches.deployerIsUser ? { scp: "user_impersonation" } : { idtyp: "app" };
  return { token: issued({ aud: audience, azp: ids.deployer, oid: ids.deployer, ...kind }) };
}

/** What the gateway's identity gets for the Function. */
export function gatewaysToken({ refusesGateway }: EntraSwitches): string | undefined {
  if (refusesGateway) return undefined;
  return issued({
    aud: ids.registration,
    azp: ids.gateway.client,
    oid: ids.gateway.object,
    idtyp: "app",
    roles: ["Function.Invoke"],
  });
}

/** Entra over HTTPS: discovery, keys, tokens. */
export function entra(switches: () => EntraSwitches): RequestListener {
  return (request, response) => {
    const { pathname } = new URL(request.url ?? "/", `https://${hosts.login}`);
    if (pathname.endsWith("/.well-known/openid-configuration")) return json(response, 200, configuration);
    if (pathname.endsWith("/discovery/instance")) return json(response, 200, instances);
    if (pathname.endsWith("/keys")) return json(response, 200, publishedKeys);
    if (pathname.endsWith("/oauth2/v2.0/token")) return void answerToken(request, response, switches());
    return json(response, 404, {});
  };
}

const configuration = {
  issuer,
  jwks_uri: `https://${hosts.login}/${ids.tenant}/discovery/v2.0/keys`,
  authorization_endpoint: `https://${hosts.login}/${ids.tenant}/oauth2/v2.0/authorize`,
  token_endpoint: `https://${hosts.login}/${ids.tenant}/oauth2/v2.0/token`,
};

const instances = {
  tenant_discovery_endpoint: `${issuer}/.well-known/openid-configuration`,
  metadata: [{ preferred_network: hosts.login, preferred_cache: hosts.login, aliases: [hosts.login] }],
};

async function answerToken(
  request: IncomingMessage,
  response: ServerResponse,
  switches: EntraSwitches,
): Promise<void> {
  let body = "";
  for await (const chunk of request) body += chunk;
  const asked = deployersToken((new URLSearchParams(body).get("scope") ?? "").split(" ")[0], switches);
  if ("token" in asked)
    return json(response, 200, { token_type: "Bearer", expires_in: 3600, access_token: asked.token });
  const error_codes = [Number(/\d+/.exec(asked.error)?.[0])];
  return json(response, 400, { error: "invalid_grant", error_description: asked.error, error_codes });
}

function json(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}
