import { join } from "node:path";
import { Construct } from "constructs";
import * as library from "../../../lib";
import { existingRegistration } from "../../fixtures/existing-parts";
import { anotherStack } from "../../synthesis";

const subnet = Object.assign(new Construct(anotherStack(), "subnet"), { id: "subnet" });

/** An instance of each public class of which a property or a parameter can be. */
export const instances: Readonly<Record<string, unknown>> = {
  ApiDefinition: library.ApiDefinition.passThrough(),
  ApiVersionScheme: library.ApiVersionScheme.path(),
  AzureCloud: library.AzureCloud.PUBLIC,
  CallerClaim: library.CallerClaim.ROLES,
  Callers: library.Callers.anonymous(),
  FunctionBackend: library.FunctionBackend.fromFunctionBackendAttributes({
    hostName: "func-orders.azurewebsites.net",
    registration: existingRegistration(),
  }),
  FunctionHosting: library.FunctionHosting.dedicated(),
  FunctionIdentity: library.FunctionIdentity.systemAssigned(),
  FunctionPackage: library.FunctionPackage.fromFile(join(__dirname, "../../fixtures/function-package.zip")),
  FunctionRuntime: library.FunctionRuntime.node(),
  GateMigration: library.GateMigration.observe({ reason: "Partners move over", until: "2027-02-28" }),
  GatewayNetwork: library.GatewayNetwork.integration(subnet),
  Policy: new library.Policy(),
  TokenLocation: library.TokenLocation.AUTHORIZATION,
};
