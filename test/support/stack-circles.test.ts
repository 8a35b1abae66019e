import { type App, TerraformOutput, TerraformStack, Testing } from "cdktf";
import { Telemetry } from "cdktf-secure-function-behind-apim";
import { addProviders, messageOf } from "../synthesis";

function newStacks(...names: string[]) {
  const app = Testing.app();
  return { app, stacks: names.map((name) => newStack(app, name)) };
}

function newStack(app: App, name: string) {
  const stack = new TerraformStack(app, name);
  addProviders(stack);
  const telemetry = new Telemetry(stack, "telemetry", {
    applicationInsightsName: `appi-${name}`,
    workspaceName: `log-${name}`,
    resourceGroupName: "rg",
    location: "westeurope",
  });
  return { stack, telemetry };
}

const refer = (from: TerraformStack, id: string, to: Telemetry) =>
  new TerraformOutput(from, id, { value: to.applicationInsightsId });

describe("stacks that refer to each other in a circle", () => {
  it("are refused with both references, and what to do", () => {
    const { app, stacks } = newStacks("one", "two");
    const [one, two] = stacks;
    refer(one.stack, "of-two", two.telemetry);
    refer(two.stack, "of-one", one.telemetry);
    const message = messageOf(() => app.synth());
    expect(message).toMatch(
      /two: invalid input\.\n {2}- Stacks refer to each other in a circle, two → one → two: two\/of-one refers to `azurerm_application_insights\.\S+\.id` of one; one\/of-two refers to `azurerm_application_insights\.\S+\.id` of two\. cdktf deploys one stack after another, so no stack can refer to one that needs it\. Make what one of these refers to in the same stack, or hand it over by its literal name or id, as `from…Name` and `from…Attributes` take them\./,
    );
  });

  it("are found over a third one, and over a dependency that was declared", () => {
    const { app, stacks } = newStacks("one", "two", "three");
    const [one, two, three] = stacks;
    refer(one.stack, "of-two", two.telemetry);
    two.stack.addDependency(three.stack);
    refer(three.stack, "of-one", one.telemetry);
    const message = messageOf(() => app.synth());
    expect(message).toContain("three → one → two → three: three/of-one refers to ");
    expect(message).toContain("; two was told to depend on three.");
  });
});

it("stacks that refer to each other in one direction are synthesized", () => {
  const { app, stacks } = newStacks("one", "two", "three");
  const [one, two, three] = stacks;
  refer(one.stack, "of-two", two.telemetry);
  refer(one.stack, "of-three", three.telemetry);
  refer(two.stack, "of-three", three.telemetry);
  expect(() => app.synth()).not.toThrow();
});
