import { memoryFolder } from "../../memory-folder";
import { argumentOf } from "../../shown";
import { gatewayIdentity, gatewayIdentitySource, planOf } from "./plans";

const POLICY = "azurerm_api_management_api_policy.orders";
const clientId = [
  "azurerm_user_assigned_identity.gateway.client_id",
  "azurerm_user_assigned_identity.gateway",
];

/** What a plan says of a policy whose text is known later, with its source. */
function policy(references: readonly string[], source: string, more: Readonly<Record<string, string>> = {}) {
  const part = {
    address: POLICY,
    unknown: { xml_content: true },
    expressions: { xml_content: { references } },
  };
  const text =
    source && `resource "azurerm_api_management_api_policy" "orders" {\n  xml_content = ${source}\n}\n`;
  const input = planOf(
    [gatewayIdentity, part],
    {},
    memoryFolder({ "main.tf": gatewayIdentitySource, "policy.tf": text, ...more }),
  );
  return { value: argumentOf(input.after.resources, POLICY, "xml_content"), warnings: input.warnings };
}

const reference = "${azurerm_user_assigned_identity.gateway.client_id}";

describe("the configuration that a plan was made from", () => {
  it("tells what stands around a reference", () => {
    expect(policy(clientId, `"<a id='${reference}' />"`)).toEqual({
      value: "<a id='<azurerm_user_assigned_identity.gateway.client_id>' />",
      warnings: [],
    });
  });

  it("tells that nothing does", () => {
    expect(policy(clientId, `"${reference}"`).value).toBe(
      "<azurerm_user_assigned_identity.gateway.client_id>",
    );
  });

  it("tells what a local is, and a file", () => {
    const files = {
      "locals.tf": "locals {\n  id = azurerm_user_assigned_identity.gateway.client_id\n}\n",
      "policy.xml": "<a id='${id}' />",
    };
    const source = 'templatefile("${path.module}/policy.xml", { id = local.id })';
    expect(policy(["path.module", "local.id"], source, files)).toEqual({
      value: "<a id='<azurerm_user_assigned_identity.gateway.client_id>' />",
      warnings: [],
    });
  });

  it.each([
    ["refers to another attribute", '"${azurerm_user_assigned_identity.gateway.principal_id}"'],
    ["refers to more", `"${reference}${reference}"`],
    ["refers to nothing", '"<policies />"'],
    ["has the argument as a block", "1\n  xml_content {}"],
    ["does not have it", ""],
  ])("is not the plan's where it %s: what it says is left out, and named", (_, source) => {
    expect(policy(clientId, source)).toEqual({
      value: `? ${POLICY}: xml_content: the configuration is not the plan's`,
      warnings: [
        `The configuration in infrastructure is not the one of this plan: ${POLICY}: xml_content. What the plan leaves out there stays unknown.`,
      ],
    });
  });

  it.each([
    ["another resource", { "more.tf": 'resource "azurerm_subnet" "new" {}\n' }, "azurerm_subnet.new"],
    [
      "another value",
      { "main.tf": gatewayIdentitySource.replace('"id"', '"other"') },
      "azurerm_user_assigned_identity.gateway: name",
    ],
  ])("that has %s is not trusted with its locals", (_, change, where) => {
    const locals = { "locals.tf": `locals {\n  text = "<a id='${reference}' />"\n}\n` };
    const { value, warnings } = policy(["local.text"], "local.text", { ...locals, ...change });
    expect(value).toMatch(/^\? local\.text/);
    expect(warnings).toEqual([expect.stringContaining(`not the one of this plan: ${where}.`)]);
  });

  it("is read but for a file that cannot be, which is named", () => {
    const { value, warnings } = policy(clientId, `"${reference}"`, { "broken.tf": "locals {\n  a = [\n}" });
    expect(value).toBe("<azurerm_user_assigned_identity.gateway.client_id>");
    expect(warnings).toEqual([expect.stringMatching(/^infrastructure\/broken\.tf is left out: line 3: /)]);
  });

  it("never says more than the plan where that knows the value", () => {
    const known = {
      address: POLICY,
      known: { xml_content: "planned" },
      expressions: { xml_content: { constant_value: "planned" } },
    };
    const source = 'resource "azurerm_api_management_api_policy" "orders" {\n  xml_content = "changed"\n}\n';
    const input = planOf([known], {}, memoryFolder({ "main.tf": source }));
    expect(argumentOf(input.after.resources, POLICY, "xml_content")).toBe("planned");
    expect(input.warnings).toEqual([expect.stringContaining(`${POLICY}: xml_content`)]);
  });

  it("may be of JSON, and its modules of HCL", () => {
    const folder = memoryFolder({
      "cdk.tf.json": JSON.stringify({ module: { policy: { source: "./gate", id: "${var.id}" } } }),
      "gate/main.tf":
        'resource "azurerm_api_management_api_policy" "orders" {\n  xml_content = "<a ${var.id} />"\n}\n',
    });
    const expressions = { xml_content: { references: ["var.id"] } };
    const call = {
      policy: {
        expressions: { id: { constant_value: "${var.id}", references: ["var.id"] } },
        module: {
          variables: { id: {} },
          resources: [
            { mode: "managed", type: "azurerm_api_management_api_policy", name: "orders", expressions },
          ],
        },
      },
    };
    const input = planOf(
      [],
      {
        resource_changes: [
          {
            address: `module.policy.${POLICY}`,
            module_address: "module.policy",
            mode: "managed",
            type: "azurerm_api_management_api_policy",
            name: "orders",
            change: { actions: ["create"], before: null, after: {}, after_unknown: { xml_content: true } },
          },
        ],
        configuration: { root_module: { variables: { id: {} }, module_calls: call } },
      },
      folder,
    );
    expect(input.warnings).toEqual([]);
    expect(argumentOf(input.after.resources, `module.policy.${POLICY}`, "xml_content")).toBe(
      "<a ? var.id has no value here />",
    );
  });
});
