import { Token } from "cdktf";
import type { IConstruct } from "constructs";
import type { ApiDefinition } from "../api-definition/api-definition";
import { apiPathRefusals } from "../api-definition/api-path";
import type { IGateway } from "../gateway/gateway-interface";
import type { Callers } from "../policy/callers";
import { refusal } from "../support/refusal";
import { claimRefusals } from "./gateway-claims";

/** What can be checked of an API before its gateway and its Function are made. */
export interface ApiToCheck {
  readonly gateway?: IGateway;
  readonly name: string;
  readonly path: string;
  readonly definition: ApiDefinition;
  readonly callers: Callers;
}

/** Everything that API Management would refuse of an API. */
export function gatewayApiRefusals(
  scope: IConstruct,
  { gateway, name, path, definition, callers }: ApiToCheck,
): string[] {
  return [
    ...apiNameRefusals(name),
    ...apiPathRefusals(path),
    ...(gateway ? claimRefusals(scope, gateway, { name, path }) : []),
    ...definition._load().refusals,
    ...callers._check(),
  ];
}

// What azurerm allows for an API's backend and logger, which carry the API's name.
function apiNameRefusals(name: string): string[] {
  if (Token.isUnresolved(name) || /^[a-zA-Z0-9]([\w-]{0,78}[a-zA-Z0-9])?$/.test(name)) return [];
  return [
    refusal(
      `The API name ${JSON.stringify(name)} was given`,
      "Allowed are 1 to 80 letters, digits, hyphens and underscores, starting and ending with a letter or digit",
      "Choose a name of that form",
    ),
  ];
}
