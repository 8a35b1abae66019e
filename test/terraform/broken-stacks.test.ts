import { describeWithTerraform } from "./describe-with-terraform";
import { functionApp, RESOURCE_GROUP, smallStack } from "./small-stack";
import { planStack } from "./terraform-cycle";

const TIMEOUT = 60_000;

describeWithTerraform("a broken stack is refused with the place of the mistake", () => {
  const failure = async (stack: string): Promise<string> => {
    const error: Error = await planStack(stack).then(
      () => new Error("The plan succeeded."),
      (reason) => reason,
    );
    return error.message.replace(/\s+/g, " ");
  };

  it(
    "names a misspelt argument and its resource",
    async () => {
      const message = await failure(smallStack(functionApp({ site_config: {}, https_olny: true })));
      expect(message).toContain("terraform validate failed");
      expect(message).toContain("in resource.azurerm_linux_function_app.app");
      expect(message).toContain('No argument or block type is named "https_olny"');
    },
    TIMEOUT,
  );

  it(
    "names a misspelt argument inside a nested block",
    async () => {
      const message = await failure(
        smallStack(functionApp({ site_config: { ip_restriction: [{ ip_adress: "10.0.0.1" }] } })),
      );
      expect(message).toContain("in resource.azurerm_linux_function_app.app.site_config.ip_restriction[0]");
      expect(message).toContain('"ip_adress"');
    },
    TIMEOUT,
  );

  it(
    "names a required block that is missing",
    async () => {
      const message = await failure(smallStack(functionApp({})));
      expect(message).toContain("in resource.azurerm_linux_function_app.app");
      expect(message).toContain("Insufficient site_config blocks");
    },
    TIMEOUT,
  );

  it(
    "names a block that is written twice but allowed once",
    async () => {
      const message = await failure(smallStack(functionApp({ site_config: [{}, {}] })));
      expect(message).toContain("Too many site_config blocks");
    },
    TIMEOUT,
  );

  it(
    "names a required argument that is missing",
    async () => {
      const message = await failure(smallStack({ azurerm_resource_group: { group: { name: "group" } } }));
      expect(message).toContain("in resource.azurerm_resource_group.group");
      expect(message).toContain('The argument "location" is required');
    },
    TIMEOUT,
  );

  it(
    "names a resource type that the provider does not have",
    async () => {
      const message = await failure(smallStack({ azurerm_resource_gruop: { group: RESOURCE_GROUP } }));
      expect(message).toContain('does not support resource type "azurerm_resource_gruop"');
    },
    TIMEOUT,
  );

  it(
    "names the members of a cycle",
    async () => {
      const identity = (other: string) => ({
        name: `\${azurerm_user_assigned_identity.${other}.client_id}`,
        location: "westeurope",
        resource_group_name: "group",
      });
      const message = await failure(
        smallStack({ azurerm_user_assigned_identity: { one: identity("two"), two: identity("one") } }),
      );
      expect(message).toContain("Cycle:");
      expect(message).toContain("azurerm_user_assigned_identity.one");
      expect(message).toContain("azurerm_user_assigned_identity.two");
    },
    TIMEOUT,
  );

  it(
    "names a text whose dollar and brace were not escaped",
    async () => {
      const group = { ...RESOURCE_GROUP, tags: { note: "costs ${price} a month" } };
      const message = await failure(smallStack({ azurerm_resource_group: { group } }));
      expect(message).toContain("in resource.azurerm_resource_group.group.tags");
      expect(message).toContain("Invalid reference");
      expect(message).toContain("${price}");
    },
    TIMEOUT,
  );
});
