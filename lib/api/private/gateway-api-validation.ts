import { Token } from "cdktf";
import type { IConstruct } from "constructs";
import type { ApiDefinition } from "../../api-definition/api-definition";
import { FunctionBackend } from "../../function/function-backend";
import type { IGateway } from "../../gateway/gateway-props";
import { validateOnGateway } from "../../gateway/on-gateway";
import type { Callers } from "../../policy/callers/callers";
import { callersContext } from "../../policy/callers/callers-context";
import type { Policy } from "../../policy/policy";
import type { IRegistration } from "../../registration/registration-props";
import { repeatedItems } from "../../support/lists";
import { importedOperationId } from "../../support/operation-names";
import { validationError } from "../../support/validation";
import type { ApiVersion } from "../api-version-set-props";
import type { OperationBackend } from "../gateway-api-props";
import { validateApiAdoption } from "./adopted-api";
import { gatewayKey, validateReservation } from "./api-reservations";
import { validateFunctionPaths } from "./function-paths-validation";
import { validateGatewayRoutes } from "./gateway-routes";
import {
  knownSku,
  operationPolicyTitle,
  validateApiPath,
  validateChildName,
  validateUnknownOperation,
} from "./names";
import { validateOverlappingRoutes } from "./routes";

/** What can be checked of an API before its gateway and its Function are made. */
export interface ApiToValidate {
  readonly gateway?: IGateway;
  readonly name: string;
  readonly path: string;
  /** The property that says the path, for messages; `path` unless it is another one. */
  readonly pathProperty?: string;
  readonly version?: ApiVersion;
  readonly revision?: string;
  readonly importId?: string;
  readonly operationTags?: { [operationId: string]: string[] };
  readonly operationBackends?: { [operationId: string]: OperationBackend };
  readonly policy?: Policy;
  readonly operationPolicies?: { [operationId: string]: Policy };
  /** Names of named values that are made before the API, from secrets of Key Vault. */
  readonly namedValues?: readonly string[];
  /** SKU of a gateway that is made later, together with the API. */
  readonly skuName?: string;
  /** The Function behind the API; none before it is made. */
  readonly backend?: FunctionBackend;
  /** An existing registration of a Function that is made later, together with the API. */
  readonly registration?: IRegistration;
  /** Route prefix of a Function that is made later, together with the API. */
  readonly routePrefix?: string;
  readonly apiDefinition: ApiDefinition;
  readonly callers: Callers;
}

/** What API Management does not accept of an API, and what would let other callers in. */
export function validateGatewayApi(scope: IConstruct, api: ApiToValidate): string[] {
  const { gateway, name, path, pathProperty = "path", version, callers } = api;
  const { errors, operationIds } = api.apiDefinition._load();
  return [
    // It is also the name of the API's backend and logger.
    ...validateChildName("API", name),
    ...validateApiPath(path, pathProperty),
    ...(gateway ? validateOnGateway(scope, gateway) : []),
    ...(gateway ? validateReservation(scope, gateway, { name, path, version }, pathProperty) : []),
    ...validateVersion(version),
    ...(gateway ? validateVersionSet(gateway, version) : []),
    ...validateRevision(api.revision),
    ...validateApiAdoption(api),
    ...errors,
    ...validateTag(api.operationTags, operationIds),
    ...(api.backend ? validateKnown(api.backend, "backend") : []),
    ...validateOperationBackends(name, api.operationBackends, operationIds),
    ...callers._validate(),
    ...validateException(callers, operationIds),
    ...(errors.length > 0 ? [] : validateRoutes(scope, api)),
    ...validatePolicy(api, operationIds),
  ];
}

function validateRoutes(scope: IConstruct, api: ApiToValidate): string[] {
  const definition = api.apiDefinition._load();
  return [
    ...validateOverlappingRoutes(definition, api.callers),
    ...validateFunctionPaths(definition, api),
    ...(api.gateway ? validateGatewayRoutes(scope, api.gateway, api) : []),
  ];
}

function validatePolicy(api: ApiToValidate, known: readonly string[]): string[] {
  const context = {
    skuName: knownSku(api.skuName ?? api.gateway?.skuName),
    ...callersContext([api.callers]),
    namedValues: api.namedValues,
    isNewGateway: api.gateway === undefined,
    versionInHeader: api.version?.versionSet.scheme.kind === "Header",
  };
  return [
    ...(api.policy?._validate({ ...context, level: "api" }) ?? []),
    ...Object.entries(api.operationPolicies ?? {}).flatMap(([operationId, policy]) => [
      ...validateUnknownOperation(operationId, known, "operationPolicies"),
      ...policy
        ._validate({ ...context, level: "operation", cachedByApi: api.policy?._looksUpCache })
        .map((error) => `In \`${operationPolicyTitle(operationId)}\`: ${error}`),
    ]),
  ];
}

// An exception that is meant for one operation must not open another one.
function validateException(callers: Callers, known: readonly string[]): string[] {
  return callers._operationIds.flatMap((named) => {
    const unknown = validateUnknownOperation(named, known, "callers.exceptFor");
    if (unknown.length > 0) return unknown;
    return known
      .filter((id) => id !== named && importedOperationId(id) === importedOperationId(named))
      .map((id) => sharedExceptionError(named, id));
  });
}

function sharedExceptionError(named: string, other: string): string {
  return validationError(
    `An exception was given for the operation ${JSON.stringify(named)}, and the API also has ${JSON.stringify(other)}`,
    "API Management's import tells ids apart by letters and digits alone, so the exception would be for both",
    "Give one of the operations another `operationId`",
  );
}

function validateOperationBackends(
  apiName: string,
  backends: { [operationId: string]: OperationBackend } | undefined,
  known: readonly string[],
): string[] {
  const all = Object.values(backends ?? {});
  return Object.entries(backends ?? {}).flatMap(([operationId, backend]) => [
    ...all
      .filter((other) => isAnother(other, backend))
      .map(({ name }) => twoBackendsError(name))
      .slice(0, 1),
    ...validateUnknownOperation(operationId, known, "operationBackends"),
    ...validateChildName("backend", backend.name),
    ...(backend.name === apiName ? [sameBackendError(apiName)] : []),
    ...validateKnown(backend.backend, `operationBackends[${JSON.stringify(operationId)}].backend`),
  ]);
}

function isAnother(one: OperationBackend, other: OperationBackend): boolean {
  return one.name === other.name && one.backend !== other.backend;
}

// The token for one of the Functions would go to the other one (T19).
function twoBackendsError(name: string): string {
  return validationError(
    `The backend name ${JSON.stringify(name)} was given to two Functions in \`operationBackends\``,
    "Each Function that answers operations is a backend with a name of its own",
    "Give them different names, or make one `operationBackend` and use it for all of its operations",
  );
}

// The gateway's token goes to the URL in it (T19).
function validateKnown(backend: FunctionBackend, property: string): string[] {
  if (FunctionBackend._isKnown(backend)) return [];
  return [
    validationError(
      `\`${property}\` was given as an object that looks like a \`FunctionBackend\``,
      "A URL and a registration that do not belong together would send the gateway's token elsewhere (T19)",
      "Use the `backend` of a `FunctionApp`, or `FunctionBackend.fromFunctionBackendAttributes`",
    ),
  ];
}

function sameBackendError(name: string): string {
  return validationError(
    `The backend name ${JSON.stringify(name)} was given, which the API's own backend has`,
    "Backends of a gateway have names of their own",
    "Choose another name for the Function that answers single operations",
  );
}

function validateRevision(revision: string | undefined): string[] {
  if (revision === undefined || Token.isUnresolved(revision) || /^[1-9]\d{0,3}$/.test(revision)) return [];
  return [
    validationError(
      `The revision ${JSON.stringify(revision)} was given`,
      "Revisions are numbered from 1",
      "Write the number of the revision that is current, as a text",
    ),
  ];
}

function validateVersion(version: ApiVersion | undefined): string[] {
  if (!version || Token.isUnresolved(version.name) || /^[a-zA-Z0-9][\w.-]{0,99}$/.test(version.name))
    return [];
  return [
    validationError(
      `The version ${JSON.stringify(version.name)} was given`,
      "Allowed are 1 to 100 letters, digits and _ . -, starting with a letter or digit",
      "Write it like `v2` or `2026-11-24`",
    ),
  ];
}

function validateVersionSet(gateway: IGateway, version: ApiVersion | undefined): string[] {
  const other = version?.versionSet.gateway;
  if (!other || gatewayKey(other) === gatewayKey(gateway)) return [];
  return [
    validationError(
      `The version set ${version?.versionSet.node.path} was given, and it is on another gateway`,
      "A version set has versions of its own gateway's APIs",
      "Make an `ApiVersionSet` with the API's `gateway`",
    ),
  ];
}

function validateTag(
  tags: { [operationId: string]: string[] } | undefined,
  known: readonly string[],
): string[] {
  return Object.entries(tags ?? {}).flatMap(([operationId, names]) => [
    ...validateUnknownOperation(operationId, known, "operationTags"),
    ...names.flatMap((name) =>
      Token.isUnresolved(name) ? [unknownTagError(operationId)] : validateChildName("tag", name),
    ),
    ...repeatedItems(names, (name) => name.toLowerCase()).map((name) => repeatedTagError(operationId, name)),
  ]);
}

// The tag's resource is named after it.
function unknownTagError(operationId: string): string {
  return validationError(
    `A tag that Terraform knows later was given to the operation ${JSON.stringify(operationId)}`,
    "Names of tags have to be known at synth",
    "Write the name in `operationTags` as a literal string",
  );
}

function repeatedTagError(operationId: string, name: string): string {
  return validationError(
    `The tag ${JSON.stringify(name)} was given to the operation ${JSON.stringify(operationId)} twice`,
    "An operation has a tag once, in upper or lower case",
    "Keep one of them in `operationTags`",
  );
}
