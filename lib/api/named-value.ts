import { ApiManagementNamedValue } from "@cdktf/provider-azurerm/lib/api-management-named-value";
import { RoleAssignment } from "@cdktf/provider-azurerm/lib/role-assignment";
import type { TerraformProvider } from "cdktf";
import { type ITerraformDependable, Token } from "cdktf";
import { Construct } from "constructs";
import type { IGateway } from "../gateway/gateway-props";
import { onGateway, validateOnGateway } from "../gateway/on-gateway";
import { checked } from "../support/shape/checked";
import { throwIfInvalid, validationError } from "../support/validation";
import { validateChildName } from "./private/names";

/** What a named value is made from. */
export interface NamedValueProps {
  /** The gateway whose policies use the value. */
  readonly gateway: IGateway;
  /** Name by which policies use it, `{{name}}`: 1 to 80 letters, digits, hyphens and underscores. */
  readonly name: string;
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

/**
 * A value that policies of a gateway use by name. It is a reference to a secret in Key Vault, which the gateway
 * reads by its identity: the secret itself is neither in the program nor in the Terraform state.
 *
 * @example
 * new NamedValue(this, "partner-key", {
 *   gateway: orders.gateway,
 *   name: "partner-key",
 *   secretUrl: "https://kv-orders.vault.azure.net/secrets/partner-key",
 * });
 */
export class NamedValue extends Construct {
  /** The `azurerm_api_management_named_value`. */
  public readonly resource: ApiManagementNamedValue;
  /** The `azurerm_role_assignment` of the gateway's identity; none without `keyVaultId`. */
  public readonly roleAssignment?: RoleAssignment;
  /** Name by which policies use the value. */
  public readonly name: string;

  /** @throws when API Management does not accept the name, or the URL is not that of a secret. */
  constructor(scope: Construct, id: string, props: NamedValueProps) {
    [scope, id, props] = checked("NamedValue", [scope, id, props]);
    super(scope, id);
    throwIfInvalid(this, [
      ...validateChildName("named value's", props.name),
      ...validateSecretUrl(props.secretUrl),
      ...validateOnGateway(this, props.gateway),
    ]);
    const { gateway, name, secretUrl } = props;
    this.name = name;
    this.roleAssignment = this.newRoleAssignment(props);
    this.resource = new ApiManagementNamedValue(this, "named-value", {
      ...onGateway(this, gateway),
      name,
      displayName: name,
      secret: true,
      valueFromKeyVault: { secretId: secretUrl, identityClientId: gateway.policyClientId },
      dependsOn: this.roleAssignment && [this.roleAssignment],
    });
  }

  /** What a policy that uses the value has to wait for: Terraform sees no reference in `{{name}}` (R8). */
  public get dependable(): ITerraformDependable {
    return this.resource;
  }

  private newRoleAssignment(props: NamedValueProps): RoleAssignment | undefined {
    const { gateway, keyVaultId, keyVaultProvider } = props;
    if (keyVaultId === undefined) return undefined;
    return new RoleAssignment(this, "secrets-user", {
      scope: keyVaultId,
      roleDefinitionName: "Key Vault Secrets User",
      principalId: gateway.identity.principalId,
      principalType: "ServicePrincipal",
      provider: keyVaultProvider,
    });
  }
}

function validateSecretUrl(url: string): string[] {
  const form = /^https:\/\/[a-z0-9-]+\.vault\.[a-z.]+\/secrets\/[a-z0-9-]+(\/[a-f0-9]+)?$/i;
  if (Token.isUnresolved(url) || form.test(url)) return [];
  return [
    validationError(
      `The secret's address ${JSON.stringify(url)} was given`,
      "Allowed is the address of a secret in Key Vault, https://{vault}.vault.azure.net/secrets/{name}; a secret itself would be in the state",
      "Copy it with `az keyvault secret show --query id`, without its version",
    ),
  ];
}
