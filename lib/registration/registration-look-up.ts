import { DataAzureadApplication } from "@cdktf/provider-azuread/lib/data-azuread-application";
import { DataAzureadServicePrincipal } from "@cdktf/provider-azuread/lib/data-azuread-service-principal";
import { type Postcondition, Token } from "cdktf";
import { Construct } from "constructs";
import { terraformText } from "../support/terraform-text";
import { entraDeployer } from "./entra-deployer";
import { ExistingRegistration } from "./existing-registration";
import type { RegistrationLookUp } from "./registration-attributes";
import type { IRegistration } from "./registration-interface";
import { invokeRole } from "./registration-role";

/** Looks a registration up by its name, and has every plan check that its gate is closed. */
export function lookUpRegistration(scope: Construct, id: string, props: RegistrationLookUp): IRegistration {
  const roleValue = props.roleValue ?? invokeRole.value;
  const construct = new Construct(scope, id);
  const application = new DataAzureadApplication(construct, "application", {
    displayName: terraformText(props.displayName),
    lifecycle: { postcondition: [version2Tokens] },
  });
  const servicePrincipal = new DataAzureadServicePrincipal(construct, "service-principal", {
    clientId: application.clientId,
    lifecycle: { postcondition: [assignmentRequired, hasRole(roleValue)] },
  });
  return new ExistingRegistration({
    clientId: application.clientId,
    tenantId: entraDeployer(construct).tenantId,
    cloud: props.cloud,
    role:
      props.assignRoles === false
        ? undefined
        : {
            appRoleId: servicePrincipal.appRoleIds.lookup(roleValue),
            servicePrincipalObjectId: servicePrincipal.objectId,
          },
  });
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

function hasRole(value: string): Postcondition {
  return {
    condition: Token.asAny(`\${contains(keys(self.app_role_ids), ${JSON.stringify(value)})}`),
    errorMessage: `The application has no role with the value ${value}, which gateways are to be assigned (rule 13). Add an app role for applications with that value, or give its value as roleValue.`,
  };
}
