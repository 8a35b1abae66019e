import { copyFileSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parse } from "yaml";
import { probeCommand } from "../../cli/probe/command";
import { processHost } from "../../cli/process-host";
import { reviewCommand } from "../../cli/review/command";
import { stackEngine } from "../../cli/review/stack-engine";
import { exampleStacks } from "../fixtures/examples";
import { describeWithTerraform } from "./describe-with-terraform";
import { reviewPlan } from "./reviewed-plan";
import { functionApp, smallStack } from "./small-stack";
import { inStack } from "./workspace";

const EXAMPLES = resolve(__dirname, "../../examples/github-actions");
const TIMEOUT = 90_000;

describeWithTerraform("the review of a plan", () => {
  const quickstart = () => exampleStacks().find(({ name }) => name === "quickstart")?.json ?? "";

  it(
    "refuses a Function App without authentication, by its address",
    async () => {
      const { status, output } = await reviewedPlan(smallStack(functionApp({ site_config: {} })));
      expect(output).toMatch(/^plan\.json: This plan lets anyone on the internet reach app: /);
      expect(output).toContain("open-host at azurerm_linux_function_app.app: auth_settings_v2");
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
      "security-events": "write",
    });
    expect(workflow.env.ARM_USE_OIDC).toBe("true");
    expect(text).not.toContain("secrets.");
  });

  it("puts nothing that a contributor writes into a script", () => {
    const scripts: string[] = workflow.jobs.plan.steps.map(({ run }: { run?: string }) => run ?? "");
    expect(scripts.filter((script) => script.includes("${{"))).toEqual([]);
  });

  it("plans before it reviews, and says what it found even where the review fails", () => {
    const names = workflow.jobs.plan.steps.map(({ name }: { name?: string }) => name).filter(Boolean);
    expect(names).toEqual([
      "Synthesize",
      "Plan",
      "Review access",
      "Comment",
      "Code scanning",
      "Keep the page",
    ]);
    const after: { if?: string }[] = workflow.jobs.plan.steps.slice(-3);
    expect(after.filter((step) => !step.if?.startsWith("always() && "))).toEqual([]);
  });

  it("calls the command as it can be called", () => {
    const review = workflow.jobs.plan.steps.find(({ name }: { name?: string }) => name === "Review access");
    const [, args] = /^npx --no secure-function-behind-apim (.*)$/.exec(review.run) ?? [];
    const options = [...args.matchAll(/--[a-z-]+/g)].map(([option]) => option);
    expect([...new Set(options)]).toEqual(["--name", "--source", "--output"]);
    const command = reviewCommand(stackEngine)(processHost, () => undefined);
    expect(options.filter((option) => !command.options.some(({ long }) => long === option))).toEqual([]);
  });
});

describe("the workflow that deploys", () => {
  const text = readFileSync(join(EXAMPLES, "deploy.yml"), "utf8");
  const { jobs, permissions, env } = parse(text);
  const allSteps: { name?: string; run?: string; uses?: string }[] = [
    ...jobs.plan.steps,
    ...jobs.apply.steps,
  ];

  it("signs in by OIDC, reads no stored secret, and grants each job what it needs", () => {
    expect(permissions).toEqual({});
    for (const job of [jobs.plan, jobs.apply]) {
      expect(job.permissions).toEqual({ contents: "read", "id-token": "write" });
    }
    expect(env.ARM_USE_OIDC).toBe("true");
    expect(text).not.toContain("secrets.");
  });

  it("applies from a protected environment, as another identity than that which plans", () => {
    expect(jobs.apply.needs).toBe("plan");
    expect(jobs.apply.environment).toBe("production");
    expect(jobs.plan.environment).toBeUndefined();
    expect(jobs.apply.env.ARM_CLIENT_ID).not.toBe(jobs.plan.env.ARM_CLIENT_ID);
  });

  it("keeps no plan where others read it, and applies none but the one that was approved", () => {
    const kept = allSteps.filter(({ uses }) => uses?.startsWith("actions/upload-artifact"));
    expect(kept.map((step) => Reflect.get(step, "with").path)).toEqual(["plan.txt", "probe.xml"]);
    const plan: string = jobs.apply.steps.find(({ name }: { name?: string }) => name === "Plan").run;
    expect(plan.trim().split("\n").at(-1)).toMatch(/^diff "\$GITHUB_WORKSPACE\/approved\/plan\.txt"/);
  });

  it("puts no value of GitHub's into a script", () => {
    expect(allSteps.filter(({ run = "" }) => run.includes("${{"))).toEqual([]);
  });

  it("reviews before it applies, deploys the code behind the gate, and probes at last", () => {
    const names = allSteps.map(({ name }) => name).filter(Boolean);
    expect(names).toEqual([
      "Synthesize",
      "Plan",
      "Review access",
      "Show the review",
      "Keep what is approved",
      "Synthesize",
      "Plan",
      "Apply",
      "Sign in",
      "Deploy the code",
      "Probe",
      "Show the probe",
      "Keep the probe",
    ]);
  });

  it("calls the probe as it can be called", () => {
    const probe = allSteps.find(({ name }) => name === "Probe")?.run ?? "";
    const options = [...probe.matchAll(/--[a-z-]+/g)]
      .map(([option]) => option)
      .filter((one) => one !== "--no");
    expect([...new Set(options)]).toEqual(["--state", "--name", "--parameter", "--output"]);
    const command = probeCommand(() => Promise.reject(new Error("not called")))(processHost, () => undefined);
    expect(options.filter((option) => !command.options.some(({ long }) => long === option))).toEqual([]);
  });
});

async function reviewedPlan(stack: string): Promise<{ status: number | null; output: string }> {
  return inStack(stack, async (terraform) => {
    await terraform("init", "-input=false");
    await terraform("plan", "-input=false", "-out=plan.bin");
    return reviewPlan(await terraform("show", "-json", "plan.bin"));
  });
}
