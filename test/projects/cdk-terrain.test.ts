import { cpSync, readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { devDependencies } from "../../package.json";
import { cdkTerrain } from "../../tools/cdk-terrain/native-manifest";
import { packInto } from "../../tools/pack";
import { exampleStacks, synthesizedExamples } from "../fixtures/examples";
import { startAtMost } from "../terraform/at-most";
import { deployments } from "../terraform/deployments";
import { describeWithTerraform } from "../terraform/describe-with-terraform";
import { replaceStacks } from "../terraform/terraform-cycle";
import { comparable } from "./comparable-stacks";
import { FreshProject, root } from "./fresh-project";

const MINUTES = 60_000;
// Every example is applied and planned twice.
jest.setTimeout(10 * MINUTES);

/** What the README says that a project's package.json has. */
const readme = readFileSync(join(root, "README.md"), "utf8");
const [, block = ""] = /```json\n(\{[^`]*npm:cdktn[^`]*)```/.exec(readme) ?? [];
const project = new FreshProject(JSON.parse(block));

beforeAll(() => {
  const { filename } = packInto(project.folder);
  const bindings = ["@cdktf/provider-azurerm", "@cdktf/provider-azuread"] as const;
  project.install(
    `./${filename}`,
    ...bindings.map((name) => `${name}@${devDependencies[name]}`),
    `cdktn-cli@${cdkTerrain.cdktn}`,
    `tsx@${devDependencies.tsx}`,
    // `cdktn-cli` wants a newer Node.js than the library does.
    "node@22.23.3",
  );
  for (const source of ["main.ts", "examples"]) {
    cpSync(join(root, source), join(project.folder, source), { recursive: true });
  }
  project.write("cdktf.json", readFileSync(join(root, "cdktf.json"), "utf8"));
  project.run("npx", "cdktn", "synth");
});
afterAll(() => project.remove());

describe("in a project that has CDK Terrain in cdktf's place, as the README says", () => {
  it("there is one framework, CDK Terrain's, for the library and for the bindings", () => {
    expect(project.versionsOf("cdktf")).toEqual([cdkTerrain.cdktn]);
    const { version } = JSON.parse(project.read("node_modules/constructs/package.json"));
    expect(version).toBe(cdkTerrain.constructs);
  });

  it("`cdktn synth` writes every example as cdktf does, but for the version of the framework", () => {
    const stacks = project.stacks();
    const versions = [...stacks.values()].map((stack) => stack["//"].metadata.version);
    expect(new Set(versions)).toEqual(new Set([cdkTerrain.cdktn]));
    expect(comparable(stacks)).toEqual(comparable(synthesizedExamples()));
  });
});

describeWithTerraform("a project that moves to CDK Terrain", () => {
  it("keeps its state: Terraform plans no change of what cdktf's stacks applied", async () => {
    const stacks = project.stacks();
    // The largest of the groups would take as long as all others.
    const groups = deployments(exampleStacks()).filter(([{ name }]) => !name.startsWith("many-functions"));
    expect(groups.length).toBeGreaterThan(4);
    const moves = groups.map((group) => () => {
      const moved = group.map(({ name }) => ({ name, json: JSON.stringify(stacks.get(name)) }));
      return replaceStacks(group, moved);
    });
    await Promise.all(startAtMost(Math.min(4, availableParallelism()), moves));
  });
});
