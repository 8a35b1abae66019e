import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildApp } from "../../main";

export interface ExampleStack {
  readonly name: string;
  /** The synthesized `cdk.tf.json`. */
  readonly json: string;
}

/** Every stack of the app that `cdktf deploy` would offer, synthesized into a folder that is removed again. */
export function exampleStacks(): ExampleStack[] {
  const folder = mkdtempSync(join(tmpdir(), "examples-"));
  try {
    buildApp(folder).synth();
    const manifest: Manifest = JSON.parse(readFileSync(join(folder, "manifest.json"), "utf8"));
    return Object.values(manifest.stacks).map(({ name, synthesizedStackPath }) => ({
      name,
      json: readFileSync(join(folder, synthesizedStackPath), "utf8"),
    }));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Manifest {
  readonly stacks: { [id: string]: { readonly name: string; readonly synthesizedStackPath: string } };
}
