import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildApp } from "../../main";
import { synthSummary } from "../../tools/synth-summary";

const root = join(__dirname, "..", "..");

function withFolder<T>(action: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), "synth-"));
  try {
    return action(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function stacksIn(folder: string): Record<string, string> {
  const names = readdirSync(join(folder, "stacks")).sort();
  return Object.fromEntries(
    names.map((name) => [name, readFileSync(join(folder, "stacks", name, "cdk.tf.json"), "utf8")]),
  );
}

describe("the command line", () => {
  it("npx cdktf synth writes the same JSON as npm run synth", () => {
    const ours = withFolder((folder) => {
      buildApp(folder).synth();
      return stacksIn(folder);
    });
    const theirs = withFolder((folder) => {
      execFileSync(process.execPath, [join(root, "node_modules/.bin/cdktf"), "synth", "--output", folder], {
        cwd: root,
        env: { ...process.env, CHECKPOINT_DISABLE: "1", CI: "1" },
        stdio: "pipe",
      });
      return stacksIn(folder);
    });
    expect(theirs).toEqual(ours);
  }, 60_000);

  it("tells per stack where it is, what it holds, who may call whom, and what comes next", () => {
    withFolder((folder) => {
      const app = buildApp(folder);
      app.synth();
      expect(synthSummary(app).replaceAll(folder, "cdktf.out")).toMatchSnapshot();
    });
  });
});
