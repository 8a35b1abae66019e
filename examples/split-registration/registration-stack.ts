import { AzureadProvider } from "@cdktf/provider-azuread/lib/provider";
import { TerraformOutput, TerraformStack } from "cdktf";
import { Registration } from "cdktf-secure-function-behind-apim";
import type { Construct } from "constructs";

/**
 * The identity team's stack: the only one that writes to Entra. It makes the registration and lets the shared
 * gateway's identity call the Function, before the Function is there.
 */
export class RegistrationStack extends TerraformStack {
  public readonly registration: Registration;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    new AzureadProvider(this, "azuread");

    this.registration = new Registration(this, "payments", {
      displayName: "func-payments",
      serviceManagementReference: "payments-platform",
    });
    this.registration.assignRole(this, "gateway-role", {
      clientId: "5c1f8b1e-7a52-4d8e-9c7f-2a4b6d8e0f11",
      principalId: "9e3d7c25-1b64-4f7a-8d90-3c5b7a9e1f22",
    });

    // What the platform team is told.
    new TerraformOutput(this, "client-id", { value: this.registration.clientId });
    new TerraformOutput(this, "tenant-id", { value: this.registration.tenantId });
  }
}
