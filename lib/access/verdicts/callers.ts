import type { Principal } from "../graph/principals";
import type { Site } from "../graph/sites";
import type { Caller } from "../report";

export const internet = anyOfKind("internet", "anyone on the internet");
export const network = anyOfKind("network", "anyone inside the network");
export const tenantUser = anyOfKind("tenant-user", "any user of the tenant");
export const tenantApplication = anyOfKind("tenant-application", "any application of the tenant");
export const otherTenant = anyOfKind("other-tenant", "any identity of another tenant");
export const subscriptionKey = anyOfKind("subscription-key", "a holder of a subscription key");
export const publishingPassword = anyOfKind("publishing-password", "a holder of the publishing password");
export const functionKey = anyOfKind("function-key", "a holder of a function key");

/** Those of a kind that are not told apart. */
function anyOfKind(kind: Caller["kind"], label: string): Caller {
  return { id: kind, kind, label };
}

export function gatewayIdentity(principal: Principal): Caller {
  return {
    id: `gateway-identity:${principal.id}`,
    kind: "gateway-identity",
    label: `the gateway's ${principal.label}`,
    address: principal.resource?.address,
  };
}

export function allowedIdentity(principal: Principal): Caller {
  return {
    id: `allowed-identity:${principal.id}`,
    kind: "allowed-identity",
    label: principal.label,
    address: principal.resource?.address,
  };
}

/** Whomever a list of a gate names with a value that is not known. */
export function untoldIdentity({ id, label }: Site, argument: string): Caller {
  const name = argument.slice(argument.lastIndexOf(".") + 1);
  return {
    id: `allowed-identity:?${id}.${argument}`,
    kind: "allowed-identity",
    label: `whoever ${name} of ${label} turns out to name (known after apply)`,
  };
}

/** Whom a policy names. */
export function policyCaller(key: string, label: string, address?: string): Caller {
  return { id: `policy-caller:${key}`, kind: "policy-caller", label, address };
}
