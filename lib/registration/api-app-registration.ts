import { Application } from "@cdktf/provider-azuread/lib/application";
import { ApplicationIdentifierUri } from "@cdktf/provider-azuread/lib/application-identifier-uri";
import { ServicePrincipal } from "@cdktf/provider-azuread/lib/service-principal";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { guardResource } from "../gate/guard-resource";
import { stableGuid } from "../support/guid";
import { checked } from "../support/shape/checked";
import { terraformText } from "../support/terraform-text";
import { throwIfInvalid } from "../support/validation";
import type {
  ApiAppRegistrationProps,
  ApiAppRole,
  ApiClient,
  IApiAppRegistration,
} from "./api-app-registration-props";
import { validateApiAppRegistration } from "./private/api-app-registration-validation";
import { entraDeployer, firstDeployer } from "./private/entra-deployer";
import { guardedArguments } from "./private/guarded-arguments";
import { dependables, RoleAssignments } from "./private/role-assignments";

/**
 * An API's registration in Entra towards its callers: the application that they ask tokens for, its roles,
 * and who was given which. A client with a managed identity needs no secret to call. The application has no
 * credential, redirect URI or scope either: it stands for the API and never signs in.
 *
 * It is another application than the Function's registration, for which the gateway alone gets tokens.
 *
 * @example
 * const ordersApi = new ApiAppRegistration(this, "orders-api", {
 *   displayName: "Orders API",
 *   roles: [{ value: "Orders.Read" }],
 *   clients: [
 *     {
 *       name: "shop",
 *       clientId: "11111111-2222-4333-8444-555555555555",
 *       principalId: "66666666-7777-4888-9999-000000000000",
 *       roles: ["Orders.Read"],
 *     },
 *   ],
 * });
 * const callers = Callers.apiAppRegistration(ordersApi, { requiredRoles: ["Orders.Read"] });
 */
export class ApiAppRegistration extends Construct implements IApiAppRegistration {
  /** The `azuread_application`. */
  public readonly application: Application;
  /** The `azuread_service_principal`, which requires an assignment of every application that requests a token (rule 12). */
  public readonly servicePrincipal: ServicePrincipal;
  /**
   * The `azuread_application_identifier_uri`.
   * @default - none unless `identifierUri` is set
   */
  public readonly identifierUri?: ApplicationIdentifierUri;
  public readonly clientId: string;
  public readonly tenantId: string;
  public readonly roles: string[];
  public readonly clientIds: string[];
  private readonly assignments: ITerraformDependable[];

  /** @throws when Entra does not accept a name, role, client or owner. */
  constructor(scope: Construct, id: string, props: ApiAppRegistrationProps) {
    [scope, id, props] = checked("ApiAppRegistration", [scope, id, props]);
    super(scope, id);
    throwIfInvalid(this, validateApiAppRegistration(props));

    const deployer = entraDeployer(this);
    const owners = props.owners ?? [firstDeployer(this)];
    this.application = this.newApplication(props, owners);
    this.servicePrincipal = new ServicePrincipal(this, "service-principal", {
      clientId: this.application.clientId,
      appRoleAssignmentRequired: true,
      owners,
    });
    this.identifierUri = props.identifierUri ? this.newIdentifierUri() : undefined;
    guardResource(this, this.application, guardedArguments.application);
    guardResource(this, this.servicePrincipal, guardedArguments.servicePrincipal);
    this.clientId = this.application.clientId;
    this.tenantId = deployer.tenantId;
    this.roles = props.roles.map(({ value }) => value);
    this.clientIds = props.clients.map((client) => client.clientId);
    this.assignments = props.clients.flatMap((client) => this.assignRoles(client));
  }

  public callableAfter(scope: Construct): ITerraformDependable[] {
    [scope] = checked("ApiAppRegistration.callableAfter", [scope], this);
    return dependables(scope, this, this.assignments);
  }

  /**
   * Id of a role, a GUID that stays the same for the construct's path and the role's value.
   *
   * @param value the role's value
   */
  public roleId(value: string): string {
    [value] = checked("ApiAppRegistration.roleId", [value], this);
    return stableGuid(`${this.node.path}/role/${value}`);
  }

  private newApplication(props: ApiAppRegistrationProps, owners: string[]): Application {
    return new Application(this, "application", {
      displayName: terraformText(props.displayName),
      signInAudience: "AzureADMyOrg",
      owners,
      preventDuplicateNames: true,
      serviceManagementReference: props.serviceManagementReference,
      api: { requestedAccessTokenVersion: 2 },
      appRole: props.roles.map((role) => this.appRole(role)),
      // The URI is a resource of its own, or each apply would undo the other's (rule 11).
      lifecycle: props.identifierUri ? { ignoreChanges: ["identifier_uris"] } : undefined,
    });
  }

  private appRole({ value, description }: ApiAppRole) {
    return {
      id: this.roleId(value),
      allowedMemberTypes: ["Application"],
      value: terraformText(value),
      displayName: terraformText(value),
      description: terraformText(description ?? value),
      enabled: true,
    };
  }

  private newIdentifierUri(): ApplicationIdentifierUri {
    return new ApplicationIdentifierUri(this, "identifier-uri", {
      applicationId: this.application.id,
      identifierUri: `api://${this.application.clientId}`,
    });
  }

  private assignRoles(client: ApiClient): ITerraformDependable[] {
    const scope = new Construct(this, `client-${client.name}`);
    return client.roles.flatMap((value) =>
      new RoleAssignments({
        appRoleId: this.roleId(value),
        servicePrincipalObjectId: this.servicePrincipal.objectId,
      }).assign(scope, `role-${value}`, client),
    );
  }
}
