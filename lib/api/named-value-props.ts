import type { TerraformProvider } from "cdktf";
import type { IGateway } from "../gateway/gateway-props";

/** Where the secret of a named value is. */
export interface NamedValueOptions {
  /**
   * Address of the secret in Key Vault, `https://{vault}.vault.azure.net/secrets/{name}`. Without a version the
   * gateway follows the newest one within four hours.
   */
  readonly secretUrl: string;
  /**
   * Resource id of the Key Vault, to let the gateway's identity read its secrets (Key Vault Secrets User).
   * @default - the identity may read the secret already
   */
  readonly keyVaultId?: string;
  /**
   * The azurerm provider of the role assignment at the Key Vault.
   * @default - the stack's provider without an alias
   */
  readonly keyVaultProvider?: TerraformProvider;
}

/** What a named value is made from. */
export interface NamedValueProps extends NamedValueOptions {
  /** The gateway whose policies use the value. */
  readonly gateway: IGateway;
  /** Name by which policies use it, `{{name}}`: 1 to 80 letters, digits, hyphens and underscores. */
  readonly name: string;
}
