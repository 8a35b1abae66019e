import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildApp } from "../../main";
import type { NamedStack } from "./terraform-cycle";

/** A synthesized stack of the examples. */
export interface ExampleStack extends NamedStack {
  /** Names of the stacks whose outputs it reads. */
  readonly dependencies: readonly string[];
}

/** Every stack of the app that `cdktf deploy` would offer, synthesized into a folder that is removed again. */
export function exampleStacks(): ExampleStack[] {
  const folder = mkdtempSync(join(tmpdir(), "examples-"));
  try {
    buildApp(folder).synth();
    const manifest: Manifest = JSON.parse(readFileSync(join(folder, "manifest.json"), "utf8"));
    return Object.values(manifest.stacks).map(({ name, synthesizedStackPath, dependencies }) => ({
      name,
      dependencies,
      json: readFileSync(join(folder, synthesizedStackPath), "utf8"),
    }));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Manifest {
  readonly stacks: {
    [id: string]: {
      readonly name: string;
      readonly synthesizedStackPath: string;
      readonly dependencies: readonly string[];
    };
  };
}

/** The stacks in groups that are deployed together, each group in an order in which it can be deployed. */
export function deployments(stacks: readonly ExampleStack[]): ExampleStack[][] {
  const groups: ExampleStack[][] = [];
  for (const stack of deployOrder(stacks)) {
    const joined = groups.filter((group) => group.some(({ name }) => stack.dependencies.includes(name)));
    for (const group of joined) groups.splice(groups.indexOf(group), 1);
    groups.push([...joined.flat(), stack]);
  }
  return groups;
}

function deployOrder(stacks: readonly ExampleStack[], done: readonly ExampleStack[] = []): ExampleStack[] {
  const names = done.map(({ name }) => name);
  const ready = stacks.filter(({ dependencies }) => dependencies.every((name) => names.includes(name)));
  const rest = stacks.filter((stack) => !ready.includes(stack));
  if (ready.length === 0 && rest.length > 0) throw new Error(`A cycle of stacks: ${JSON.stringify(rest)}`);
  return rest.length === 0 ? [...done, ...ready] : deployOrder(rest, [...done, ...ready]);
}
