import { Registration } from "../../lib/registration/registration";
import type { RegistrationProps } from "../../lib/registration/registration-props";
import { gatewayIdentity } from "../fixtures/ids";
import { type Json, messageOf, newStack, only, synthesize } from "../synthesis";

function registrationJson(props: Partial<RegistrationProps> = {}, id = "registration") {
  const stack = newStack();
  const registration = new Registration(stack, id, { displayName: "Orders", ...props });
  registration.assignRole(stack, "gateway-role", gatewayIdentity);
  return synthesize(stack);
}

describe("a registration", () => {
  it("rule 1: asks for version 2 tokens", () => {
    expect(only(registrationJson(), "azuread_application").api).toEqual({
      requested_access_token_version: 2,
    });
  });

  it("rule 2, T4: is for one tenant", () => {
    expect(only(registrationJson(), "azuread_application").sign_in_audience).toBe("AzureADMyOrg");
  });

  it("rule 8, T3: has no secret, redirect URI, implicit grant or scope", () => {
    const application = only(registrationJson(), "azuread_application");
    for (const absent of ["password", "web", "single_page_application", "public_client", "identifier_uris"]) {
      expect(application).not.toHaveProperty(absent);
    }
    expect(application.api).not.toHaveProperty("oauth2_permission_scope");
  });

  it("rule 12, T2: Entra issues tokens only to who was assigned the role", () => {
    expect(only(registrationJson(), "azuread_service_principal").app_role_assignment_required).toBe(true);
  });

  it("rule 13: has one role, for applications only, assigned to the identity itself", () => {
    const json = registrationJson();
    const [role, ...others] = only(json, "azuread_application").app_role;
    expect(others).toEqual([]);
    expect(role.allowed_member_types).toEqual(["Application"]);
    expect(only(json, "azuread_app_role_assignment")).toMatchObject({
      app_role_id: role.id,
      principal_object_id: gatewayIdentity.principalId,
      resource_object_id: expect.stringMatching(/^\$\{azuread_service_principal\..+\.object_id\}$/),
    });
  });

  it("rule 13: the role's id is a GUID that stays the same for a path and differs between paths", () => {
    const roleId = (id: string) => only(registrationJson({}, id), "azuread_application").app_role[0].id;
    expect(roleId("registration")).toBe("0145d8ce-0c60-5e8d-a581-66a79b3aa018");
    expect(roleId("other")).not.toBe(roleId("registration"));
  });

  it("rule 14, T17: application and service principal are owned by who applied first and nobody else", () => {
    const json = registrationJson();
    const [[id, owner]] = Object.entries<Json>(json.resource.terraform_data);
    expect(owner).toMatchObject({
      input: "${data.azuread_client_config.entra-deployer.object_id}",
      lifecycle: { ignore_changes: ["input"] },
    });
    const owners = [`\${terraform_data.${id}.input}`];
    expect(only(json, "azuread_application").owners).toEqual(owners);
    expect(only(json, "azuread_service_principal").owners).toEqual(owners);
  });

  it("rule 15: passes the service management reference through, and sends none by itself", () => {
    const { service_management_reference } = only(
      registrationJson({ serviceManagementReference: "tree-42" }),
      "azuread_application",
    );
    expect(service_management_reference).toBe("tree-42");
    expect(only(registrationJson(), "azuread_application")).not.toHaveProperty(
      "service_management_reference",
    );
  });

  it("does not take over an application of the same name", () => {
    expect(only(registrationJson(), "azuread_application").prevent_duplicate_names).toBe(true);
  });

  it("asks who deploys once in a stack", () => {
    const stack = newStack();
    new Registration(stack, "one", { displayName: "One" });
    new Registration(stack, "two", { displayName: "Two" });
    expect(Object.keys(synthesize(stack).data.azuread_client_config)).toEqual(["entra-deployer"]);
  });

  it("refuses what Entra refuses, saying how to mend it", () => {
    const refused = (props: Partial<RegistrationProps>) => messageOf(() => registrationJson(props));
    expect(refused({ displayName: "<" })).toContain(
      'The name "<" was given to an Entra application. Azure allows 1 to 120',
    );
    expect(refused({ owners: [] })).toContain("An empty list of owners was given. The deployer has to own");
    expect(refused({ owners: ["alice"] })).toContain(
      'The owner "alice" was given. An owner is named by its object id, a GUID. Look it up in Entra',
    );
    expect(refused({ serviceManagementReference: "" })).toContain(
      "An empty service management reference was given.",
    );
  });
});
