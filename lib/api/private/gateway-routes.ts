import type { IConstruct } from "constructs";
import type { ApiDefinition } from "../../api-definition/api-definition";
import type { FunctionBackend } from "../../function/function-backend";
import type { IGateway } from "../../gateway/gateway-props";
import type { Callers } from "../../policy/callers/callers";
import type { IRegistration } from "../../registration/registration-props";
import { appRegistry, isInTree } from "../../support/registry";
import { validationError } from "../../support/validation";
import type { ApiVersion } from "../api-version-set-props";
import type { OperationBackend } from "../gateway-api-props";
import { gatewayKey } from "./api-reservations";
import { areAmbiguous, type GuardedRoute, guardedRoutes } from "./routes";

/** An API as far as it decides which calls of a gateway reach which Function, and for whom. */
export interface RoutedApi {
  readonly path: string;
  readonly version?: ApiVersion;
  readonly apiDefinition: ApiDefinition;
  readonly callers: Callers;
  /** The Function behind the API; none before it is made. */
  readonly backend?: FunctionBackend;
  /** An existing registration of a Function that is made later; without one no other API has that Function. */
  readonly registration?: IRegistration;
  readonly operationBackends?: { readonly [operationId: string]: OperationBackend };
}

/** The operations of an API at their full paths, each with the key of the Function that answers it. */
interface RoutesOfApi {
  readonly construct: IConstruct;
  /** Path of the API, in lower case and with a slash at its end. Of a token it is only known where it is the same. */
  readonly path: string;
  readonly version?: ApiVersion;
  readonly routes: readonly (GuardedRoute & { readonly functionKey?: string })[];
}

/**
 * Rejects an API beneath the path of another one on the same gateway, or above it, when a call that both may match
 * reaches the same Function for different callers (T22).
 */
export function validateGatewayRoutes(scope: IConstruct, gateway: IGateway, api: RoutedApi): string[] {
  const own = routesOf(scope, api);
  return routedApis(scope, gateway)
    .filter((other) => areNested(own, other) && isInTree(other.construct))
    .flatMap((other) => {
      const pair = ambiguousPair(own, other);
      return pair ? [nestedError(own, other, pair)] : [];
    });
}

/** Records the routes of an API on a gateway, against which those of later ones are checked. */
export function reserveGatewayRoutes(owner: IConstruct, gateway: IGateway, api: RoutedApi): void {
  routedApis(owner, gateway).push(routesOf(owner, api));
}

function routedApis(scope: IConstruct, gateway: IGateway): RoutesOfApi[] {
  const gateways = appRegistry<RoutesOfApi[]>(scope, "routes of APIs by gateway");
  const apis = gateways.get(gatewayKey(gateway)) ?? [];
  gateways.set(gatewayKey(gateway), apis);
  return apis;
}

function routesOf(construct: IConstruct, api: RoutedApi): RoutesOfApi {
  const { version, callers, operationBackends } = api;
  const segments = [api.path, ...(version?.versionSet.scheme.kind === "Segment" ? [version.name] : [])];
  const path = segments.join("/");
  const definition = api.apiDefinition._load();
  const routes = guardedRoutes(definition, callers, `/${path}`).map((route, index) => {
    const backend = operationBackends?.[definition.routes[index].operationId];
    return {
      ...route,
      functionKey: functionKey((backend?.backend ?? api.backend)?.registration ?? api.registration),
    };
  });
  return { construct, path: `${path.toLowerCase()}/`, version, routes };
}

// Of a new registration the client id is a reference, which is the same text at each mention.
function functionKey(registration: IRegistration | undefined): string | undefined {
  return registration?.clientId.toLowerCase();
}

function areNested(one: RoutesOfApi, other: RoutesOfApi): boolean {
  // API Management chooses between the versions of one set by the version that the caller names.
  if (one.version && one.version.versionSet === other.version?.versionSet) return false;
  return one.path.startsWith(other.path) || other.path.startsWith(one.path);
}

function ambiguousPair(
  own: RoutesOfApi,
  other: RoutesOfApi,
): readonly [GuardedRoute, GuardedRoute] | undefined {
  for (const one of own.routes) {
    const match = other.routes.find(
      (another) => one.functionKey === another.functionKey && areAmbiguous(one, another),
    );
    if (match) return [one, match];
  }
  return undefined;
}

function nestedError(
  own: RoutesOfApi,
  other: RoutesOfApi,
  [one, another]: readonly [GuardedRoute, GuardedRoute],
) {
  return validationError(
    `The API path ${JSON.stringify(own.path.slice(0, -1))} was given, where ${one.title} for ${one.access.description} may match the same call as ${another.title} for ${another.access.description} of ${other.construct.node.path}, at ${JSON.stringify(other.path.slice(0, -1))}`,
    "Azure does not document which of two APIs then answers, and both reach the same Function (T22)",
    "Choose a path that is neither beneath nor above the other one, or give both APIs the same callers",
  );
}
