import { execFile, execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Json } from "../synthesis";

export const root = join(__dirname, "../..");

/** A project of its own in a new folder, without this repository's packages. */
export class FreshProject {
  public readonly folder = mkdtempSync(join(tmpdir(), "fresh-project-"));

  /** @param manifest its package.json; without it the folder is empty */
  public constructor(manifest?: object) {
    if (!manifest) return;
    this.write(
      "package.json",
      JSON.stringify({ name: "fresh", version: "1.0.0", private: true, ...manifest }, null, 2),
    );
  }

  public write(file: string, text: string): void {
    writeFileSync(join(this.folder, file), text);
  }

  public read(file: string): string {
    return readFileSync(join(this.folder, file), "utf8");
  }

  /** Runs a program in the project, and gives what it prints. */
  public run(command: string, ...args: string[]): string {
    return execFileSync(command, args, {
      cwd: this.folder,
      env: environment(),
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe"],
    });
  }

  /** Runs lines of a shell until one fails, without stopping this process. */
  public async shell(lines: string, variables: NodeJS.ProcessEnv = {}): Promise<string> {
    const env = { ...environment(), ...variables };
    const options = { cwd: this.folder, env, maxBuffer: 64 * 1024 * 1024 };
    const { stdout } = await promisify(execFile)("bash", ["-euc", lines], options);
    return stdout;
  }

  public install(...packages: string[]): void {
    this.run("npm", "install", "--prefer-offline", "--no-audit", "--no-fund", ...packages);
  }

  /** What `npm ls` says of a package: each place in which the project has it, with its version. */
  public versionsOf(name: string): string[] {
    const modules: Json = JSON.parse(this.run("npm", "ls", name, "--all", "--json"));
    const found = ({ dependencies = {} }: Json): string[] =>
      Object.entries<Json>(dependencies).flatMap(([member, entry]) => [
        ...(member === name ? [entry.version] : []),
        ...found(entry),
      ]);
    return [...new Set(found(modules))];
  }

  /** The JSON of the stacks that were synthesized, by their names. */
  public stacks(): Map<string, Json> {
    const stacks = join(this.folder, "cdktf.out/stacks");
    const names = existsSync(stacks) ? readdirSync(stacks) : [];
    return new Map(
      names.map((name) => [name, JSON.parse(readFileSync(join(stacks, name, "cdk.tf.json"), "utf8"))]),
    );
  }

  public remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Without what this repository's own npm says of itself. */
function environment(): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !/^npm_|^NODE_OPTIONS$|^JEST_/i.test(name));
  return { ...Object.fromEntries(own), CHECKPOINT_DISABLE: "1", CI: "1" };
}
