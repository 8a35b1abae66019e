import { App, LocalBackend, type TerraformStack } from "cdktf";
import { OrdersOpenApiStack } from "./examples/orders-openapi/orders-openapi-stack";
import { QuickstartStack } from "./examples/quickstart/quickstart-stack";

/** Every example, one stack each. Where the stacks are written is cdktf's to say, unless it is given. */
export function buildApp(outdir?: string): App {
  const app = new App({ outdir });
  keepStateInProject(new QuickstartStack(app, "quickstart"));
  keepStateInProject(new OrdersOpenApiStack(app, "orders-openapi"));
  return app;
}

// cdktf's default state file by a relative path, so that no machine's path enters the JSON. A team keeps
// its state in an AzurermBackend instead.
function keepStateInProject(stack: TerraformStack): void {
  new LocalBackend(stack, { path: `../../../terraform.${stack.node.id}.tfstate` });
}

if (require.main === module) buildApp().synth();
