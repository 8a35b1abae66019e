import { App, LocalBackend, type TerraformStack } from "cdktf";
import { BrownfieldStack } from "./examples/brownfield/brownfield-stack";
import { EnvironmentStack, environments } from "./examples/environments/environment-stack";
import { ExistingGatewayStack } from "./examples/existing-gateway/existing-gateway-stack";
import { FlexPrivateStack } from "./examples/flex-private/flex-private-stack";
import { HubAndSpokeStack } from "./examples/hub-and-spoke/hub-and-spoke-stack";
import { FunctionsStack } from "./examples/many-functions/functions-stack";
import { SharedGatewayStack } from "./examples/many-functions/shared-gateway-stack";
import { OrdersOpenApiStack } from "./examples/orders-openapi/orders-openapi-stack";
import { PrivateNetworkStack } from "./examples/private-network/private-network-stack";
import { QuickstartStack } from "./examples/quickstart/quickstart-stack";
import { PlatformStack } from "./examples/split-registration/platform-stack";
import { RegistrationStack } from "./examples/split-registration/registration-stack";
import { VersionedApiStack } from "./examples/versioned-api/versioned-api-stack";

/** Every example, a stack or two each. Where the stacks are written is cdktf's to say, unless it is given. */
export function buildApp(outdir?: string): App {
  const app = new App({ outdir });
  const stacks: TerraformStack[] = [
    new QuickstartStack(app, "quickstart"),
    new OrdersOpenApiStack(app, "orders-openapi"),
    new VersionedApiStack(app, "versioned-api"),
    new ExistingGatewayStack(app, "existing-gateway"),
    new PrivateNetworkStack(app, "private-network"),
    new FlexPrivateStack(app, "flex-private"),
    new RegistrationStack(app, "split-registration-entra"),
    new PlatformStack(app, "split-registration-platform"),
    new HubAndSpokeStack(app, "hub-and-spoke"),
    new BrownfieldStack(app, "brownfield"),
    ...Object.keys(environments).map((name) => new EnvironmentStack(app, `environments-${name}`, name)),
  ];
  const sharedGateway = new SharedGatewayStack(app, "many-functions-gateway");
  stacks.push(sharedGateway, new FunctionsStack(app, "many-functions", sharedGateway.gateway));
  stacks.forEach(keepStateInProject);
  return app;
}

// cdktf's default state file by a relative path, so that no machine's path enters the JSON. A team keeps
// its state in an AzurermBackend instead.
function keepStateInProject(stack: TerraformStack): void {
  new LocalBackend(stack, { path: `../../../terraform.${stack.node.id}.tfstate` });
}

if (require.main === module) buildApp().synth();
