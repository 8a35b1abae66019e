import { Token } from "cdktf";
import type { IConstruct } from "constructs";
import type { IGateway } from "../../gateway/gateway-props";
import { appRegistry, isInTree } from "../../support/registry";
import { validationError } from "../../support/validation";
import type { ApiVersion, IApiVersionSet } from "../api-version-set-props";

/** What only one API of a gateway can have. */
export interface ReservableApi {
  readonly name: string;
  readonly path: string;
  /** Versions of one set share a path, and no version of it. */
  readonly version?: ApiVersion;
}

/** Who has a name or a path; the versions of one set share a path. */
interface Owner {
  readonly construct: IConstruct;
  readonly sharedBy?: IApiVersionSet;
}

/**
 * Rejects a name or a path that another API of the app has on the same gateway.
 *
 * @param pathProperty the property that says the path
 */
export function validateReservation(
  scope: IConstruct,
  gateway: IGateway,
  api: ReservableApi,
  pathProperty: string,
): string[] {
  const owners = ownersOf(scope, gateway);
  return reservations(api, pathProperty).flatMap(({ key, what, property, sharedBy }) => {
    const owner = owners.get(key);
    if (!owner || !isInTree(owner.construct) || (sharedBy && owner.sharedBy === sharedBy)) return [];
    return [
      validationError(
        `The ${what} was given, which ${owner.construct.node.path} has on the same gateway`,
        "Every API of a gateway has a name and a path of its own",
        `Set \`${property}\` to another one`,
      ),
    ];
  });
}

/** Reserves the name and the path of an API on a gateway. */
export function reserveApi(owner: IConstruct, gateway: IGateway, api: ReservableApi): void {
  const owners = ownersOf(owner, gateway);
  for (const { key, sharedBy } of reservations(api)) owners.set(key, { construct: owner, sharedBy });
}

function ownersOf(scope: IConstruct, gateway: IGateway): Map<string, Owner> {
  const gateways = appRegistry<Map<string, Owner>>(scope, "names and paths of APIs by gateway");
  const owners = gateways.get(gatewayKey(gateway)) ?? new Map<string, Owner>();
  gateways.set(gatewayKey(gateway), owners);
  return owners;
}

/**
 * A key that is the same for the same gateway. An existing gateway may be given as several objects; a new one is
 * known only as its object.
 */
export function gatewayKey(gateway: IGateway): unknown {
  const { resourceGroupName, name } = gateway;
  const known = !Token.isUnresolved(resourceGroupName) && !Token.isUnresolved(name);
  return known ? `${resourceGroupName}/${name}`.toLowerCase() : gateway;
}

interface Reservation {
  readonly key: string;
  readonly what: string;
  /** The property with which another one is chosen. */
  readonly property: string;
  readonly sharedBy?: IApiVersionSet;
}

function reservations({ name, path, version }: ReservableApi, pathProperty = "path"): Reservation[] {
  const sharedBy = version?.versionSet;
  return [
    { key: keyOf("name", name), what: `API name ${JSON.stringify(name)}`, property: "name" },
    { key: keyOf("path", path), what: `API path ${JSON.stringify(path)}`, property: pathProperty, sharedBy },
    ...(version ? [versionReservation(path, version)] : []),
  ].filter(({ key }) => !Token.isUnresolved(key));
}

// A version in the path is served where an API without versions could be.
function versionReservation(path: string, { name, versionSet }: ApiVersion): Reservation {
  const kind = versionSet.scheme.kind === "Segment" ? "path" : "version";
  const what = `version ${JSON.stringify(name)} of the API`;
  return { key: keyOf(kind, `${path}/${name}`), what, property: "version" };
}

// Azure compares them without regard to case. The text of a token is not known yet.
function keyOf(kind: string, text: string): string {
  return Token.isUnresolved(text) ? text : `${kind}:${text.toLowerCase()}`;
}
