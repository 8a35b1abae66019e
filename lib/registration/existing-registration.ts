import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import type { IGatewayIdentity } from "../gateway/gateway-identity-interface";
import { AzureCloud } from "../support/cloud";
import { mayBeGuid } from "../support/guid";
import { refusal, refuseInput } from "../support/refusal";
import type { RegistrationAttributes } from "./registration-attributes";
import type { IRegistration } from "./registration-interface";
import { RoleAssignments } from "./role-assignments";

/** A registration that somebody else made. */
export class ExistingRegistration implements IRegistration {
  public readonly clientId: string;
  public readonly tenantId: string;
  public readonly cloud: AzureCloud;
  private readonly assignments?: RoleAssignments;

  public constructor({ clientId, tenantId, cloud, role }: RegistrationAttributes) {
    refuseInput("Registration.fromAttributes", [
      ...idRefusals("clientId", clientId),
      ...idRefusals("tenantId", tenantId),
      ...(role ? idRefusals("role.appRoleId", role.appRoleId) : []),
      ...(role ? idRefusals("role.servicePrincipalObjectId", role.servicePrincipalObjectId) : []),
    ]);
    this.clientId = clientId;
    this.tenantId = tenantId;
    this.cloud = cloud ?? AzureCloud.PUBLIC;
    this.assignments = role && new RoleAssignments(role);
  }

  public assignRole(scope: Construct, id: string, identity: IGatewayIdentity): ITerraformDependable[] {
    return this.assignments?.assign(scope, id, identity) ?? [];
  }
}

function idRefusals(property: string, id: string): string[] {
  if (mayBeGuid(id)) return [];
  return [
    refusal(
      `\`${property}\` was given as ${JSON.stringify(id)}`,
      "Entra's ids are GUIDs, for example 11111111-2222-4333-8444-555555555555",
      "Copy it from the outputs of the stack that makes the registration, or from Entra",
    ),
  ];
}
