import { join } from "node:path";
import { AzureadProvider } from "@cdktf/provider-azuread/lib/provider";
import { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider";
import { TerraformOutput, TerraformStack } from "cdktf";
import {
  ApiDefinition,
  ApiProduct,
  Callers,
  Policy,
  SecureFunctionBehindApim,
} from "cdktf-secure-function-behind-apim";
import type { Construct } from "constructs";

const shop = {
  clientIds: ["8a1c3e5f-7b9d-4f1a-8c3e-5d7f9b1a3c5e"],
  audiences: ["api://contoso-bookings"],
};

/** Whoever has the role that an operation needs; the health probe is open, and says so. */
const callers = Callers.entraApplications({ ...shop, requiredRoles: ["Bookings.Read"] })
  .exceptFor({
    operationIds: ["create-booking"],
    callers: Callers.entraApplications({ ...shop, requiredRoles: ["Bookings.Write"] }),
  })
  .exceptFor({ operationIds: ["health"], callers: Callers.anonymous() });

const definition = (version: string) =>
  ApiDefinition.fromOpenApiFile(join(__dirname, `bookings.${version}.openapi.yaml`));

/** What every call goes through: a page of the shop may ask, and each caller has a share. */
function sharedPolicy(version: string): Policy {
  return new Policy()
    .cors({ allowedOrigins: ["https://shop.contoso.com"] })
    .rateLimitByKey({
      calls: 100,
      renewalPeriod: 60,
      counterKey:
        '@(context.Request.Headers.GetValueOrDefault("Authorization", "").AsJwt()?.Subject ?? context.Request.IpAddress)',
    })
    .setRequestHeader("X-Api-Version", version)
    .setResponseHeader("X-Powered-By");
}

/** What single operations do beside. */
function operationPolicies(): { [operationId: string]: Policy } {
  return {
    "create-booking": new Policy().validateContent({ maxSize: 64 * 1024 }),
    "list-bookings": new Policy()
      .forwardRequest({ timeout: 20 })
      .retry({ condition: "@(context.Response.StatusCode == 503)", count: 2, interval: 1 }),
  };
}

/** Two versions of an API side by side, with limits, CORS, roles by operation and an open health probe. */
export class VersionedApiStack extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new AzureadProvider(this, "azuread");
    new AzurermProvider(this, "azurerm", { features: [{ storage: [{ dataPlaneAvailable: false }] }] });

    const bookings = new SecureFunctionBehindApim(this, "bookings", {
      name: "bookings",
      location: "westeurope",
      publisher: { name: "Contoso", email: "api@contoso.com" },
      // Consumption has no limits by key (rule 24).
      skuName: "BasicV2_1",
      apiVersion: "v1",
      apiDefinition: definition("v1"),
      callers,
      policy: sharedPolicy("1"),
      operationPolicies: operationPolicies(),
    });
    const secondApi = bookings.addVersion("v2", {
      version: "v2",
      apiDefinition: definition("v2"),
      policy: sharedPolicy("2"),
      operationPolicies: operationPolicies(),
    });

    // Without limits of its own: the callers need no key, so a call without one would not be counted. Each caller
    // has its share in the policies of the APIs.
    new ApiProduct(this, "partners", {
      gateway: bookings.gateway,
      name: "partners",
      description: "Both versions, for partners.",
      apis: [bookings.api, secondApi],
    });

    new TerraformOutput(this, "api-url", { value: bookings.apiUrl });
    new TerraformOutput(this, "second-api-url", { value: secondApi.url });
  }
}
