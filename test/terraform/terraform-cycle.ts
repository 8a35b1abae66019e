import type { PlanJson } from "./plan-json";
import { inWorkspace, type Terraform, type WorkspaceOptions } from "./workspace";

export interface NamedStack {
  readonly name: string;
  /** The content of a `*.tf.json` file. */
  readonly json: string;
}

/**
 * Takes stacks that read each other's outputs through their life with the real binary: in their order init,
 * validate, plan, show, apply, and a second plan that must be empty; then destroy, backwards.
 *
 * With real providers nothing is applied. `init` and `validate` run, and `plan` where `ARM_SUBSCRIPTION_ID`
 * says that there are credentials and the stack reads no other one's outputs.
 *
 * @returns the first plan of each stack that was planned, by its name
 * @throws Error with the command and Terraform's own message, when a step fails
 */
export async function runTerraformCycles(
  stacks: readonly NamedStack[],
  options: WorkspaceOptions = {},
): Promise<Map<string, PlanJson>> {
  return inWorkspace(options, async (workspace) => {
    const added = stacks.map(({ name, json }) => ({ name, json, ...workspace.add(name, json) }));
    const plans = new Map<string, PlanJson>();
    for (const { name, json, terraform } of added) {
      const plan = options.realProviders
        ? await planWithRealProviders(terraform, json)
        : await bringUp(terraform);
      if (plan) plans.set(name, plan);
    }
    if (options.realProviders) return plans;
    for (const { terraform } of added.reverse()) await terraform("destroy", "-input=false", "-auto-approve");
    return plans;
  });
}

/**
 * The short life of stacks that read each other's outputs: validate, apply, and a plan that must be empty.
 *
 * @throws Error with the command and Terraform's own message, when a step fails
 */
export async function applyStacks(stacks: readonly NamedStack[]): Promise<void> {
  return inWorkspace({}, async (workspace) => {
    for (const { name, json } of stacks) {
      const { terraform } = workspace.add(name, json);
      await validate(terraform);
      await terraform("apply", "-input=false", "-auto-approve");
      await planNothing(terraform);
    }
  });
}

/**
 * Applies stacks, and then plans others in their places, with their states: a plan must be empty.
 *
 * @throws Error with the command and Terraform's own message, when a step fails
 */
export async function replaceStacks(
  before: readonly NamedStack[],
  after: readonly NamedStack[],
): Promise<void> {
  return inWorkspace({}, async (workspace) => {
    for (const { name, json } of before) {
      const { terraform } = workspace.add(name, json);
      await terraform("init", "-input=false");
      await terraform("apply", "-input=false", "-auto-approve");
    }
    for (const { name, json } of after) await planNothing(workspace.add(name, json).terraform);
  });
}

/** {@link runTerraformCycles} for one stack. */
export async function runTerraformCycle(
  stackJson: string,
  options: WorkspaceOptions = {},
): Promise<PlanJson | undefined> {
  return (await runTerraformCycles([{ name: "stack", json: stackJson }], options)).get("stack");
}

/**
 * Only `init`, `validate` and `plan`: for a stack that is meant to fail.
 *
 * @throws Error with the command and Terraform's own message, when a step fails
 */
export async function planStack(stackJson: string): Promise<PlanJson> {
  return inWorkspace({}, (workspace) => firstPlan(workspace.add("stack", stackJson).terraform));
}

async function bringUp(terraform: Terraform): Promise<PlanJson> {
  const plan = await firstPlan(terraform);
  await terraform("apply", "-input=false", "plan.bin");
  await planNothing(terraform);
  return plan;
}

async function planNothing(terraform: Terraform): Promise<void> {
  await terraform("plan", "-input=false", "-detailed-exitcode");
}

async function validate(terraform: Terraform): Promise<void> {
  await terraform("init", "-input=false");
  // A warning is an argument that the next major version of a provider no longer has.
  const validation = await terraform("validate");
  if (validation.includes("Warning: ")) throw new Error(`terraform validate warns:\n${validation}`);
}

async function firstPlan(terraform: Terraform): Promise<PlanJson> {
  await validate(terraform);
  await terraform("plan", "-input=false", "-out=plan.bin");
  return JSON.parse(await terraform("show", "-json", "plan.bin"));
}

async function planWithRealProviders(terraform: Terraform, stackJson: string): Promise<PlanJson | undefined> {
  if (process.env.ARM_SUBSCRIPTION_ID && !JSON.parse(stackJson).data?.terraform_remote_state) {
    return firstPlan(terraform);
  }
  await terraform("init", "-input=false");
  await terraform("validate");
  return undefined;
}
