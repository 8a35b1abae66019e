import type { ApiVersion } from "../api/api-version-set-props";
import type { OperationBackend } from "../api/gateway-api-props";
import type { ApiDefinition } from "../api-definition/api-definition";
import type { IGateway } from "../gateway/gateway-props";
import type { Callers } from "../policy/callers/callers";
import type { Policy } from "../policy/policy";

/** Properties of every API of a Function. */
export interface FunctionApiOptions {
  /**
   * Display name.
   * @default - the title of the OpenAPI document, or the API's name
   * @escaped for Terraform
   */
  readonly displayName?: string;
  /**
   * The revision of the API that is managed and current: a number from 1, as a text.
   * @default "1"
   */
  readonly revision?: string;
  /**
   * What changed in the revision.
   * @default - no description
   * @escaped for Terraform
   */
  readonly revisionDescription?: string;
  /**
   * What the API does in addition to authentication and routing: limits, headers, CORS, caching.
   * @default - authentication and routing only
   */
  readonly policy?: Policy;
  /**
   * What single operations do in addition, by their `operationId`.
   * @default - what the API does
   */
  readonly operationPolicies?: { [operationId: string]: Policy };
  /**
   * Tags of single operations, by their `operationId`.
   * @default - no tags
   */
  readonly operationTags?: { [operationId: string]: string[] };
  /**
   * Other Functions that answer single operations, by their `operationId`.
   * @default - one Function answers all of them
   */
  readonly operationBackends?: { [operationId: string]: OperationBackend };
}

/** One more API of a Function. */
export interface FunctionApiProps extends FunctionApiOptions {
  /**
   * The gateway that serves the API.
   * @default - the gateway of the Function's first API
   */
  readonly gateway?: IGateway;
  /** Name of the API on its gateway: 1 to 80 letters, digits, hyphens and underscores. */
  readonly name: string;
  /** Path of the API below the gateway's URL, without a leading or trailing slash, for example `retail/orders`. */
  readonly path: string;
  /**
   * The version of the API, when several are served side by side on one path.
   * @default - the API has no versions
   */
  readonly version?: ApiVersion;
  /** The operations of the API. */
  readonly apiDefinition: ApiDefinition;
  /** Who may call the API at the gateway: a deliberate choice, so there is no default (rule 23). */
  readonly callers: Callers;
}

/** One more version of a Function's first API. */
export interface FunctionApiVersionProps extends FunctionApiOptions {
  /** Name of the version, which callers write, for example `v2`. */
  readonly version: string;
  /** The operations of this version. */
  readonly apiDefinition: ApiDefinition;
  /**
   * Who may call this version.
   * @default - the callers of the first version
   */
  readonly callers?: Callers;
}
