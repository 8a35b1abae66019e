import { Callers } from "../../lib/policy/callers/callers";
import { ApiAppRegistration } from "../../lib/registration/api-app-registration";
import type { ApiAppRegistrationProps } from "../../lib/registration/api-app-registration-props";
import { clientApplicationId } from "../fixtures/ids";
import { callersXml } from "../fixtures/policies";
import { all, messageOf, newStack, only, synthesize } from "../synthesis";

const shop = {
  name: "shop",
  clientId: clientApplicationId,
  principalId: "22222222-2222-4333-8444-555555555555",
  roles: ["Orders.Read"],
};
const roles = [{ value: "Orders.Read" }, { value: "Orders.Write" }];

function front(props: Partial<ApiAppRegistrationProps> = {}) {
  const stack = newStack();
  const made = new ApiAppRegistration(stack, "front", {
    displayName: "API",
    roles,
    clients: [shop],
    ...props,
  });
  return { stack, made };
}

describe("a front registration", () => {
  it("rules 1, 8 and 12: asks for version 2 tokens and an assignment, and has no credential", () => {
    const json = synthesize(front().stack);
    const application = only(json, "azuread_application");
    expect(application.api).toEqual({ requested_access_token_version: 2 });
    expect(application.sign_in_audience).toBe("AzureADMyOrg");
    expect(only(json, "azuread_service_principal").app_role_assignment_required).toBe(true);
    expect(application).not.toHaveProperty("password");
  });

  it("rule 13: assigns its roles to the clients themselves", () => {
    const json = synthesize(front().stack);
    const [read] = only(json, "azuread_application").app_role;
    expect(read).toMatchObject({ value: "Orders.Read", allowed_member_types: ["Application"] });
    expect(all(json, "azuread_app_role_assignment")).toMatchObject([
      { app_role_id: read.id, principal_object_id: shop.principalId },
    ]);
  });

  it("rule 11: has an identifier URI on request, which the application leaves alone", () => {
    const json = synthesize(front({ identifierUri: true }).stack);
    expect(only(json, "azuread_application_identifier_uri").identifier_uri).toMatch(/^api:\/\/\$\{/);
    expect(only(json, "azuread_application").lifecycle).toEqual({ ignore_changes: ["identifier_uris"] });
  });

  it("rule 16: is waited for, and its clients may call", () => {
    const { stack, made } = front();
    const callers = Callers.apiAppRegistration(made, { requiredRoles: ["Orders.Read"] });
    expect(callers._validate()).toEqual([]);
    expect(callers._callableAfter(stack)).toHaveLength(1);
    const xml = callersXml(callers);
    expect(xml).toContain(`<application-id>${shop.clientId}</application-id>`);
    expect(xml).toContain("<value>Orders.Read</value>");
    expect(
      Callers.apiAppRegistration(made, { requiredRoles: ["Other"] })
        ._validate()
        .join(),
    ).toContain(
      'The role "Other" was given. The API app registration has the roles Orders.Read, Orders.Write.',
    );
  });

  it("refuses what Entra refuses", () => {
    const refused = (props: Partial<ApiAppRegistrationProps>) => messageOf(() => front(props));
    expect(refused({ roles: [] })).toContain("An empty list of roles was given.");
    expect(refused({ clients: [] })).toContain("An empty list of clients was given.");
    expect(refused({ roles: [{ value: "a b" }] })).toContain('The role "a b" was given.');
    expect(refused({ clients: [{ ...shop, roles: ["Other"] }] })).toContain(
      '"Other" was given to the client shop',
    );
    expect(refused({ clients: [shop, shop] })).toContain('The client "shop" was given twice.');
    expect(refused({ clients: [{ ...shop, principalId: "x" }] })).toContain(
      "`principalId` of the client shop",
    );
  });
});
