import type { ITerraformDependable } from "cdktf";
import type { IConstruct } from "constructs";
import type { ApiDefinition } from "../api-definition/api-definition";
import type { FunctionBackend } from "../function/function-backend";
import type { IGateway } from "../gateway/gateway-props";
import type { Callers } from "../policy/callers/callers";
import type { Policy } from "../policy/policy";
import type { ApiVersion } from "./api-version-set-props";

/** A Function that answers single operations of another Function's API. */
export interface OperationBackend {
  /** Name of the backend on the gateway: 1 to 80 letters, digits, hyphens and underscores. */
  readonly name: string;
  /** The Function. */
  readonly backend: FunctionBackend;
  /** What has to exist before the first call: the assignment of the Function's role to the gateway (rule 16). */
  readonly callableAfter: ITerraformDependable[];
}

/** A Function's API on a gateway. */
export interface IGatewayApi extends IConstruct {
  /** Name of the API on the gateway, as a reference to the API. */
  readonly apiName: string;
  /** Who may call the API. */
  readonly callers: Callers;
  /** The gateway that serves the API. */
  readonly gateway: IGateway;
}

/** What an API on a gateway is made from. */
export interface GatewayApiProps {
  /** The gateway that serves the API. */
  readonly gateway: IGateway;
  /** Name of the API on the gateway: 1 to 80 letters, digits, hyphens and underscores. */
  readonly name: string;
  /** Path of the API below the gateway's URL, without a leading or trailing slash, for example `orders/v1`. */
  readonly path: string;
  /**
   * Display name.
   * @default - the title of the OpenAPI document, or the API's name
   * @escaped for Terraform
   */
  readonly displayName?: string;
  /**
   * The version of the API, when several are served side by side on one path.
   * @default - the API has no versions
   */
  readonly version?: ApiVersion;
  /**
   * The revision of the API that is managed and current: a number from 1, as a text. Another number makes a new
   * API resource; see the docs on revisions before changing it.
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
   * Tags of single operations, by their `operationId`.
   * @default - no tags
   */
  readonly operationTags?: { [operationId: string]: string[] };
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
   * Other Functions that answer single operations, by their `operationId`.
   * @default - one Function answers all of them
   */
  readonly operationBackends?: { [operationId: string]: OperationBackend };
  /**
   * Resource id of an API that is there, `/subscriptions/…/providers/Microsoft.ApiManagement/service/…/apis/{name};rev={n}`,
   * which is taken over instead of made: no plan destroys it. Its policy is overwritten. Of a list of operations, those that
   * it has already are refused when the stack is applied, unless they are imported too (`operations`).
   * @default - a new API
   */
  readonly importId?: string;
  /** The operations of the API. */
  readonly apiDefinition: ApiDefinition;
  /** Who may call the API. */
  readonly callers: Callers;
  /** The Function behind the API: a Function App's `backend`, or an existing one. */
  readonly backend: FunctionBackend;
  /**
   * What has to exist before the first call: the assignment of the Function's role to the gateway. A token
   * issued earlier has no role in it, and the gateway keeps it for about a day (rule 16).
   */
  readonly callableAfter: ITerraformDependable[];
}
