import { join } from "node:path";
import { UserAssignedIdentity } from "@cdktf/provider-azurerm/lib/user-assigned-identity";
import type { TerraformStack } from "cdktf";
import {
  ApiAppRegistration,
  ApiDefinition,
  ApiProduct,
  CallerClaim,
  Callers,
  FunctionHosting,
  FunctionPackage,
  GatewayIdentityType,
  NamedValue,
  Policy,
  SecureFunctionBehindApim,
} from "cdktf-secure-function-behind-apim";
import { FunctionApp } from "../../lib/function/function-app";
import { FunctionIdentity } from "../../lib/function/function-identity";
import { Registration } from "../../lib/registration/registration";
import { hostingCases } from "../function/hosting/hosting-cases";

const placed = { resourceGroupName: "rg-shapes", location: "westeurope" };

/** Every hosting, with slots where it has them, once with each kind of identity of the Function. */
export function addHostings(stack: TerraformStack): void {
  const registration = new Registration(stack, "registration", { displayName: "Shapes" });
  const caller = new UserAssignedIdentity(stack, "caller", { ...placed, name: "id-caller" });
  registration.assignRole(stack, "role", caller);
  const userAssigned = FunctionIdentity.userAssigned(
    new UserAssignedIdentity(stack, "identity", { ...placed, name: "id-function" }),
  );
  for (const [index, [, hosting, storageKeyInState]] of hostingCases.entries()) {
    for (const [kind, identity] of Object.entries({
      system: FunctionIdentity.systemAssigned(),
      user: userAssigned,
    })) {
      const id = `${kind}-${index}`;
      const host = new FunctionApp(stack, id, {
        ...placed,
        name: `func-${id}`,
        servicePlanName: `asp-${id}`,
        storageAccountName: `st${kind}${index}`,
        hosting,
        storageKeyInState,
        identity,
        registration,
        allowedIdentities: [caller],
      });
      if (hosting.slots) host.addSlot("staging", { name: "staging" });
    }
  }
}

/** The pattern with code, and a slot that runs the same. */
export function addPackage(stack: TerraformStack, file: string): void {
  const orders = new SecureFunctionBehindApim(stack, "orders", {
    name: "orders",
    location: "westeurope",
    publisher: { name: "Contoso", email: "api@contoso.com" },
    apiDefinition: ApiDefinition.passThrough(),
    callers: Callers.anonymous(),
    hosting: FunctionHosting.dedicated("S1"),
    functionPackage: FunctionPackage.fromFile(file),
  });
  orders.functionApp.addSlot("staging", { name: "staging" });
}

/** Versions, callers by operation, a front registration, a split API, products, tags and a named value. */
export function addApis(stack: TerraformStack): void {
  const identity = new UserAssignedIdentity(stack, "shop", { ...placed, name: "id-shop" });
  const front = new ApiAppRegistration(stack, "front", {
    displayName: "Orders API",
    roles: [{ value: "Orders.Read" }, { value: "Orders.Write" }],
    clients: [
      {
        name: "shop",
        clientId: identity.clientId,
        principalId: identity.principalId,
        roles: ["Orders.Read"],
      },
    ],
    identifierUri: true,
  });
  const refunds = new SecureFunctionBehindApim(stack, "refunds", {
    name: "refunds",
    location: "westeurope",
    publisher: { name: "Contoso", email: "api@contoso.com" },
    skuName: "BasicV2_1",
    gatewayIdentityType: GatewayIdentityType.SYSTEM_ASSIGNED,
    apiDefinition: ApiDefinition.passThrough(),
    callers: Callers.subscriptionKey(),
    diagnosticLogs: true,
    alerts: { emailAddresses: ["api@contoso.com"] },
  });
  const { gateway } = refunds;
  const orders = new SecureFunctionBehindApim(stack, "orders", {
    name: "orders",
    location: "westeurope",
    gateway,
    apiVersion: "v1",
    apiDefinition: ApiDefinition.fromOpenApiFile(
      join(__dirname, "../../examples/orders-openapi/orders.openapi.yaml"),
    ),
    callers: Callers.apiAppRegistration(front, { requiredRoles: ["Orders.Read"] }).forwardingClaims({
      "X-Caller-Id": CallerClaim.CLIENT_ID,
    }),
  });
  const apiDefinition = ApiDefinition.fromOperations([
    { method: "GET", urlTemplate: "/health", operationId: "health" },
    { method: "POST", urlTemplate: "/refunds/{id}", operationId: "refund" },
  ]);
  const { api } = orders;
  orders.addVersion("v2", {
    version: "v2",
    apiDefinition,
    callers: api.callers.exceptFor({ operationIds: ["health"], callers: Callers.anonymous() }),
    operationTags: { refund: ["money"] },
    operationBackends: { refund: refunds.operationBackend("for-orders", gateway) },
  });
  new ApiProduct(stack, "product", { gateway, name: "orders", apis: [api] });
  new ApiProduct(stack, "limited-product", {
    gateway,
    name: "refunds",
    apis: [refunds.api],
    policy: new Policy().quota({ calls: 10000, renewalPeriod: 86400 }),
  });
  new NamedValue(stack, "named-value", {
    gateway,
    name: "partner-key",
    secretUrl: "https://kv-orders.vault.azure.net/secrets/partner-key",
    keyVaultId: "/subscriptions/s/resourceGroups/r/providers/Microsoft.KeyVault/vaults/kv-orders",
  });
}
