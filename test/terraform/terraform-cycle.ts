import { execFile } from "node:child_process";
import { accessSync, constants, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { installStandIn } from "./installation";

export interface CycleOptions {
  /**
   * Use the providers that the user's own Terraform configuration finds: `init` and `validate`, and `plan`
   * where `ARM_SUBSCRIPTION_ID` says that there are credentials. Nothing is applied.
   *
   * @default false: the stand-in, and the whole cycle
   */
  readonly realProviders?: boolean;
}

/** The parts of `terraform show -json` that tests read. */
export interface PlanJson {
  readonly planned_values: { readonly root_module: { readonly resources?: readonly PlannedResource[] } };
  readonly resource_changes?: readonly ResourceChange[];
  readonly configuration?: {
    readonly root_module: { readonly resources?: readonly ConfiguredResource[] };
  };
}

export interface PlannedResource {
  readonly address: string;
  readonly mode: "managed" | "data";
  readonly type: string;
  readonly values: { readonly [name: string]: unknown };
}

export interface ConfiguredResource {
  readonly address: string;
  readonly expressions?: { readonly [name: string]: unknown };
}

export interface ResourceChange {
  readonly address: string;
  readonly mode: "managed" | "data";
  readonly type: string;
  readonly change: { readonly actions: readonly string[]; readonly after_unknown: unknown };
}

/** The `terraform` or `tofu` on the path, in this order; nothing when there is neither. */
export function terraformBinary(): string | undefined {
  const folders = (process.env.PATH ?? "").split(delimiter);
  const candidates = ["terraform", "tofu"].flatMap((name) => folders.map((folder) => join(folder, name)));
  return candidates.find(isExecutable);
}

/**
 * Takes a stack through its life with the real binary: init, validate, plan, show, apply, a second plan that
 * must be empty, destroy.
 *
 * @param stackJson the content of a `*.tf.json` file
 * @returns the first plan; nothing when real providers have no credentials to plan with
 * @throws Error with the command and Terraform's own message, when a step fails
 */
export async function runTerraformCycle(
  stackJson: string,
  options: CycleOptions = {},
): Promise<PlanJson | undefined> {
  return inWorkspace(stackJson, options, async (terraform) => {
    await terraform("init", "-input=false");
    await terraform("validate");
    if (options.realProviders && !process.env.ARM_SUBSCRIPTION_ID) return undefined;
    await terraform("plan", "-input=false", "-out=plan.bin");
    const plan: PlanJson = JSON.parse(await terraform("show", "-json", "plan.bin"));
    if (options.realProviders) return plan;
    await terraform("apply", "-input=false", "plan.bin");
    await terraform("plan", "-input=false", "-detailed-exitcode");
    await terraform("destroy", "-input=false", "-auto-approve");
    return plan;
  });
}

/**
 * Only `init`, `validate` and `plan`: for a stack that is meant to fail.
 *
 * @throws Error with the command and Terraform's own message, when a step fails
 */
export async function planStack(stackJson: string): Promise<PlanJson> {
  return inWorkspace(stackJson, {}, async (terraform) => {
    await terraform("init", "-input=false");
    await terraform("validate");
    await terraform("plan", "-input=false", "-out=plan.bin");
    return JSON.parse(await terraform("show", "-json", "plan.bin"));
  });
}

export type Terraform = (...args: string[]) => Promise<string>;

/** Runs Terraform commands in a folder of their own, which holds the stack and is removed afterwards. */
export async function inWorkspace<T>(
  stackJson: string,
  options: CycleOptions,
  use: (terraform: Terraform, folder: string) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "stack-"));
  try {
    const stack = join(folder, "stack");
    mkdirSync(stack);
    writeFileSync(join(stack, "cdk.tf.json"), withLocalState(stackJson));
    const environment = options.realProviders
      ? ownInstallation()
      : { TF_CLI_CONFIG_FILE: installStandIn(folder) };
    return await use((...args) => run(stack, environment, args), stack);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A stack's own backend would need a cloud, or would leave its state beside the code. */
function withLocalState(stackJson: string): string {
  const stack = JSON.parse(stackJson);
  if (stack.terraform?.backend) stack.terraform.backend = { local: {} };
  return JSON.stringify(stack, null, 2);
}

function run(folder: string, environment: NodeJS.ProcessEnv, args: string[]): Promise<string> {
  const binary = terraformBinary();
  if (!binary) throw new Error(MISSING_TERRAFORM);
  const env = { ...cleanEnvironment(), ...environment, CHECKPOINT_DISABLE: "1", TF_IN_AUTOMATION: "1" };
  const options = { cwd: folder, env, maxBuffer: 256 * 1024 * 1024 };
  return new Promise((resolve, reject) => {
    const [command = "", ...flags] = args;
    execFile(binary, [command, "-no-color", ...flags], options, (error, output, messages) => {
      if (error) reject(new Error(`terraform ${args.join(" ")} failed:\n${output}\n${messages}`));
      else resolve(output);
    });
  });
}

/** The settings of whoever runs the tests must not reach the stack: no workspace, variables or arguments of theirs. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("TF_")));
}

function ownInstallation(): NodeJS.ProcessEnv {
  const { TF_CLI_CONFIG_FILE, TF_PLUGIN_CACHE_DIR } = process.env;
  return {
    ...(TF_CLI_CONFIG_FILE && { TF_CLI_CONFIG_FILE }),
    ...(TF_PLUGIN_CACHE_DIR && { TF_PLUGIN_CACHE_DIR }),
  };
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** What a test run says when it cannot prove anything about plans. */
export const MISSING_TERRAFORM =
  "Neither terraform nor tofu is on the PATH: no stack was planned. Install Terraform 1.5 or newer, or OpenTofu.";
