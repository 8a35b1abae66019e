import { DataAzureadClientConfig } from "@cdktf/provider-azuread/lib/data-azuread-client-config";
import { TerraformStack } from "cdktf";
import type { Construct } from "constructs";

/** Who deploys, and in which tenant: asked once in a stack, however many registrations are in it. */
export function entraDeployer(scope: Construct): DataAzureadClientConfig {
  const id = "entra-deployer";
  const stack = TerraformStack.of(scope);
  const existing = stack.node.tryFindChild(id) as DataAzureadClientConfig | undefined;
  return existing ?? new DataAzureadClientConfig(stack, id);
}
