import { DataAzureadApplication } from "@cdktf/provider-azuread/lib/data-azuread-application";
import { DataAzureadServicePrincipal } from "@cdktf/provider-azuread/lib/data-azuread-service-principal";
import { Fn, type ITerraformDependable, type Postcondition, propertyAccess, ref, Token } from "cdktf";
import { Construct } from "constructs";
import type { IManagedIdentity } from "../../identity/managed-identity";
import { AzureCloud } from "../../support/cloud";
import { mayBeGuid } from "../../support/guid";
import { checked } from "../../support/shape/checked";
import { localText, terraformText } from "../../support/terraform-text";
import { throwIfInvalid, validationError } from "../../support/validation";
import { validateCloud, validateOwnApplication } from "../registration-ids-validation";
import type { IRegistration, RegistrationAttributes, RegistrationLookup } from "../registration-props";
import { entraDeployer } from "./entra-deployer";
import { invokeRole, RoleAssignments } from "./role-assignments";

/** An existing registration whose ids are known. */
export class ImportedRegistration extends Construct implements IRegistration {
  public readonly clientId: string;
  public readonly tenantId: string;
  public readonly cloud: AzureCloud;
  private readonly assignments?: RoleAssignments;

  public constructor(scope: Construct, id: string, attributes: RegistrationAttributes) {
    super(scope, id);
    throwIfInvalid(this, validateAttributes(attributes));
    this.clientId = attributes.clientId;
    this.tenantId = attributes.tenantId;
    this.cloud = attributes.cloud ?? AzureCloud.PUBLIC;
    this.assignments = attributes.role && new RoleAssignments(attributes.role);
  }

  public assignRole(scope: Construct, id: string, identity: IManagedIdentity): ITerraformDependable[] {
    [scope, id, identity] = checked("Registration.assignRole", [scope, id, identity], this);
    return this.assignments?.assign(scope, id, identity) ?? [];
  }
}

/** An existing registration that Terraform looks up by its name; every plan checks that only assigned applications get tokens. */
export class LookedUpRegistration extends Construct implements IRegistration {
  public readonly clientId: string;
  public readonly tenantId: string;
  public readonly cloud: AzureCloud;
  private readonly assignments?: RoleAssignments;

  public constructor(scope: Construct, id: string, props: RegistrationLookup) {
    super(scope, id);
    throwIfInvalid(this, validateCloud("cloud", props.cloud ?? AzureCloud.PUBLIC));
    const { assignRoles = true } = props;
    const roleValue = this.roleValue(props);
    const application = new DataAzureadApplication(this, "application", {
      displayName: terraformText(props.displayName),
      lifecycle: { postcondition: [version2Tokens] },
    });
    const servicePrincipal = new DataAzureadServicePrincipal(this, "service-principal", {
      clientId: application.clientId,
      lifecycle: { postcondition: [assignmentRequired, hasRole(roleValue)] },
    });
    this.clientId = application.clientId;
    this.tenantId = entraDeployer(this).tenantId;
    this.cloud = props.cloud ?? AzureCloud.PUBLIC;
    this.assignments = assignRoles
      ? new RoleAssignments({
          appRoleId: roleIdOf(servicePrincipal, roleValue),
          servicePrincipalObjectId: servicePrincipal.objectId,
        })
      : undefined;
  }

  public assignRole(scope: Construct, id: string, identity: IManagedIdentity): ITerraformDependable[] {
    [scope, id, identity] = checked("Registration.assignRole", [scope, id, identity], this);
    return this.assignments?.assign(scope, id, identity) ?? [];
  }

  private roleValue({ roleValue = invokeRole.value }: RegistrationLookup): string {
    return Token.isUnresolved(roleValue) ? localText(this, "role-value", roleValue) : roleValue;
  }
}

function validateAttributes({ clientId, tenantId, role, cloud }: RegistrationAttributes): string[] {
  return [
    ...validateId("clientId", clientId),
    ...validateOwnApplication("clientId", clientId),
    ...validateCloud("cloud", cloud ?? AzureCloud.PUBLIC),
    ...validateId("tenantId", tenantId),
    ...(role ? validateId("role.appRoleId", role.appRoleId) : []),
    ...(role ? validateId("role.servicePrincipalObjectId", role.servicePrincipalObjectId) : []),
  ];
}

function validateId(property: string, id: string): string[] {
  if (mayBeGuid(id)) return [];
  return [
    validationError(
      `\`${property}\` was given as ${JSON.stringify(id)}`,
      "Entra's ids are GUIDs, for example 11111111-2222-4333-8444-555555555555",
      "Copy it from the outputs of the stack that makes the registration, or from Entra",
    ),
  ];
}

const version2Tokens: Postcondition = {
  condition: Token.asAny("${self.api[0].requested_access_token_version == 2}"),
  errorMessage:
    "The Function's authentication takes tokens of version 2 (rule 1). Set requested_access_token_version = 2 in the api block of the application.",
};

const assignmentRequired: Postcondition = {
  condition: Token.asAny("${self.app_role_assignment_required}"),
  errorMessage:
    "Every application of the tenant is issued tokens for the Function (rule 12). Set app_role_assignment_required = true on the service principal.",
};

// `lookup` takes a reference for the text of a key.
function roleIdOf(servicePrincipal: DataAzureadServicePrincipal, roleValue: string): string {
  if (!Token.isUnresolved(roleValue)) return servicePrincipal.appRoleIds.lookup(roleValue);
  return Token.asString(
    propertyAccess(servicePrincipal.interpolationForAttribute("app_role_ids"), [roleValue]),
  );
}

function hasRole(value: string): Postcondition {
  return {
    condition: Fn.contains(Fn.keys(ref("self.app_role_ids")), value),
    errorMessage: `The application has no role with the value ${value}, which gateways are to be assigned (rule 13). Add an app role for applications with that value, or give its value as roleValue.`,
  };
}
