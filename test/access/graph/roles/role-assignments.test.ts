import type { Ability } from "../../../../lib/access/graph/roles/abilities";
import { builtInRoles } from "../../../../lib/access/graph/roles/built-in-roles";
import { harmlessRoles } from "../../../../lib/access/graph/roles/harmless-roles";
import { RoleAssignments } from "../../../../lib/access/graph/roles/role-assignments";
import { StackIndex } from "../../../../lib/access/graph/stack-index";
import type { Arguments } from "../../closed-stack";
import { closedStack } from "../../closed-stack";
import { stackOf } from "../../stack-input";

type Change = (resources: Arguments, data: Arguments) => void;

const targets = {
  app: ["azurerm_linux_function_app.orders", "deploy-code"],
  slot: ["azurerm_linux_function_app_slot.staging", "deploy-code"],
  identity: ["azurerm_user_assigned_identity.gateway", "become-identity"],
  gateway: ["azurerm_api_management.gateway", "write-policies"],
  storage: ["azurerm_storage_account.host", "write-blobs"],
} as const;

/** What an assignment lets its holder do in the closed stack, to which a slot is added. */
function able(assignment: Arguments, change: Change = () => {}): string[] {
  const stack = closedStack((resources, data) => {
    resources.azurerm_linux_function_app_slot = {
      staging: { name: "staging", function_app_id: "${azurerm_linux_function_app.orders.id}" },
    };
    resources.azurerm_resource_group = { rg: { name: "rg" }, other: { name: "rg-other" } };
    resources.azurerm_role_assignment = { one: { principal_id: "somebody", ...assignment } };
    change(resources, data);
  });
  const index = new StackIndex(stackOf(stack));
  const roles = new RoleAssignments(index);
  const app = index.at(targets.app[0]);
  return Object.entries(targets).flatMap(([name, [address, ability]]) => {
    const target = index.at(address);
    const found = target ? roles.on(target, ability, name === "slot" ? app : undefined) : [];
    return found.map(({ doubt }) => (doubt === undefined ? name : `${name}?`));
  });
}

const everything = ["app", "slot", "identity", "gateway", "storage"];
const subscription = "/subscriptions/66666666-7777-4888-8999-aaaaaaaaaaaa";
const inGroup = `${subscription}/resourceGroups/rg/providers`;
const custom =
  (permissions: Arguments, more: Arguments = {}): Change =>
  (resources) => {
    resources.azurerm_role_definition = { own: { name: "Own", permissions, ...more } };
  };
const byId = { role_definition_id: "${azurerm_role_definition.own.role_definition_resource_id}" };
const blobs = "Microsoft.Storage/storageAccounts/blobServices/containers/blobs";

describe("a role holds", () => {
  const owner = (scope: string) =>
    able({ scope, role_definition_name: "Role Based Access Control Administrator" });

  it.each<[string, string, readonly string[]]>([
    ["an app and its slots", "${azurerm_linux_function_app.orders.id}", ["app", "slot"]],
    ["a slot", "${azurerm_linux_function_app_slot.staging.id}", ["slot"]],
    ["an app by its id", `${inGroup}/Microsoft.Web/sites/FUNC-orders`, ["app", "slot"]],
    ["a slot by its id", `${inGroup}/Microsoft.Web/sites/func-orders/slots/staging`, ["slot"]],
    ["a slot of another name", `${inGroup}/Microsoft.Web/sites/func-orders/slots/other`, []],
    ["something else of the same name", `${inGroup}/Microsoft.ServiceBus/namespaces/func-orders`, []],
    [
      "an app of another group",
      `${inGroup.replace("/rg/", "/rg-other/")}/Microsoft.Web/sites/func-orders`,
      [],
    ],
    ["the gateway", "${azurerm_api_management.gateway.id}", ["gateway"]],
    ["an API of it", "${azurerm_api_management_api.orders.id}", ["gateway"]],
    ["an API of it by its id", `${inGroup}/Microsoft.ApiManagement/service/apim-shop/apis/x`, ["gateway"]],
    ["an API below a reference", "${azurerm_api_management.gateway.id}/apis/orders", ["gateway"]],
    ["a backend of it, which a policy may use", "${azurerm_api_management_backend.orders.id}", ["gateway?"]],
    ["a subscription to it", `${inGroup}/Microsoft.ApiManagement/service/apim-shop/subscriptions/x`, []],
    ["an API of another gateway", `${inGroup}/Microsoft.ApiManagement/service/apim-other/apis/x`, []],
    ["a storage account", "${azurerm_storage_account.host.id}", ["storage"]],
    ["its blobs", "${azurerm_storage_account.host.id}/blobServices/default", ["storage"]],
    ["its queues", "${azurerm_storage_account.host.id}/queueServices/default", []],
    ["a group", "${azurerm_resource_group.rg.id}", everything],
    ["a group by its id", `${subscription}/resourceGroups/RG`, everything],
    ["a group in a text", "${data.azurerm_subscription.current.id}/resourceGroups/rg", everything],
    [
      "what is in a group",
      "${azurerm_resource_group.rg.id}/providers/Microsoft.Web/sites/func-orders",
      ["app", "slot"],
    ],
    ["another group", "${azurerm_resource_group.other.id}", []],
    ["another group by its id", `${subscription}/resourceGroups/rg-other`, []],
    ["the subscription", "${data.azurerm_subscription.current.id}", everything],
    ["the subscription by its id", `${subscription}/`, everything],
    [
      "a subscription in a text",
      "/subscriptions/${data.azurerm_client_config.current.subscription_id}",
      everything,
    ],
    ["a management group", "/providers/Microsoft.Management/managementGroups/mg", everything],
    ["everything", "/", everything],
    ["the marketplace", "/providers/Microsoft.Marketplace", []],
    ["something that is not known", "${lookup(x)}", everything.map((name) => `${name}?`)],
    [
      "a group that is not known",
      "/subscriptions/s/resourceGroups/${lookup(x)}",
      everything.map((name) => `${name}?`),
    ],
  ])("for %s", (_, scope, names) => {
    expect(owner(scope)).toEqual(names);
  });

  it("once everything has an id for what begins with the scope alone", () => {
    const ids: Change = (resources) => {
      resources.azurerm_linux_function_app.orders.id = `${inGroup}/Microsoft.Web/sites/func-orders`;
      resources.azurerm_api_management.gateway.id = `/subscriptions/another/resourceGroups/rg/providers/Microsoft.ApiManagement/service/apim-shop`;
    };
    const role_definition_name = "Owner";
    expect(able({ scope: subscription, role_definition_name }, ids)).not.toContain("gateway");
    expect(able({ scope: "/subscriptions/another", role_definition_name }, ids)).toContain("gateway");
    expect(able({ scope: "/subscriptions/another", role_definition_name }, ids)).not.toContain("app");
    expect(able({ scope: inGroup.replace("/providers", ""), role_definition_name }, ids)).toContain("slot");
  });
});

describe("a role is known", () => {
  const on = "${azurerm_resource_group.rg.id}";
  const website = "de139f84-1756-47ae-9be6-808fbbe84772";

  it.each<[string, Arguments, readonly string[]]>([
    ["by its name", { role_definition_name: "Website Contributor" }, ["app", "slot"]],
    ["by its name in other letters", { role_definition_name: "website contributor" }, ["app", "slot"]],
    [
      "by its id",
      { role_definition_id: `/providers/Microsoft.Authorization/roleDefinitions/${website}` },
      ["app", "slot"],
    ],
    [
      "by its id in the subscription",
      {
        role_definition_id: `${subscription}/providers/Microsoft.Authorization/roleDefinitions/${website.toUpperCase()}`,
      },
      ["app", "slot"],
    ],
    [
      "by a name in a state, whose id says nothing",
      {
        role_definition_name: "Website Contributor",
        role_definition_id: "/x/12345678-2222-4333-8444-555555555555",
      },
      ["app", "slot"],
    ],
    ["that opens nothing", { role_definition_name: "Key Vault Secrets User" }, []],
    ["that only reads", { role_definition_name: "Reader" }, []],
    ["that may federate an identity", { role_definition_name: "Managed Identity Contributor" }, ["identity"]],
    ["that may attach an identity", { role_definition_name: "Managed Identity Operator" }, ["identity"]],
    ["that writes policies", { role_definition_name: "API Management Service Contributor" }, ["gateway"]],
    [
      "that restores a gateway",
      { role_definition_name: "API Management Service Operator Role" },
      ["gateway"],
    ],
    [
      "that writes in workspaces",
      { role_definition_name: "API Management Workspace Contributor" },
      ["gateway?"],
    ],
    ["that writes blobs", { role_definition_name: "Storage Blob Data Owner" }, ["storage"]],
    ["that reads blobs", { role_definition_name: "Storage Blob Data Reader" }, []],
    [
      "that may assign some roles",
      { role_definition_name: "Azure File Sync Administrator" },
      everything.map((name) => `${name}?`),
    ],
    ["that may assign roles of a vault", { role_definition_name: "Key Vault Data Access Administrator" }, []],
    ["that nobody knows", { role_definition_name: "Team Operator" }, everything.map((name) => `${name}?`)],
    [
      "that nobody knows, by its id",
      { role_definition_id: "/x/12345678-2222-4333-8444-555555555555" },
      everything.map((name) => `${name}?`),
    ],
  ])("%s", (_, role, names) => {
    expect(able({ scope: on, ...role })).toEqual(names);
  });

  it("that is looked up", () => {
    const lookedUp =
      (values: Arguments): Change =>
      (_, data) =>
        (data.azurerm_role_definition = { it: values });
    const id = {
      role_definition_id: "${data.azurerm_subscription.current.id}${data.azurerm_role_definition.it.id}",
    };
    expect(able({ scope: on, ...id }, lookedUp({ name: "Website Contributor" }))).toEqual(["app", "slot"]);
    expect(able({ scope: on, ...id }, lookedUp({ role_definition_id: website }))).toEqual(["app", "slot"]);
    expect(able({ scope: on, ...id }, lookedUp({ name: "Team Operator" }))).toContain("app?");
    const permissions = [{ actions: ["Microsoft.Web/sites/*"] }];
    expect(able({ scope: on, ...id }, lookedUp({ name: "Team Operator", permissions }))).toEqual([
      "app",
      "slot",
    ]);
  });

  it.each<[string, Arguments, readonly string[]]>([
    ["everything", { actions: ["*"] }, everything],
    ["everything of a provider, in any letters", { actions: ["MICROSOFT.web/*"] }, ["app", "slot"]],
    ["one action of apps", { actions: ["Microsoft.Web/sites/publish/action"] }, ["app"]],
    ["one action of slots", { actions: ["Microsoft.Web/sites/slots/publish/action"] }, ["slot"]],
    ["a wildcard in between", { actions: ["Microsoft.Web/*/write"] }, ["app", "slot"]],
    ["reading", { actions: ["*/read"] }, []],
    ["a name that only begins alike", { actions: ["Microsoft.Web/sites/writeable"] }, []],
    [
      "everything but something",
      { actions: ["Microsoft.Web/sites/*"], not_actions: ["Microsoft.Web/sites/*"] },
      [],
    ],
    [
      "basic authentication and the password",
      {
        actions: [
          "Microsoft.Web/sites/basicPublishingCredentialsPolicies/*",
          "Microsoft.Web/sites/config/list/action",
        ],
      },
      ["app"],
    ],
    [
      "basic authentication alone",
      { actions: ["Microsoft.Web/sites/basicPublishingCredentialsPolicies/*"] },
      [],
    ],
    [
      "what one permission excepts and another allows",
      [
        { actions: ["Microsoft.Web/sites/*"], not_actions: ["*"] },
        { actions: ["Microsoft.Web/sites/write"] },
      ],
      ["app"],
    ],
    ["blobs", { data_actions: [`${blobs}/*`] }, ["storage"]],
    [
      "blobs but writing",
      { data_actions: [`${blobs}/*`], not_data_actions: [`${blobs}/add/action`, `${blobs}/write`] },
      [],
    ],
    ["blobs of the wrong plane", { actions: [`${blobs}/*`] }, []],
    ["what is not known", { actions: ["${lookup(x)}"] }, everything.map((name) => `${name}?`)],
    ["a list that is not known", { data_actions: "${lookup(x)}" }, ["storage?"]],
    [
      "everything but what is not known",
      { actions: ["Microsoft.Web/*"], not_actions: ["${lookup(x)}"] },
      ["app?", "slot?"],
    ],
    ["assigning roles", { actions: ["Microsoft.Authorization/roleAssignments/*"] }, everything],
    ["nothing", {}, []],
  ])("that the stack defines with %s", (_, permissions, names) => {
    expect(able({ scope: on, ...byId }, custom(permissions))).toEqual(names);
    expect(able({ scope: on, role_definition_name: "Own" }, custom(permissions))).toEqual(names);
  });

  it("that the stack defines, once it has an id", () => {
    const id = `${subscription}/providers/Microsoft.Authorization/roleDefinitions/12345678-2222-4333-8444-555555555555`;
    const defined = custom(
      { actions: ["Microsoft.Web/sites/*"] },
      { id: `${id}|${subscription}`, role_definition_resource_id: id },
    );
    expect(able({ scope: on, role_definition_id: id }, defined)).toEqual(["app", "slot"]);
  });
});

describe("a role is given", () => {
  const on = "${azurerm_resource_group.rg.id}";

  it("for good, for a while, or to be activated", () => {
    for (const type of ["azurerm_pim_active_role_assignment", "azurerm_pim_eligible_role_assignment"]) {
      const pim: Change = (resources) => {
        delete resources.azurerm_role_assignment;
        resources[type] = {
          one: {
            scope: on,
            principal_id: "x",
            role_definition_id: "/x/8e3af657-a8ff-443c-a75c-2fe8c4bcb635",
          },
        };
      };
      expect(able({}, pim)).toEqual(everything);
    }
  });

  it("by a generic resource", () => {
    const generic: Change = (resources) => {
      delete resources.azurerm_role_assignment;
      resources.azapi_resource = {
        one: {
          type: "Microsoft.Authorization/roleAssignments@2022-04-01",
          parent_id: on,
          body: {
            properties: { principalId: "x", roleDefinitionId: "/x/8e3af657-a8ff-443c-a75c-2fe8c4bcb635" },
          },
        },
      };
    };
    expect(able({}, generic)).toEqual(everything);
  });

  it("with a condition, which limits the actions that it names", () => {
    const condition = (action: string) =>
      `((!(ActionMatches{'${action}'})) OR (@Request[x] StringEquals 'y'))`;
    const given = (role_definition_name: string, text: string) =>
      able({ scope: on, role_definition_name, condition: text });
    const assigning = condition("Microsoft.Authorization/roleAssignments/write");
    // What it does not do itself it would have to assign.
    expect(given("Owner", assigning)).toEqual([...everything.slice(0, 4), "storage?"]);
    expect(given("User Access Administrator", assigning)).toEqual(everything.map((name) => `${name}?`));
    expect(given("Storage Blob Data Owner", condition(`${blobs}/write`))).toEqual(["storage"]);
    expect(given("Storage Blob Data Contributor", condition(`${blobs}/*`))).toEqual(["storage?"]);
    expect(given("Website Contributor", "@Resource[x] StringEquals 'y'")).toEqual(["app?", "slot?"]);
    expect(given("Website Contributor", "${lookup(x)}")).toEqual(["app?", "slot?"]);
  });
});

it("built-in roles are each in one list, with an id of their own", () => {
  const lines = harmlessRoles.trim().split("\n");
  const ids = [...builtInRoles.map(({ id }) => id), ...lines.map((line) => line.split(" ")[0])];
  const names = [...builtInRoles.map(({ name }) => name), ...lines.map((line) => line.slice(37))];
  expect(ids.filter((id) => !/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(id))).toEqual([]);
  expect(new Set(ids).size).toBe(ids.length);
  expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(names.length);
});

it("each ability is had by a built-in role, so that none is misspelt", () => {
  const abilities: readonly Ability[] = [
    "deploy-code",
    "read-publishing-password",
    "read-function-keys",
    "become-identity",
    "write-policies",
    "read-subscription-keys",
    "turn-storage-keys-on",
    "read-storage-keys",
    "write-blobs",
  ];
  const having = abilities.filter((ability) => {
    const index = new StackIndex(
      stackOf(
        closedStack((resources) => {
          resources.azurerm_role_assignment = {
            one: {
              scope: "/",
              principal_id: "x",
              role_definition_name: ability === "write-blobs" ? "Storage Blob Data Owner" : "Contributor",
            },
          };
        }),
      ),
    );
    const roles = new RoleAssignments(index);
    return index.stack.resources.some((resource) => roles.on(resource, ability).length > 0);
  });
  expect(having).toEqual(abilities);
});
