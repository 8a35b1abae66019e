import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { sbomOf } from "../../tools/bundle/sbom";

const workflows = join(__dirname, "../../.github/workflows");

interface Workflow {
  readonly permissions: object;
  readonly jobs: Record<string, { readonly needs?: string | string[]; readonly steps: Step[] }>;
}

interface Step {
  readonly uses?: string;
  readonly run?: string;
}

function workflow(name: string): Workflow {
  return parse(readFileSync(join(workflows, name), "utf8"));
}

describe.each(readdirSync(workflows))("the workflow %s", (name) => {
  const steps = Object.values(workflow(name).jobs).flatMap((job) => job.steps);

  it("may only read, unless a job says what else", () => {
    expect(workflow(name).permissions).toEqual({ contents: "read" });
  });

  it("runs actions by their commit, which nobody can move", () => {
    const used = steps.flatMap(({ uses }) => uses ?? []);
    expect(used.length).toBeGreaterThan(0);
    expect(used.filter((action) => !/^[\w.-]+(\/[\w.-]+)+@[0-9a-f]{40}$/.test(action))).toEqual([]);
  });

  it("evaluates nothing in a script that somebody else wrote", () => {
    expect(steps.filter(({ run }) => run?.includes("${{"))).toEqual([]);
  });
});

describe("a release", () => {
  const { jobs } = workflow("release.yml");

  it("is published after all checks passed, with its provenance", () => {
    expect(jobs.build.steps.map(({ run }) => run)).toContain("bash .ci/run");
    expect(jobs.npm).toMatchObject({ needs: "build", permissions: { "id-token": "write" } });
    expect(jobs.npm.steps.at(-1)?.run).toContain("npm publish --provenance");
  });

  it("is tagged when every language has it", () => {
    expect(jobs.tag.needs).toEqual(["npm", "pypi", "maven", "nuget", "golang"]);
  });

  it("has an SBOM that names what is in the bundles", () => {
    const own = { name: "own", version: "1.0.0", license: "Apache-2.0" };
    const bundled = { name: "@scope/a", version: "2.1.0", license: "MIT", licenseText: "text" };
    expect(sbomOf(own, [bundled])).toMatchObject({
      bomFormat: "CycloneDX",
      metadata: { component: { purl: "pkg:npm/own@1.0.0" } },
      components: [
        { name: "@scope/a", purl: "pkg:npm/%40scope/a@2.1.0", licenses: [{ license: { id: "MIT" } }] },
      ],
      dependencies: [{ ref: "pkg:npm/own@1.0.0", dependsOn: ["pkg:npm/%40scope/a@2.1.0"] }],
    });
  });
});
