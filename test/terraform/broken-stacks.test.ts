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
    "names a value that the provider does not allow, and a name that is empty",
    async () => {
      const plan = { name: "", location: "westeurope", resource_group_name: "group", os_type: "Linux" };
      const message = await failure(
        smallStack({ azurerm_service_plan: { plan: { ...plan, sku_name: "P9v9" } } }),
      );
      expect(message).toContain("in resource.azurerm_service_plan.plan");
      expect(message).toContain('"sku_name" must be one of "B1", "B2",');
      expect(message).toContain('"name" must not be empty');
    },
    TIMEOUT,
  );

  it(
    "names a value of the provider's own configuration that it does not allow",
    async () => {
      const azurerm = [{ features: [{}], resource_provider_registrations: "some" }];
      const message = await failure(smallStack({}, { provider: { azurerm, azuread: [{}] } }));
      expect(message).toContain('"resource_provider_registrations" must be one of "core", "extended"');
    },
    TIMEOUT,
  );

  it(
    "names arguments that cannot stand together",
    async () => {
      const message = await failure(
        smallStack(functionApp({ site_config: {}, storage_account_access_key: "key" })),
      );
      expect(message).toContain("in resource.azurerm_linux_function_app.app");
      expect(message).toContain(
        '"storage_account_access_key" conflicts with "storage_uses_managed_identity"',
      );
    },
    TIMEOUT,
  );

  it(
    "names a data source that says too little",
    async () => {
      const data = { azuread_service_principal: { gateway: {} } };
      const message = await failure(smallStack({}, { data }));
      expect(message).toContain("in data.azuread_service_principal.gateway");
      expect(message).toContain('one must be given: "client_id", "display_name", "object_id"');
    },
    TIMEOUT,
  );

  it(
    "names an output that would show a key",
    async () => {
      const key = { value: "${azurerm_linux_function_app.app.site_credential[0].password}" };
      const message = await failure(smallStack(functionApp({ site_config: {} }), { output: { key } }));
      expect(message).toContain("Output refers to sensitive values");
    },
    TIMEOUT,
  );

  it(
    "names an argument that is deprecated",
    async () => {
      const container = { name: "code", storage_account_name: "storders" };
      const message = await failure(smallStack({ azurerm_storage_container: { container } }));
      expect(message).toContain("terraform validate warns");
      expect(message).toContain('"storage_account_name" goes away');
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
