import type { Principal } from "../graph/principals";
import type { Caller } from "../report";
import type { NamedHolder } from "./tokens-at-gateway";

export const internet: Caller = { id: "internet", kind: "internet", label: "anyone on the internet" };
export const network: Caller = { id: "network", kind: "network", label: "anyone inside the network" };
export const tenantUser: Caller = { id: "tenant-user", kind: "tenant-user", label: "any user of the tenant" };
export const tenantApplication: Caller = {
  id: "tenant-application",
  kind: "tenant-application",
  label: "any application of the tenant",
};
export const otherTenant: Caller = {
  id: "other-tenant",
  kind: "other-tenant",
  label: "any identity of another tenant",
};
export const subscriptionKey: Caller = {
  id: "subscription-key",
  kind: "subscription-key",
  label: "a holder of a subscription key",
};
export const publishingPassword: Caller = {
  id: "publishing-password",
  kind: "publishing-password",
  label: "a holder of the publishing password",
};
export const functionKey: Caller = {
  id: "function-key",
  kind: "function-key",
  label: "a holder of a function key",
};

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

export function policyCaller(holder: NamedHolder, address?: string): Caller {
  return { id: `policy-caller:${holder.key}`, kind: "policy-caller", label: holder.label, address };
}
