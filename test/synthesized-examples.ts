import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { TerraformStack } from "cdktf";
import { buildApp } from "../main";
import type { Json } from "./synthesis";

/** Every example as `app.synth()` writes it, by the stack's name. */
export function synthesizedExamples(): Map<string, Json> {
  const outdir = mkdtempSync(join(tmpdir(), "examples-"));
  try {
    const app = buildApp(outdir);
    app.synth();
    const names = app.node.children.filter(TerraformStack.isStack).map(({ node }) => node.id);
    return new Map(
      names.map((name) => [
        name,
        JSON.parse(readFileSync(join(outdir, "stacks", name, "cdk.tf.json"), "utf8")),
      ]),
    );
  } finally {
    rmSync(outdir, { recursive: true });
  }
}
