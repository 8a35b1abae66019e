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

  it("tells per stack where it is, how much it holds, who can reach each Function, and what comes next", () => {
    const isResourceCount = (line: string) => /^ {4}\w+ +\d+$/.test(line);
    const summary = summaryOfExamples().split("\n");
    expect(summary.filter((line) => !isResourceCount(line)).join("\n")).toMatchSnapshot();
  });

  it("counts the resources of a stack by their type", () => {
    expect(summaryOfExamples()).toContain(`
split-registration-entra: 4 resources in cdktf.out/stacks/split-registration-entra/cdk.tf.json
    azuread_app_role_assignment  1
    azuread_application          1
    azuread_service_principal    1
    terraform_data               1
  next: npx cdktf diff split-registration-entra
`);
  });
});

function summaryOfExamples(): string {
  return withFolder((folder) => {
    const app = buildApp(folder);
    app.synth();
    return synthSummary(app).replaceAll(folder, "cdktf.out");
  });
}
