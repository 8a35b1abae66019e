import { ApiManagementLogger } from "@cdktf/provider-azurerm/lib/api-management-logger";
import { TerraformStack, Token } from "cdktf";
import type { Construct } from "constructs";
import type { IGateway } from "../../gateway/gateway-props";
import { onGateway } from "../../gateway/on-gateway";
import { hashOf } from "../../support/hash";
import { partKey } from "../../support/part-key";
import type { ITelemetry } from "../telemetry-props";

/**
 * The logger of a gateway that sends to a component: one in a stack, however many APIs are traced. It is in the stack
 * itself, so that it stays when one of these APIs is removed.
 */
export function loggerOf(scope: Construct, gateway: IGateway, telemetry: ITelemetry): ApiManagementLogger {
  const stack = TerraformStack.of(scope);
  const key = [
    stack.node.path,
    partKey(gateway, gateway.name),
    partKey(telemetry, telemetry.applicationInsightsId),
  ];
  const hash = hashOf(key.join("\n"), 6);
  const id = `logger-${hash}`;
  return (
    (stack.node.tryFindChild(id) as ApiManagementLogger | undefined) ??
    new ApiManagementLogger(stack, id, {
      ...onGateway(stack, gateway),
      name: `${childName(telemetry.applicationInsightsName ?? "appi")}-${hash}`,
      resourceId: telemetry.applicationInsightsId,
      applicationInsights: { connectionString: telemetry.connectionString },
    })
  );
}

/** The name of a component as that of something on a gateway, which takes fewer characters. */
function childName(name: string): string {
  if (Token.isUnresolved(name)) return name;
  return (
    name
      .match(/[0-9A-Za-z]+/g)
      ?.join("-")
      .slice(0, 70) ?? "appi"
  );
}
