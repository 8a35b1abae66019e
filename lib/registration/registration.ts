import { Application } from "@cdktf/provider-azuread/lib/application";
import { ServicePrincipal } from "@cdktf/provider-azuread/lib/service-principal";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { adopt } from "../adoption/adopt";
import { guardResource } from "../gate/guard-resource";
import type { IManagedIdentity } from "../identity/managed-identity";
import { AzureCloud } from "../support/cloud";
import { checkCloudOfProviders } from "../support/cloud-provider";
import { stableGuid } from "../support/guid";
import { checked } from "../support/shape/checked";
import { terraformText } from "../support/terraform-text";
import { throwIfInvalid } from "../support/validation";
import { keptByApplication, keptByServicePrincipal } from "./private/adopted-registration";
import { entraDeployer, firstDeployer } from "./private/entra-deployer";
import { ImportedRegistration, LookedUpRegistration } from "./private/existing-registration";
import { guardedArguments } from "./private/guarded-arguments";
import { validateRegistration } from "./private/registration-validation";
import { invokeRole, RoleAssignments } from "./private/role-assignments";
import type {
  IRegistration,
  RegistrationAttributes,
  RegistrationLookup,
  RegistrationProps,
} from "./registration-props";

/**
 * A Function's registration in Entra: an application and its service principal, with one role that only
 * applications can be given. Entra issues a token for it to nobody without that role, and it has no
 * credential, redirect URI or scope, since nobody signs in through it.
 *
 * @example
 * const registration = new Registration(this, "registration", { displayName: "func-orders" });
 * registration.assignRole(this, "gateway-role", orders.gateway.identity);
 */
export class Registration extends Construct implements IRegistration {
  /**
   * An existing registration, by its ids: Entra is not asked to plan with it.
   * @throws when an id is not a GUID
   */
  public static fromRegistrationAttributes(
    scope: Construct,
    id: string,
    attributes: RegistrationAttributes,
  ): IRegistration {
    [scope, id, attributes] = checked("Registration.fromRegistrationAttributes", [scope, id, attributes]);
    return new ImportedRegistration(scope, id, attributes);
  }

  /**
   * An existing registration, by its display name. It is looked up in Entra, which takes the right to read
   * applications, and every plan checks that it issues tokens of version 2, and only to identities with the role.
   */
  public static fromRegistrationName(scope: Construct, id: string, props: RegistrationLookup): IRegistration {
    [scope, id, props] = checked("Registration.fromRegistrationName", [scope, id, props]);
    return new LookedUpRegistration(scope, id, props);
  }

  /** The `azuread_application`. */
  public readonly application: Application;
  /** The `azuread_service_principal`, which requires an assignment of every application that requests a token. */
  public readonly servicePrincipal: ServicePrincipal;
  /** Id of the application's role, a GUID that stays the same for the construct's path. */
  public readonly appRoleId: string;
  public readonly clientId: string;
  public readonly tenantId: string;
  public readonly cloud: AzureCloud;
  private readonly assignments: RoleAssignments;

  /** @throws when Entra does not accept the display name, an owner or the service management reference. */
  constructor(scope: Construct, id: string, props: RegistrationProps) {
    [scope, id, props] = checked("Registration", [scope, id, props]);
    super(scope, id);
    throwIfInvalid(this, validateRegistration(props));

    const deployer = entraDeployer(this);
    const owners = props.owners ?? [firstDeployer(this)];
    this.appRoleId = stableGuid(`${this.node.path}/role`);
    this.application = this.newApplication(props, owners);
    this.servicePrincipal = new ServicePrincipal(this, "service-principal", {
      clientId: this.application.clientId,
      appRoleAssignmentRequired: true,
      owners,
    });
    adopt(this.application, "application", props.importId, keptByApplication(props));
    adopt(
      this.servicePrincipal,
      "servicePrincipal",
      props.servicePrincipalImportId,
      keptByServicePrincipal(props),
    );
    guardResource(this, this.application, guardedArguments.application);
    guardResource(this, this.servicePrincipal, guardedArguments.servicePrincipal);
    this.clientId = this.application.clientId;
    this.tenantId = deployer.tenantId;
    this.cloud = props.cloud ?? AzureCloud.PUBLIC;
    checkCloudOfProviders(this, this.cloud);
    this.assignments = new RoleAssignments({
      appRoleId: this.appRoleId,
      servicePrincipalObjectId: this.servicePrincipal.objectId,
    });
  }

  public assignRole(scope: Construct, id: string, identity: IManagedIdentity): ITerraformDependable[] {
    [scope, id, identity] = checked("Registration.assignRole", [scope, id, identity], this);
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
