import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { installStandIn } from "./installation";
import { MISSING_TERRAFORM, terraformBinary } from "./terraform-binary";

export interface WorkspaceOptions {
  /**
   * Use the providers that the user's own Terraform configuration finds.
   *
   * @default false: the stand-in
   */
  readonly realProviders?: boolean;
}

/** Runs a command in a stack's folder, and gives what it prints. */
export type Terraform = (...args: string[]) => Promise<string>;

/** Who runs Terraform and where, as azurerm and Terraform read it from the environment. */
export interface Deployer {
  readonly ARM_CLIENT_ID?: string;
  readonly ARM_SUBSCRIPTION_ID?: string;
  readonly ARM_TENANT_ID?: string;
  readonly TF_WORKSPACE?: string;
}

/** The stand-in does not answer as whoever runs the tests. */
const nobody = { ARM_CLIENT_ID: undefined, ARM_SUBSCRIPTION_ID: undefined, ARM_TENANT_ID: undefined };

/** A folder in which stacks lie beside each other as `cdktf synth` writes them, each with a state of its own. */
export interface Workspace {
  /** Makes a stack's folder, and writes its `cdk.tf.json` when it has one. */
  add(name: string, stackJson?: string): AddedStack;
}

export interface AddedStack {
  readonly terraform: Terraform;
  /** Terraform as somebody else runs it. */
  as(deployer: Deployer): Terraform;
  readonly folder: string;
}

/** Gives a workspace, and removes it afterwards. */
export async function inWorkspace<T>(
  options: WorkspaceOptions,
  use: (workspace: Workspace) => Promise<T>,
): Promise<T> {
  const root = mkdtempSync(join(tmpdir(), "stacks-"));
  const environment = options.realProviders
    ? ownInstallation()
    : { ...nobody, TF_CLI_CONFIG_FILE: installStandIn(root) };
  const add = (name: string, stackJson?: string) => {
    const folder = join(root, "cdktf.out/stacks", name);
    mkdirSync(folder, { recursive: true });
    if (stackJson !== undefined) writeFileSync(join(folder, "cdk.tf.json"), withStateInWorkspace(stackJson));
    const as =
      (deployer: Deployer) =>
      (...args: string[]) =>
        run(folder, { ...environment, ...deployer }, args);
    return { folder, terraform: as({}), as };
  };
  try {
    return await use({ add });
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

/** Gives the folder of one stack, with the stand-in, and removes it afterwards. */
export async function inStack<T>(
  stackJson: string,
  use: (terraform: Terraform, folder: string) => Promise<T>,
): Promise<T> {
  return inWorkspace({}, (workspace) => {
    const { terraform, folder } = workspace.add("stack", stackJson);
    return use(terraform, folder);
  });
}

/** Where a stack keeps its state must be in the workspace: other backends need a cloud, other paths stay. */
function withStateInWorkspace(stackJson: string): string {
  const stack = JSON.parse(stackJson);
  const path = stack.terraform?.backend?.local?.path;
  if (stack.terraform?.backend && !path?.startsWith("../")) stack.terraform.backend = { local: {} };
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
