import assert from "node:assert/strict";
import { test } from "node:test";
import { Testing } from "cdktf";
import { OrdersStack } from "../orders-stack";

const { resource } = JSON.parse(Testing.synth(new OrdersStack(Testing.app(), "orders"), true));

/** The stack's only resource of a type. */
function only(type: string) {
  const [id, ...others] = Object.keys(resource[type]);
  assert.equal(others.length, 0);
  return resource[type][id];
}

test("the Function answers only the gateway's identity", () => {
  const { require_authentication, active_directory_v2 } = only("azurerm_linux_function_app").auth_settings_v2;
  assert.equal(require_authentication, true);
  assert.match(
    active_directory_v2.allowed_identities.join(),
    /^\$\{azurerm_user_assigned_identity\.\w+\.principal_id\}$/,
  );
});

test("the API has the operations of its document", () => {
  const { paths } = JSON.parse(only("azurerm_api_management_api").import.content_value);
  assert.deepEqual(Object.keys(paths), ["/orders", "/orders/{orderId}"]);
});
