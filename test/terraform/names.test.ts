import { TerraformOutput, TerraformStack, TerraformVariable, Testing } from "cdktf";
import {
  ExistingResourceGroup,
  SecureFunctionBehindApim,
  UniqueSuffix,
} from "cdktf-secure-function-behind-apim";
import { newPattern, patternProps } from "../fixtures/constructs";
import { addProviders, newStack, synthesize } from "../synthesis";
import { describeWithTerraform } from "./describe-with-terraform";
import type { PlanJson } from "./plan-json";
import { inWorkspace, type Terraform } from "./workspace";

const alice = { ARM_CLIENT_ID: "alice", ARM_SUBSCRIPTION_ID: "00000000-0000-4000-8000-000000000001" };
const bob = { ...alice, ARM_CLIENT_ID: "bob" };

jest.setTimeout(180_000);

describeWithTerraform("derived names", () => {
  it("are whole in the first plan, and stay whoever plans after the apply", async () => {
    await inWorkspace({}, async (workspace) => {
      const stack = workspace.add("stack", JSON.stringify(synthesize(newPattern().stack)));
      const names = uniqueNames(await plan(stack.as(alice)));
      expect(names).toEqual([
        expect.stringMatching(/^func-orders-[0-9a-f]{6}$/),
        expect.stringMatching(/^apim-orders-[0-9a-f]{6}$/),
        expect.stringMatching(/^func-orders-[0-9a-f]{6}$/),
        expect.stringMatching(/^storders[0-9a-f]{6}$/),
      ]);
      expect(new Set(names.map((name) => name.slice(-6))).size).toBe(1);
      await stack.as(alice)("apply", "-input=false", "plan.bin");
      for (const deployer of [alice, bob])
        await stack.as(deployer)("plan", "-input=false", "-detailed-exitcode");
    });
  });

  it("differ in each environment that a variable names, storage accounts too", async () => {
    const json = JSON.stringify(synthesize(environments()));
    const [dev, test] = await inWorkspace({}, (workspace) =>
      Promise.all(
        ["dev", "test"].map(async (environment) =>
          uniqueNames(
            await plan(workspace.add(environment, json).as(alice), `-var=environment=${environment}`),
          ),
        ),
      ),
    );
    expect(dev).toEqual([
      expect.stringMatching(/^func-orders-archive-dev-[0-9a-f]{6}$/),
      expect.stringMatching(/^apim-orders-archive-dev-[0-9a-f]{6}$/),
      expect.stringMatching(/^func-orders-archive-dev-[0-9a-f]{6}$/),
      expect.stringMatching(/^stordersarchivedev[0-9a-f]{6}$/),
    ]);
    expect(dev.filter((name) => test.includes(name))).toEqual([]);
    expect(new Set([...dev, ...test].map((name) => name.slice(-6))).size).toBe(2);
  });

  it("are validated by the plan where only the plan knows them", async () => {
    const json = JSON.stringify(synthesize(environments()));
    const planned = inWorkspace({}, (workspace) =>
      plan(workspace.add("stack", json).terraform, "-var=environment=production"),
    );
    await expect(planned).rejects.toThrow(
      /The workload name\s+orders-archive-production was given\.\s+Allowed\s+are\s+2\s+to\s+20\s+lower-case/,
    );
  });
});

describeWithTerraform("a unique suffix", () => {
  it("differs between deployers, subscriptions, workspaces, stacks, constructs, and what distinguishes them", async () => {
    const suffixes = await inWorkspace({}, async (workspace) => {
      const one = workspace.add("one", suffixStack("one"));
      const others = workspace.add("others", suffixStack("others"));
      const again = workspace.add("again", suffixStack("one"));
      return [
        ...suffixesOf(await plan(one.as(alice))),
        ...suffixesOf(await plan(one.as(bob))),
        ...suffixesOf(
          await plan(one.as({ ...alice, ARM_SUBSCRIPTION_ID: "00000000-0000-4000-8000-000000000002" })),
        ),
        ...suffixesOf(await plan(others.as(alice))),
        ...suffixesOf(await plan(again.as({ ...alice, TF_WORKSPACE: "blue" }))),
      ];
    });
    expect(suffixes).toHaveLength(15);
    expect(new Set(suffixes).size).toBe(15);
  });

  it("of a pattern differs between resource groups that one stack is deployed to", async () => {
    const stack = newStack();
    const group = new TerraformVariable(stack, "group", { type: "string" });
    new SecureFunctionBehindApim(stack, "orders", {
      ...patternProps,
      resourceGroup: ExistingResourceGroup.fromResourceGroupName(stack, "group-by-name", group.stringValue),
    });
    const json = JSON.stringify(synthesize(stack));
    const names = await inWorkspace({}, (workspace) =>
      Promise.all(
        ["rg-one", "rg-other"].map(async (name) =>
          uniqueNames(await plan(workspace.add(name, json).as(alice), `-var=group=${name}`)),
        ),
      ),
    );
    expect(names[0].filter((name) => names[1].includes(name))).toEqual([]);
  });
});

/** One class for every environment, which a variable names. */
function environments(): TerraformStack {
  const stack = newStack();
  const environment = new TerraformVariable(stack, "environment", { type: "string" });
  new SecureFunctionBehindApim(stack, "orders", {
    ...patternProps,
    name: `orders-archive-${environment.stringValue}`,
    apiPath: "orders",
  });
  return stack;
}

function suffixStack(id: string): string {
  const stack = new TerraformStack(Testing.app(), id);
  addProviders(stack);
  const suffixes = [
    new UniqueSuffix(stack, "suffix"),
    new UniqueSuffix(stack, "other"),
    new UniqueSuffix(stack, "more", { distinguishedBy: ["production"] }),
  ];
  for (const [index, { value }] of suffixes.entries())
    new TerraformOutput(stack, `suffix-${index}`, { value });
  return JSON.stringify(synthesize(stack));
}

async function plan(terraform: Terraform, ...variables: string[]): Promise<PlanJson> {
  await terraform("init", "-input=false");
  await terraform("plan", "-input=false", "-out=plan.bin", ...variables);
  return JSON.parse(await terraform("show", "-json", "plan.bin"));
}

function suffixesOf({ resource_changes }: PlanJson): string[] {
  return (resource_changes ?? [])
    .filter(({ type }) => type === "terraform_data")
    .map(({ change }) => (change.after as { input: string }).input);
}

const typesOfUniqueNames = [
  "azuread_application",
  "azurerm_api_management",
  "azurerm_linux_function_app",
  "azurerm_storage_account",
];

/** In the order of their types. */
function uniqueNames({ resource_changes }: PlanJson): string[] {
  return typesOfUniqueNames.flatMap((wanted) =>
    (resource_changes ?? [])
      .filter(({ type }) => type === wanted)
      .map(({ change }) => change.after as { name?: string; display_name?: string })
      .map(({ name, display_name }) => String(name ?? display_name)),
  );
}
