import { Token } from "cdktf";
import type { IConstruct } from "constructs";
import type { IGateway } from "../gateway/gateway-interface";
import { refusal } from "../support/refusal";

/** What only one API of a gateway can have. */
export interface ApiClaim {
  readonly name: string;
  readonly path: string;
}

/** Who has what, by gateway, in one app. */
type Claims = Map<unknown, Map<string, string>>;

const claimsOfApps = new WeakMap<IConstruct, Claims>();

/** Refuses a name or a path that another API of the app has on the same gateway. */
export function claimRefusals(scope: IConstruct, gateway: IGateway, claim: ApiClaim): string[] {
  const taken = claimsOf(scope).get(gatewayKey(gateway));
  return claimKeys(claim).flatMap(({ key, what, property }) => {
    const owner = taken?.get(key);
    if (owner === undefined) return [];
    return [
      refusal(
        `The ${what} was given, which ${owner} has on the same gateway`,
        "Every API of a gateway has a name and a path of its own",
        `Set \`${property}\` to another one`,
      ),
    ];
  });
}

/** Notes who has a name and a path on a gateway. */
export function claim(owner: IConstruct, gateway: IGateway, api: ApiClaim): void {
  const claims = claimsOf(owner);
  const taken = claims.get(gatewayKey(gateway)) ?? new Map<string, string>();
  claims.set(gatewayKey(gateway), taken);
  for (const { key } of claimKeys(api)) taken.set(key, owner.node.path);
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

// Azure compares both without regard to case; a token's text is not known yet.
function claimKeys({ name, path }: ApiClaim) {
  return [
    { value: name, what: `API name ${JSON.stringify(name)}`, property: "name" },
    { value: path, what: `API path ${JSON.stringify(path)}`, property: "apiPath" },
  ]
    .filter(({ value }) => !Token.isUnresolved(value))
    .map(({ value, what, property }) => ({ key: `${property}:${value.toLowerCase()}`, what, property }));
}
