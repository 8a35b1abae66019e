import type { IGateway } from "../gateway/gateway-interface";
import type { ApiVersionScheme } from "./api-version-scheme";

/** The versions of an API, side by side on one path. */
export interface IApiVersionSet {
  /** Resource id of the `azurerm_api_management_api_version_set`. */
  readonly id: string;
  /** Where a caller says which version is meant. */
  readonly scheme: ApiVersionScheme;
}

/** What a new version set is made from. */
export interface ApiVersionSetProps {
  /** The gateway that serves the versions. */
  readonly gateway: IGateway;
  /** Name of the version set: 1 to 80 letters, digits, hyphens and underscores. */
  readonly name: string;
  /**
   * Name that people read.
   * @default - the name
   */
  readonly displayName?: string;
  /**
   * Where a caller says which version is meant.
   * @default - in the path, after the API's
   */
  readonly scheme?: ApiVersionScheme;
}

/** A version of an API. */
export interface ApiVersion {
  /** The versions that it is one of. */
  readonly versionSet: IApiVersionSet;
  /** Name of the version, which callers write: 1 to 100 letters, digits and _ . -, for example `v2`. */
  readonly name: string;
}
