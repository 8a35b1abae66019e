import { Token } from "cdktf";
import type { IConstruct } from "constructs";
import type { ApiDefinition } from "../api-definition/api-definition";
import { apiPathRefusals } from "../api-definition/api-path";
import type { IGateway } from "../gateway/gateway-interface";
import type { Callers } from "../policy/callers";
import { refusal } from "../support/refusal";
import type { ApiVersion } from "./api-version-set-props";
import { childNameRefusals } from "./child-name-checks";
import { claimRefusals } from "./gateway-claims";
import { unknownOperationRefusals } from "./unknown-operation";

/** What can be checked of an API before its gateway and its Function are made. */
export interface ApiToCheck {
  readonly gateway?: IGateway;
  readonly name: string;
  readonly path: string;
  readonly version?: ApiVersion;
  readonly revision?: string;
  readonly operationTags?: { [operationId: string]: string[] };
  readonly definition: ApiDefinition;
  readonly callers: Callers;
}

/** Everything that API Management would refuse of an API. */
export function gatewayApiRefusals(
  scope: IConstruct,
  { gateway, name, path, version, revision, definition, callers, operationTags }: ApiToCheck,
): string[] {
  const { refusals, operationIds } = definition._load();
  return [
    // It is also the name of the API's backend and logger.
    ...childNameRefusals("API", name),
    ...apiPathRefusals(path),
    ...(gateway ? claimRefusals(scope, gateway, { name, path, version }) : []),
    ...versionRefusals(version),
    ...revisionRefusals(revision),
    ...refusals,
    ...tagRefusals(operationTags, operationIds),
    ...callers._check(),
  ];
}

function revisionRefusals(revision: string | undefined): string[] {
  if (revision === undefined || Token.isUnresolved(revision) || /^[1-9]\d{0,3}$/.test(revision)) return [];
  return [
    refusal(
      `The revision ${JSON.stringify(revision)} was given`,
      "Revisions are numbered from 1",
      "Write the number of the revision that is current, as a text",
    ),
  ];
}

function versionRefusals(version: ApiVersion | undefined): string[] {
  if (!version || Token.isUnresolved(version.name) || /^[a-zA-Z0-9][\w.-]{0,99}$/.test(version.name))
    return [];
  return [
    refusal(
      `The version ${JSON.stringify(version.name)} was given`,
      "Allowed are 1 to 100 letters, digits and _ . -, starting with a letter or digit",
      "Write it like `v2` or `2026-11-24`",
    ),
  ];
}

function tagRefusals(
  tags: { [operationId: string]: string[] } | undefined,
  known: readonly string[],
): string[] {
  return Object.entries(tags ?? {}).flatMap(([operationId, names]) => [
    ...unknownOperationRefusals(operationId, known, "operationTags"),
    ...names.flatMap((name) => childNameRefusals("tag", name)),
  ]);
}
