import type { ITerraformDependable } from "cdktf";
import type { IRegistration } from "../registration/registration-interface";

/** A Function that answers operations of another Function's API. */
export interface FunctionBackend {
  /** Name of the backend on the gateway: 1 to 80 letters, digits, hyphens and underscores. */
  readonly name: string;
  /** The registration of the Function, for which the gateway asks tokens. */
  readonly registration: IRegistration;
  /** Base URL of the Function, `https://…`, without a trailing slash. */
  readonly backendUrl: string;
  /** What has to exist before the first call: the assignment of the Function's role to the gateway (rule 16). */
  readonly callableAfter: ITerraformDependable[];
}
