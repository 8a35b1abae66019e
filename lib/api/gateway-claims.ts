import { Token } from "cdktf";
import type { IConstruct } from "constructs";
import type { IGateway } from "../gateway/gateway-interface";
import { refusal } from "../support/refusal";
import type { ApiVersion, IApiVersionSet } from "./api-version-set-props";

/** What only one API of a gateway can have. */
export interface ApiClaim {
  readonly name: string;
  readonly path: string;
  /** Versions of one set share a path, and no version of it. */
  readonly version?: ApiVersion;
}

/** Who has a name or a path; the versions of one set share a path. */
interface Owner {
  readonly path: string;
  readonly sharedBy?: IApiVersionSet;
}

/** Who has what, by gateway, in one app. */
type Claims = Map<unknown, Map<string, Owner>>;

const claimsOfApps = new WeakMap<IConstruct, Claims>();

/** Refuses a name or a path that another API of the app has on the same gateway. */
export function claimRefusals(scope: IConstruct, gateway: IGateway, claim: ApiClaim): string[] {
  const taken = claimsOf(scope).get(gatewayKey(gateway));
  return claimKeys(claim).flatMap(({ key, what, property, sharedBy }) => {
    const owner = taken?.get(key);
    if (owner === undefined || (sharedBy && owner.sharedBy === sharedBy)) return [];
    return [
      refusal(
        `The ${what} was given, which ${owner.path} has on the same gateway`,
        "Every API of a gateway has a name and a path of its own",
        `Set \`${property}\` to another one`,
      ),
    ];
  });
}

/** Notes who has a name and a path on a gateway. */
export function claim(owner: IConstruct, gateway: IGateway, api: ApiClaim): void {
  const claims = claimsOf(owner);
  const taken = claims.get(gatewayKey(gateway)) ?? new Map<string, Owner>();
  claims.set(gatewayKey(gateway), taken);
  for (const { key, sharedBy } of claimKeys(api)) taken.set(key, { path: owner.node.path, sharedBy });
}

function claimsOf({ node: { root } }: IConstruct): Claims {
  const claims = claimsOfApps.get(root) ?? new Map();
  claimsOfApps.set(root, claims);
  return claims;
}

// A gateway that is there may be handed in as several objects; of a new one only the object is known.
function gatewayKey(gateway: IGateway): unknown {
  const { resourceGroupName, name } = gateway;
  const known = !Token.isUnresolved(resourceGroupName) && !Token.isUnresolved(name);
  return known ? `${resourceGroupName}/${name}`.toLowerCase() : gateway;
}

interface ClaimKey {
  readonly key: string;
  readonly what: string;
  readonly property: string;
  readonly sharedBy?: IApiVersionSet;
}

function claimKeys({ name, path, version }: ApiClaim): ClaimKey[] {
  const sharedBy = version?.versionSet;
  return [
    ...claimKey(name, `API name ${JSON.stringify(name)}`, "name"),
    ...claimKey(path, `API path ${JSON.stringify(path)}`, "apiPath", sharedBy),
    ...(version
      ? claimKey(`${path}/${version.name}`, `version ${JSON.stringify(version.name)} of the API`, "version")
      : []),
  ];
}

// Azure compares them without regard to case; a token's text is not known yet.
function claimKey(text: string, what: string, property: string, sharedBy?: IApiVersionSet): ClaimKey[] {
  return Token.isUnresolved(text)
    ? []
    : [{ key: `${property}:${text.toLowerCase()}`, what, property, sharedBy }];
}
