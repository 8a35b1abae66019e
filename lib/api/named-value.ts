import { ApiManagementNamedValue } from "@cdktf/provider-azurerm/lib/api-management-named-value";
import { RoleAssignment } from "@cdktf/provider-azurerm/lib/role-assignment";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { onGateway, validateOnGateway } from "../gateway/on-gateway";
import { checked } from "../support/shape/checked";
import { throwIfInvalid } from "../support/validation";
import type { NamedValueProps } from "./named-value-props";
import { validateNamedValue } from "./private/named-value-validation";

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
      ...validateNamedValue(props.name, props),
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
