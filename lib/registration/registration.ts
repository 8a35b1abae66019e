import { AppRoleAssignment } from "@cdktf/provider-azuread/lib/app-role-assignment";
import { Application } from "@cdktf/provider-azuread/lib/application";
import { ServicePrincipal } from "@cdktf/provider-azuread/lib/service-principal";
import { Construct } from "constructs";
import type { IGatewayIdentity } from "../gateway/gateway-identity-interface";
import { stableGuid } from "../support/guid";
import { refuseAll } from "../support/refusal";
import { terraformText } from "../support/terraform-text";
import { entraDeployer } from "./entra-deployer";
import { registrationRefusals } from "./registration-checks";
import type { IRegistration } from "./registration-interface";
import type { RegistrationProps } from "./registration-props";

/**
 * A Function's registration in Entra: an application and its service principal, with one role that only
 * applications can be given. Entra issues a token for it to nobody without that role, and it has no
 * credential, redirect URI or scope, since nobody signs in through it.
 */
export class Registration extends Construct implements IRegistration {
  /** The `azuread_application`. */
  public readonly application: Application;
  /** The `azuread_service_principal`, which demands an assignment of whoever asks for a token. */
  public readonly servicePrincipal: ServicePrincipal;
  /** Id of the application's role, a GUID that stays the same for the construct's path. */
  public readonly appRoleId: string;
  public readonly clientId: string;
  public readonly tenantId: string;
  private readonly assignments: AppRoleAssignment[] = [];

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
  }

  /** The `azuread_app_role_assignment`s: who may be issued a token for the Function. */
  public get roleAssignments(): AppRoleAssignment[] {
    return [...this.assignments];
  }

  /**
   * Lets Entra issue tokens for the Function to a gateway's identity.
   *
   * The role is assigned to the identity itself: through a group an application is given no role (rule 13).
   *
   * @param id construct id of the assignment, unique in this registration
   * @param identity the gateway's identity
   */
  public assignRole(id: string, identity: IGatewayIdentity): AppRoleAssignment {
    const assignment = new AppRoleAssignment(this, id, {
      appRoleId: this.appRoleId,
      principalObjectId: identity.principalId,
      resourceObjectId: this.servicePrincipal.objectId,
    });
    this.assignments.push(assignment);
    return assignment;
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
      appRole: [
        {
          id: this.appRoleId,
          allowedMemberTypes: ["Application"],
          value: "Function.Invoke",
          displayName: "Invoke the Function",
          description: "Lets a gateway's managed identity call the Function.",
          enabled: true,
        },
      ],
    });
  }
}
