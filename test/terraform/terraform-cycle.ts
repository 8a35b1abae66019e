import type { StateJson } from "../access/simulator/applied";
import type { PlanJson } from "./plan-json";
import { type Deployer, inWorkspace, type Terraform } from "./workspace";

export interface NamedStack {
  readonly name: string;
  /** The content of a `*.tf.json` file. */
  readonly json: string;
  /** What is planned and applied in its place afterwards. */
  readonly changedJson?: string;
  /** Who applies it. */
  readonly deployer?: Deployer;
}

/** What Terraform says of a stack, one after the other. */
export interface StackPlans {
  readonly firstPlan: PlanJson;
  readonly state: StateJson;
  /** It changes nothing. */
  readonly secondPlan: PlanJson;
  /** Of a stack that another one takes the place of. */
  readonly change?: { readonly plan: PlanJson; readonly state: StateJson };
}

/**
 * Takes stacks that read each other's outputs through their life with the real binary: in their order init,
 * validate, plan, show, apply, a second plan that must be empty, and what changes; then destroy, backwards.
 *
 * @returns what was planned and applied of each stack, by its name
 * @throws Error with the command and Terraform's own message, when a step fails
 */
export async function runTerraformCycles(
  stacks: readonly NamedStack[],
): Promise<ReadonlyMap<string, StackPlans>> {
  return inWorkspace({}, async (workspace) => {
    const added = stacks.map(({ deployer = {}, ...stack }) => ({
      ...stack,
      terraform: workspace.add(stack.name, stack.json).as(deployer),
    }));
    const plans = new Map<string, StackPlans>();
    for (const { name, changedJson, terraform } of added) {
      const own = await bringUp(terraform);
      if (changedJson !== undefined) workspace.add(name, changedJson);
      plans.set(name, changedJson === undefined ? own : { ...own, change: await planAndApply(terraform) });
    }
    for (const { terraform } of added.reverse()) await terraform("destroy", "-input=false", "-auto-approve");
    return plans;
  });
}

/**
 * Init and validate with real providers, which apply nothing; and plan where `ARM_SUBSCRIPTION_ID` says that there are
 * credentials and the stack reads no other one's outputs.
 *
 * @throws Error with the command and Terraform's own message, when a step fails
 */
export async function tryWithRealProviders(stacks: readonly NamedStack[]): Promise<void> {
  await inWorkspace({ realProviders: true }, async (workspace) => {
    for (const { name, json } of stacks)
      await planWithRealProviders(workspace.add(name, json).terraform, json);
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
export async function runTerraformCycle(json: string, changedJson?: string): Promise<StackPlans> {
  const plans = await runTerraformCycles([{ name: "stack", json, changedJson }]);
  return plans.get("stack") as StackPlans;
}

/**
 * Only `init`, `validate` and `plan`: for a stack that is meant to fail.
 *
 * @throws Error with the command and Terraform's own message, when a step fails
 */
export async function planStack(stackJson: string): Promise<PlanJson> {
  return inWorkspace({}, (workspace) => firstPlan(workspace.add("stack", stackJson).terraform));
}

async function bringUp(terraform: Terraform): Promise<StackPlans> {
  const plan = await firstPlan(terraform);
  const state = await applied(terraform);
  await planNothing(terraform);
  return { firstPlan: plan, state, secondPlan: await shown(terraform) };
}

async function planAndApply(terraform: Terraform): Promise<NonNullable<StackPlans["change"]>> {
  await terraform("plan", "-input=false", "-out=plan.bin");
  const plan = await shown(terraform);
  return { plan, state: await applied(terraform) };
}

async function applied(terraform: Terraform): Promise<StateJson> {
  await terraform("apply", "-input=false", "plan.bin");
  return JSON.parse(await terraform("show", "-json"));
}

async function shown(terraform: Terraform): Promise<PlanJson> {
  return JSON.parse(await terraform("show", "-json", "plan.bin"));
}

async function planNothing(terraform: Terraform): Promise<void> {
  await terraform("plan", "-input=false", "-out=plan.bin", "-detailed-exitcode");
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
  return shown(terraform);
}

async function planWithRealProviders(terraform: Terraform, stackJson: string): Promise<void> {
  if (process.env.ARM_SUBSCRIPTION_ID && !JSON.parse(stackJson).data?.terraform_remote_state) {
    await firstPlan(terraform);
    return;
  }
  await terraform("init", "-input=false");
  await terraform("validate");
}
