import type { TerraformProvider } from "cdktf";

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
