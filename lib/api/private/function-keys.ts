import { TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import type { FunctionBackend } from "../../function/function-backend";
import type { IGateway } from "../../gateway/gateway-props";
import { hashOf } from "../../support/hash";
import { partKey } from "../../support/part-key";
import { NamedValue } from "../named-value";

/**
 * The key of a Function that still asks for one, as a named value of a gateway: one in a stack, however many APIs call
 * the Function there. It is in the stack itself, so that it stays when one of these APIs is removed.
 */
export function functionKeyOn(
  gateway: IGateway,
  scope: Construct,
  { _functionKey: key }: FunctionBackend,
): NamedValue | undefined {
  if (!key) return undefined;
  const stack = TerraformStack.of(scope);
  const owners = [stack.node.path, partKey(gateway, gateway.name), key.functionApp.node.path];
  const name = `function-key-${hashOf(owners.join("\n"), 6)}`;
  return (
    (stack.node.tryFindChild(name) as NamedValue | undefined) ??
    new NamedValue(stack, name, { ...key.secret, gateway, name })
  );
}
