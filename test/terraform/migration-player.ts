import type { AppliedState } from "./applied-state";

/** The code of a Function: which keys it takes, and whether it asks for one. */
export interface DeployedCode {
  readonly authLevel: "function" | "anonymous";
  readonly keys: readonly string[];
}

/** What there is besides what Terraform applied. */
export interface Surroundings {
  readonly code: DeployedCode;
  /** Secrets of Key Vault, by their addresses. */
  readonly vault: Readonly<Record<string, string>>;
}

/** What a caller sends: straight to the Function, or to the API on the gateway. */
export type Caller =
  | { readonly to: "function"; readonly key?: string }
  | { readonly to: "gateway"; readonly isKnown: boolean; readonly key?: string };

/** A call as it reaches the Function's host. */
interface HostCall {
  readonly key?: string;
  /** Client id of the identity whose token it brings. */
  readonly tokenOf?: string;
}

/** Status of the answer to a caller, by what was applied: the gateway's policy, the gate, and the code behind it. */
export function answerTo(caller: Caller, applied: AppliedState, { code, vault }: Surroundings): number {
  if (caller.to === "function") return answerOfHost({ key: caller.key }, applied, code);
  if (!caller.isKnown) return 401;
  return answerOfHost(callOfGateway(caller.key, applied, vault), applied, code);
}

function callOfGateway(
  callersKey: string | undefined,
  applied: AppliedState,
  vault: Surroundings["vault"],
): HostCall {
  const { xml_content } = applied.only("azurerm_api_management_api_policy");
  const inbound = String(xml_content).split("</inbound>")[0];
  const steps =
    /<set-header name="x-functions-key" exists-action="(\w+)"(?: \/>|>\s*<value>(.*?)<\/value>)|<authentication-managed-identity [^>]*client-id="([^"]*)"/g;
  let call: HostCall = { key: callersKey };
  for (const [, action, value, clientId] of inbound.matchAll(steps)) {
    if (action === "delete") call = { ...call, key: undefined };
    else if (action === "override") call = { ...call, key: secretOf(value, applied, vault) };
    else call = { ...call, tokenOf: clientId };
  }
  return call;
}

function secretOf(text: string, applied: AppliedState, vault: Surroundings["vault"]): string {
  const name = /^\{\{(.+)\}\}$/.exec(text)?.[1];
  const namedValue = applied
    .all("azurerm_api_management_named_value")
    .find(({ display_name }) => display_name === name);
  if (!namedValue) throw new Error(`The policy uses ${text}, which the gateway does not have.`);
  return vault[namedValue.value_from_key_vault[0].secret_id];
}

function answerOfHost({ key, tokenOf }: HostCall, applied: AppliedState, code: DeployedCode): number {
  const [gate] = applied.only("azurerm_linux_function_app").auth_settings_v2;
  const [{ allowed_applications }] = gate.active_directory_v2;
  const isOpen = !gate.require_authentication && gate.unauthenticated_action === "AllowAnonymous";
  if (tokenOf !== undefined && !allowed_applications.includes(tokenOf)) return 403;
  if (tokenOf === undefined && !isOpen) return 401;
  return code.authLevel === "anonymous" || (key !== undefined && code.keys.includes(key)) ? 200 : 401;
}
