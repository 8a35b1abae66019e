import { Application } from "@cdktf/provider-azuread/lib/application";
import { ServicePrincipal } from "@cdktf/provider-azuread/lib/service-principal";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { IGatewayIdentity } from "../gateway/gateway-identity-interface";
import { AzureCloud } from "../support/cloud";
import { stableGuid } from "../support/guid";
import { refuseAll } from "../support/refusal";
import { terraformText } from "../support/terraform-text";
import { entraDeployer } from "./entra-deployer";
import { ExistingRegistration } from "./existing-registration";
import type { RegistrationAttributes, RegistrationLookUp } from "./registration-attributes";
import { registrationRefusals } from "./registration-checks";
import type { IRegistration } from "./registration-interface";
import { lookUpRegistration } from "./registration-look-up";
import type { RegistrationProps } from "./registration-props";
import { invokeRole } from "./registration-role";
import { RoleAssignments } from "./role-assignments";

/**
 * A Function's registration in Entra: an application and its service principal, with one role that only
 * applications can be given. Entra issues a token for it to nobody without that role, and it has no
 * credential, redirect URI or scope, since nobody signs in through it.
 */
export class Registration extends Construct implements IRegistration {
  /**
   * A registration that is there, by its plain ids: nothing is asked of Entra to plan with it.
   * @throws when an id is no GUID
   */
  public static fromAttributes(attributes: RegistrationAttributes): IRegistration {
    return new ExistingRegistration(attributes);
  }

  /**
   * A registration that is there, by its display name. It is looked up in Entra, which takes the right to read
   * applications, and every plan checks that it issues tokens of version 2, only to who was assigned the role.
   */
  public static fromName(scope: Construct, id: string, props: RegistrationLookUp): IRegistration {
    return lookUpRegistration(scope, id, props);
  }

  /** The `azuread_application`. */
  public readonly application: Application;
  /** The `azuread_service_principal`, which demands an assignment of whoever asks for a token. */
  public readonly servicePrincipal: ServicePrincipal;
  /** Id of the application's role, a GUID that stays the same for the construct's path. */
  public readonly appRoleId: string;
  public readonly clientId: string;
  public readonly tenantId: string;
  public readonly cloud: AzureCloud;
  private readonly assignments: RoleAssignments;

  /** @throws when the display name, an owner or the service management reference is one that Entra refuses. */
  constructor(scope: Construct, id: string, props: RegistrationProps) {
    super(scope, id);
    refuseAll(this, registrationRefusals(props));

    const deployer = entraDeployer(this);
    const owners = props.owners ?? [deployer.objectId];
    this.appRoleId = stableGuid(`${this.node.path}/role`);
    this.application = this.newApplication(props, owners);
    this.servicePrincipal = new ServicePrincipal(this, "service-principal", {
      clientId: this.application.clientId,
      appRoleAssignmentRequired: true,
      owners,
    });
    this.clientId = this.application.clientId;
    this.tenantId = deployer.tenantId;
    this.cloud = props.cloud ?? AzureCloud.PUBLIC;
    this.assignments = new RoleAssignments({
      appRoleId: this.appRoleId,
      servicePrincipalObjectId: this.servicePrincipal.objectId,
    });
  }

  public assignRole(scope: Construct, id: string, identity: IGatewayIdentity): ITerraformDependable[] {
    return this.assignments.assign(scope, id, identity);
  }

  private newApplication(props: RegistrationProps, owners: string[]): Application {
    return new Application(this, "application", {
      displayName: terraformText(props.displayName),
      signInAudience: "AzureADMyOrg",
      owners,
      preventDuplicateNames: true,
      serviceManagementReference: props.serviceManagementReference,
      // Version 2 is what the Function's authentication expects; azuread sends 1 when it is absent (rule 1).
      api: { requestedAccessTokenVersion: 2 },
      appRole: [{ id: this.appRoleId, ...invokeRole }],
    });
  }
}
