import { Token } from "cdktf";
import type { IConstruct } from "constructs";
import type { ApiDefinition } from "../api-definition/api-definition";
import { apiPathRefusals } from "../api-definition/api-path";
import type { IGateway } from "../gateway/gateway-interface";
import type { Policy } from "../policy/builder/policy";
import type { Callers } from "../policy/callers/callers";
import { importedOperationId } from "../support/operation-name";
import { refusal } from "../support/refusal";
import type { ApiVersion } from "./api-version-set-props";
import { childNameRefusals } from "./child-name-checks";
import type { FunctionBackend } from "./function-backend";
import { claimRefusals } from "./gateway-claims";
import { knownSku } from "./known-sku";
import { unknownOperationRefusals } from "./unknown-operation";

/** What can be checked of an API before its gateway and its Function are made. */
export interface ApiToCheck {
  readonly gateway?: IGateway;
  readonly name: string;
  readonly path: string;
  readonly version?: ApiVersion;
  readonly revision?: string;
  readonly operationTags?: { [operationId: string]: string[] };
  readonly operationBackends?: { [operationId: string]: FunctionBackend };
  readonly policy?: Policy;
  readonly operationPolicies?: { [operationId: string]: Policy };
  /** SKU of a gateway that is made later, together with the API. */
  readonly skuName?: string;
  readonly definition: ApiDefinition;
  readonly callers: Callers;
}

/** Everything that API Management would refuse of an API. */
export function gatewayApiRefusals(scope: IConstruct, api: ApiToCheck): string[] {
  const { gateway, name, path, version, callers } = api;
  const { refusals, operationIds } = api.definition._load();
  return [
    // It is also the name of the API's backend and logger.
    ...childNameRefusals("API", name),
    ...apiPathRefusals(path),
    ...(gateway ? claimRefusals(scope, gateway, { name, path, version }) : []),
    ...versionRefusals(version),
    ...revisionRefusals(api.revision),
    ...refusals,
    ...tagRefusals(api.operationTags, operationIds),
    ...backendRefusals(name, api.operationBackends, operationIds),
    ...callers._check(),
    ...exceptionRefusals(callers, operationIds),
    ...policyRefusals(api, operationIds),
  ];
}

function policyRefusals(api: ApiToCheck, known: readonly string[]): string[] {
  const context = {
    skuName: knownSku(api.skuName ?? api.gateway?.skuName),
    subscriptionRequired: api.callers.subscriptionRequired,
    versionInHeader: api.version?.versionSet.scheme.kind === "Header",
    claimHeaders: api.callers._claimHeaders(),
  };
  return [
    ...(api.policy?._refusals({ ...context, level: "api" }) ?? []),
    ...Object.entries(api.operationPolicies ?? {}).flatMap(([operationId, policy]) => [
      ...unknownOperationRefusals(operationId, known, "operationPolicies"),
      ...policy._refusals({ ...context, level: "operation" }),
    ]),
  ];
}

// An exception that is meant for one operation must not open another one.
function exceptionRefusals(callers: Callers, known: readonly string[]): string[] {
  return callers._operationIds().flatMap((named) => {
    const unknown = unknownOperationRefusals(named, known, "callers.exceptFor");
    if (unknown.length > 0) return unknown;
    return known
      .filter((id) => id !== named && importedOperationId(id) === importedOperationId(named))
      .map((id) => sharedExceptionRefusal(named, id));
  });
}

function sharedExceptionRefusal(named: string, other: string): string {
  return refusal(
    `An exception was given for the operation ${JSON.stringify(named)}, and the API also has ${JSON.stringify(other)}`,
    "API Management's import tells ids apart by letters and digits alone, so the exception would be for both",
    "Give one of the operations another `operationId`",
  );
}

function backendRefusals(
  apiName: string,
  backends: { [operationId: string]: FunctionBackend } | undefined,
  known: readonly string[],
): string[] {
  return Object.entries(backends ?? {}).flatMap(([operationId, backend]) => [
    ...unknownOperationRefusals(operationId, known, "operationBackends"),
    ...childNameRefusals("backend", backend.name),
    ...(backend.name === apiName ? [sameBackendRefusal(apiName)] : []),
  ]);
}

function sameBackendRefusal(name: string): string {
  return refusal(
    `The backend name ${JSON.stringify(name)} was given, which the API's own backend has`,
    "Backends of a gateway have names of their own",
    "Choose another name for the Function that answers single operations",
  );
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
