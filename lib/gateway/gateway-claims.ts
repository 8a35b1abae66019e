import { Token } from "cdktf";
import { refusal } from "../support/refusal";
import type { IGateway } from "./gateway-interface";

/** What only one API of a gateway can have. */
export interface ApiClaim {
  readonly name: string;
  readonly path: string;
}

const claims = new WeakMap<IGateway, Map<string, string>>();

/** Refuses a name or a path that another API of the same gateway object has. */
export function claimRefusals(gateway: IGateway, claim: ApiClaim): string[] {
  const taken = claims.get(gateway);
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
export function claim(gateway: IGateway, api: ApiClaim, owner: string): void {
  const taken = claims.get(gateway) ?? new Map<string, string>();
  claims.set(gateway, taken);
  for (const { key } of claimKeys(api)) taken.set(key, owner);
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
