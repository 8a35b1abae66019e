import { exampleStacks, synthesizedExamples } from "../fixtures/examples";
import { all } from "../synthesis";

const json = synthesizedExamples().get("many-functions");
const remote = (attribute: string) =>
  expect.stringMatching(
    new RegExp(
      `^\\$\\{data\\.terraform_remote_state\\..*many-functions-gateway\\.outputs\\..*${attribute}\\}$`,
    ),
  );

describe("many functions behind one gateway, across stacks", () => {
  it("rules 4 and 5: every Function pins the identity of the gateway in the other stack", () => {
    for (const app of all(json, "azurerm_linux_function_app")) {
      expect(app.auth_settings_v2.active_directory_v2).toMatchObject({
        allowed_applications: [remote("client_id")],
        allowed_identities: [remote("principal_id")],
      });
    }
  });

  it("rule 18: every policy names that identity", () => {
    for (const { xml_content } of all(json, "azurerm_api_management_api_policy")) {
      expect(xml_content).toMatch(
        /<authentication-managed-identity .*client-id="\$\{data\.terraform_remote_state/,
      );
    }
  });

  it("the gateway's stack is deployed first", () => {
    const stack = exampleStacks().find(({ name }) => name === "many-functions");
    expect(stack?.dependencies).toEqual(["many-functions-gateway"]);
  });

  it("five Functions look up no more than one would", () => {
    const sources = Object.entries(json.data).map(([type, found]) => [
      type,
      Object.keys(found as object).length,
    ]);
    expect(Object.fromEntries(sources)).toEqual({
      azuread_client_config: 1,
      azurerm_client_config: 1,
      terraform_remote_state: 1,
    });
  });

  it("each has a registration of its own; plan, workspace, component and identity are shared", () => {
    const count = (type: string) => all(json, type).length;
    expect(count("azuread_application")).toBe(5);
    for (const shared of [
      "azurerm_service_plan",
      "azurerm_log_analytics_workspace",
      "azurerm_application_insights",
      "azurerm_user_assigned_identity",
    ]) {
      expect(count(shared)).toBe(1);
    }
  });
});
