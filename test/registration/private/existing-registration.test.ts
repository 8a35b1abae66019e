import { Lazy, TerraformStack, Testing } from "cdktf";
import { Registration } from "../../../lib/registration/registration";
import type { RegistrationLookup } from "../../../lib/registration/registration-props";
import { AzureCloud } from "../../../lib/support/cloud";
import { existingRegistration } from "../../fixtures/existing-parts";
import { gatewayIdentity, registrationRole } from "../../fixtures/ids";
import { all, type Json, messageOf, newStack, only, resolved, synthesize } from "../../synthesis";

describe("a registration by its plain ids", () => {
  it("assigns its role to a gateway, and asks Entra nothing", () => {
    const stack = newStack();
    existingRegistration({ role: registrationRole }).assignRole(stack, "gateway-role", gatewayIdentity);
    const json = synthesize(stack);
    expect(only(json, "azuread_app_role_assignment")).toEqual(
      expect.objectContaining({
        app_role_id: registrationRole.appRoleId,
        principal_object_id: gatewayIdentity.principalId,
        resource_object_id: registrationRole.servicePrincipalObjectId,
      }),
    );
    expect(json.data).toBeUndefined();
  });

  it("without a role leaves the assignment to whoever owns it", () => {
    const stack = newStack();
    expect(existingRegistration().assignRole(stack, "gateway-role", gatewayIdentity)).toEqual([]);
    expect(all(synthesize(stack), "azuread_app_role_assignment")).toEqual([]);
  });

  it("is global Azure's unless another cloud is named", () => {
    expect(existingRegistration().cloud).toBe(AzureCloud.PUBLIC);
    expect(existingRegistration({ cloud: AzureCloud.CHINA }).cloud).toBe(AzureCloud.CHINA);
  });

  it("is refused with ids that are no GUIDs, all of them in one message", () => {
    const message = messageOf(() =>
      existingRegistration({
        clientId: "orders",
        tenantId: "common",
        role: { ...registrationRole, appRoleId: "Function.Invoke" },
      }),
    );
    expect(message).toMatch(/^elsewhere\/existing: invalid input\./);
    expect(message).toContain('`clientId` was given as "orders". Entra\'s ids are GUIDs');
    expect(message).toContain('`tenantId` was given as "common".');
    expect(message).toContain('`role.appRoleId` was given as "Function.Invoke".');
  });
});

describe("a registration by its name", () => {
  const look = (props: Partial<RegistrationLookup> = {}) => {
    const stack = newStack();
    const registration = Registration.fromRegistrationName(stack, "orders", {
      displayName: "Orders",
      ...props,
    });
    registration.assignRole(stack, "gateway-role", gatewayIdentity);
    return { stack, registration, json: synthesize(stack) };
  };

  it("is looked up in Entra, with its service principal", () => {
    const { stack, registration, json } = look();
    expect(Object.values(json.data.azuread_application)).toEqual([
      expect.objectContaining({ display_name: "Orders" }),
    ]);
    expect(Object.values(json.data.azuread_service_principal)).toEqual([
      expect.objectContaining({ client_id: resolved(stack, registration.clientId) }),
    ]);
    expect(resolved(stack, registration.clientId)).toMatch(
      /^\$\{data\.azuread_application\..+\.client_id\}$/,
    );
  });

  it("rules 1, 12 and 13: every plan checks what its gate needs, and says how to mend it", () => {
    const { json } = look();
    const conditions = [json.data.azuread_application, json.data.azuread_service_principal]
      .flatMap((sources) => Object.values(sources) as { lifecycle: { postcondition: Condition[] } }[])
      .flatMap(({ lifecycle }) => lifecycle.postcondition);
    expect(conditions.map(({ condition }) => condition)).toEqual([
      "${self.api[0].requested_access_token_version == 2}",
      "${self.app_role_assignment_required}",
      '${contains(keys(self.app_role_ids), "Function.Invoke")}',
    ]);
    for (const { error_message } of conditions) expect(error_message).toMatch(/Set|Add/);
  });

  it("is checked for a role whose value is known late", () => {
    const { json } = look({ roleValue: Lazy.stringValue({ produce: () => "Orders Call" }) });
    const [{ lifecycle }] = Object.values<Json>(json.data.azuread_service_principal);
    const [[local, value]] = Object.entries(json.locals);
    expect(lifecycle.postcondition[1].condition).toBe(
      `\${contains(keys(self.app_role_ids), local.${local})}`,
    );
    expect(only(json, "azuread_app_role_assignment").app_role_id).toContain(`.app_role_ids[local.${local}]}`);
    expect(value).toBe("Orders Call");
  });

  it("assigns the role that is named", () => {
    const { json } = look({ roleValue: "Orders.Call" });
    expect(only(json, "azuread_app_role_assignment").app_role_id).toMatch(
      /^\$\{data\.azuread_service_principal\..+\.app_role_ids\["Orders\.Call"\]\}$/,
    );
  });

  it("assigns nothing when others do", () => {
    expect(all(look({ assignRoles: false }).json, "azuread_app_role_assignment")).toEqual([]);
  });
});

describe("a role that is assigned twice", () => {
  it("to one identity is assigned once: Entra would refuse the second", () => {
    const stack = newStack();
    const registration = new Registration(stack, "registration", { displayName: "Orders" });
    const first = registration.assignRole(stack, "one", gatewayIdentity);
    const second = registration.assignRole(stack, "two", { ...gatewayIdentity });
    expect(second).toEqual(first);
    expect(all(synthesize(stack), "azuread_app_role_assignment")).toHaveLength(1);
  });

  it("in two stacks is made in the first, on which the second depends", () => {
    const app = Testing.app();
    const [one, two] = ["one", "two"].map((id) => new TerraformStack(app, id));
    const registration = existingRegistration({ role: registrationRole });
    registration.assignRole(one, "gateway-role", gatewayIdentity);
    expect(registration.assignRole(two, "gateway-role", gatewayIdentity)).toEqual([]);
    expect(two.dependsOn(one)).toBe(true);
  });
});

interface Condition {
  readonly condition: string;
  readonly error_message: string;
}
