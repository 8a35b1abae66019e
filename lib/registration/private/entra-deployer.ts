import { DataAzureadClientConfig } from "@cdktf/provider-azuread/lib/data-azuread-client-config";
import { TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { keptValue } from "../../support/terraform-data";

/** The deployer and the tenant, looked up once per stack however many registrations are in it. */
export function entraDeployer(scope: Construct): DataAzureadClientConfig {
  const id = "entra-deployer";
  const stack = TerraformStack.of(scope);
  const existing = stack.node.tryFindChild(id) as DataAzureadClientConfig | undefined;
  return existing ?? new DataAzureadClientConfig(stack, id);
}

/** Object id of who applied first, so that a later deployer does not take an application from its owner. */
export function firstDeployer(scope: Construct): string {
  return keptValue(scope, "owner", entraDeployer(scope).objectId).getStringAttribute("input");
}
