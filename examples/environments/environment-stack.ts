import { AzureadProvider } from "@cdktf/provider-azuread/lib/provider";
import { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider";
import { TerraformOutput, TerraformStack } from "cdktf";
import {
  type AlertOptions,
  ApiDefinition,
  Callers,
  FunctionHosting,
  SecureFunctionBehindApim,
} from "cdktf-secure-function-behind-apim";
import type { Construct } from "constructs";

/** What differs between the environments. */
export interface Environment {
  readonly subscriptionId: string;
  /** The application of this environment that calls. */
  readonly clientId: string;
  readonly skuName: string;
  readonly hosting: FunctionHosting;
  /** Whether releases are swapped in from a slot. */
  readonly hasStaging?: boolean;
  readonly alerts?: AlertOptions;
}

export const environments: Readonly<Record<string, Environment>> = {
  dev: {
    subscriptionId: "1d2e3f4a-5b6c-4d7e-8f90-a1b2c3d4e511",
    clientId: "4a5b6c7d-8e9f-4a0b-9c1d-2e3f4a5b6c44",
    skuName: "Consumption_0",
    hosting: FunctionHosting.dedicated("B1"),
  },
  test: {
    subscriptionId: "2e3f4a5b-6c7d-4e8f-9a01-b2c3d4e5f622",
    clientId: "5b6c7d8e-9fa0-4b1c-8d2e-3f4a5b6c7d55",
    skuName: "BasicV2_1",
    hosting: FunctionHosting.dedicated("S1"),
    hasStaging: true,
  },
  prod: {
    subscriptionId: "3f4a5b6c-7d8e-4f90-8b12-c3d4e5f6a733",
    clientId: "6c7d8e9f-a0b1-4c2d-9e3f-4a5b6c7d8e66",
    skuName: "StandardV2_2",
    hosting: FunctionHosting.dedicated("P1v3"),
    hasStaging: true,
    alerts: { emailAddresses: ["ledger-on-call@contoso.com"] },
  },
};

/**
 * One environment of a Function. The names that Azure gives once end in a suffix that differs by subscription, so the
 * three need none of their own; `name` says which one it is where they stand side by side, as in Entra.
 */
export class EnvironmentStack extends TerraformStack {
  constructor(scope: Construct, id: string, environment: string) {
    super(scope, id);
    const { subscriptionId, clientId, skuName, hosting, hasStaging, alerts } = environments[environment];
    new AzureadProvider(this, "azuread");
    new AzurermProvider(this, "azurerm", {
      subscriptionId,
      features: [{ storage: [{ dataPlaneAvailable: false }] }],
    });

    const ledger = new SecureFunctionBehindApim(this, "ledger", {
      name: `ledger-${environment}`,
      location: "westeurope",
      publisher: { name: "Contoso Finance", email: "ledger-api@contoso.com" },
      skuName,
      hosting,
      alerts,
      apiPath: "ledger",
      appSettings: { STAGE: environment },
      apiDefinition: ApiDefinition.fromOperations([{ method: "POST", urlTemplate: "/entries" }]),
      callers: Callers.entraApplications({
        clientIds: [clientId],
        audiences: [`api://contoso-ledger-${environment}`],
      }),
      tags: { environment },
    });
    // A swap moves the code and leaves `STAGE` where it is, because the two differ in it.
    if (hasStaging) ledger.addSlot("staging", { name: "staging", appSettings: { STAGE: "staging" } });

    new TerraformOutput(this, "api-url", { value: ledger.apiUrl });
  }
}
