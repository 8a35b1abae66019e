import { AzureadProvider } from "@cdktf/provider-azuread/lib/provider";
import { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider";
import { TerraformOutput, TerraformStack } from "cdktf";
import {
  ApiDefinition,
  CallerClaim,
  Callers,
  SecureFunctionBehindApim,
} from "cdktf-secure-function-behind-apim";
import type { Construct } from "constructs";

/** The minimal use: a name, a location, a publisher, an API, who may call it, and what the Function learns of them. */
export class QuickstartStack extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new AzureadProvider(this, "azuread");
    // The subscription comes from the environment: ARM_SUBSCRIPTION_ID.
    new AzurermProvider(this, "azurerm", { features: [{ storage: [{ dataPlaneAvailable: false }] }] });

    const hello = new SecureFunctionBehindApim(this, "hello", {
      name: "hello",
      location: "westeurope",
      publisher: { name: "Contoso", email: "api@contoso.com" },
      apiDefinition: ApiDefinition.passThrough(),
      callers: Callers.entraApplications({
        clientIds: ["11111111-2222-4333-8444-555555555555"],
        audiences: ["api://hello"],
      }).forwardingClaims({ "X-Caller-Id": CallerClaim.CLIENT_ID, "X-Caller-Roles": CallerClaim.ROLES }),
    });

    new TerraformOutput(this, "api-url", { value: hello.apiUrl });
    new TerraformOutput(this, "function-host-name", { value: hello.functionAppHostName });
  }
}
