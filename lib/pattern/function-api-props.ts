import type { ApiDefinition } from "../api-definition/api-definition";
import type { IGateway } from "../gateway/gateway-interface";
import type { Callers } from "../policy/callers";

/** One more API of a Function. */
export interface FunctionApiProps {
  /**
   * The gateway that serves the API.
   * @default - the gateway of the Function's first API
   */
  readonly gateway?: IGateway;
  /** Name of the API on its gateway: 1 to 80 letters, digits, hyphens and underscores. */
  readonly name: string;
  /** Path of the API below the gateway's URL, without a leading or trailing slash, for example `orders/v1`. */
  readonly path: string;
  /**
   * Name that people read.
   * @default - the title of the OpenAPI document, or the API's name
   */
  readonly displayName?: string;
  /** The operations of the API. */
  readonly definition: ApiDefinition;
  /** Who may call the API at the gateway: a deliberate choice, so there is no default (rule 23). */
  readonly callers: Callers;
}
