import { copyFileSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parse } from "yaml";
import { exampleStacks } from "../fixtures/examples";
import { describeWithTerraform } from "./describe-with-terraform";
import { checkPlan } from "./plan-check";
import { functionApp, smallStack } from "./small-stack";
import { inStack } from "./workspace";

const EXAMPLES = resolve(__dirname, "../../examples/github-actions");
const TIMEOUT = 90_000;

describeWithTerraform("the review of a plan", () => {
  const quickstart = () => exampleStacks().find(({ name }) => name === "quickstart")?.json ?? "";

  it(
    "refuses a Function App without authentication, by its address",
    async () => {
      const { status, output } = await checkedPlan(smallStack(functionApp({ site_config: {} })));
      expect(output).toContain("azurerm_linux_function_app.app has no auth_settings_v2 with Entra");
      expect(status).toBe(1);
    },
    TIMEOUT,
  );

  it(
    "can be written as assertions for `terraform test` with mocked providers",
    async () => {
      await inStack(quickstart(), async (terraform, folder) => {
        copyFileSync(join(EXAMPLES, "gate.tftest.hcl"), join(folder, "gate.tftest.hcl"));
        await terraform("init", "-input=false");
        expect(await terraform("test")).toContain("1 passed, 0 failed");
      });
    },
    TIMEOUT,
  );
});

describe("the workflow that shows a plan", () => {
  const text = readFileSync(join(EXAMPLES, "plan.yml"), "utf8");
  const workflow = parse(text);

  it("signs in by OIDC and reads no stored secret", () => {
    expect(workflow.permissions).toEqual({
      contents: "read",
      "id-token": "write",
      "pull-requests": "write",
    });
    expect(workflow.env.ARM_USE_OIDC).toBe("true");
    expect(text).not.toContain("secrets.");
  });

  it("puts nothing that a contributor writes into a script", () => {
    const scripts: string[] = workflow.jobs.plan.steps.map(({ run }: { run?: string }) => run ?? "");
    expect(scripts.filter((script) => script.includes("${{"))).toEqual([]);
  });

  it("plans before it checks, and checks before it comments", () => {
    const names = workflow.jobs.plan.steps.map(({ name }: { name?: string }) => name).filter(Boolean);
    expect(names).toEqual(["Synthesize", "Plan", "Check the gate", "Comment"]);
  });
});

async function checkedPlan(stack: string): Promise<{ status: number | null; output: string }> {
  return inStack(stack, async (terraform) => {
    await terraform("init", "-input=false");
    await terraform("plan", "-input=false", "-out=plan.bin");
    return checkPlan(await terraform("show", "-json", "plan.bin"));
  });
}
