import { readFileSync } from "node:fs";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { parse } from "yaml";
import { peerDependencies } from "../../package.json";
import { packInto } from "../../tools/pack";
import { snippetsOf } from "../package/snippets";
import { describeWithTerraform } from "../terraform/describe-with-terraform";
import { installStandIn } from "../terraform/installation";
import { FreshProject, root } from "./fresh-project";
import { NpmRegistry } from "./npm-registry";

const MINUTES = 60_000;
jest.setTimeout(10 * MINUTES);

const readme = readFileSync(join(root, "README.md"), "utf8");
const [section = ""] = /^## In your own project$.*?(?=^## )/ms.exec(readme) ?? [];
const [newProject, presentProject] = [...section.matchAll(/^```sh\n(.*?)^```$/gms)].map(([, lines]) => lines);

const packed = new FreshProject();
let registry: NpmRegistry;
beforeAll(async () => {
  const { filename } = packInto(packed.folder);
  registry = await NpmRegistry.start(join(packed.folder, filename));
});
afterAll(async () => {
  await registry.stop();
  packed.remove();
});

function npmVariables(): NodeJS.ProcessEnv {
  return {
    npm_config_registry: registry.url,
    // Tarballs of other packages come from where they are.
    npm_config_replace_registry_host: "never",
    npm_config_prefer_offline: "true",
  };
}

describeWithTerraform("what README says of a new project, line by line in an empty folder", () => {
  const project = new FreshProject();
  let terraform: NodeJS.ProcessEnv;
  let output: string;

  beforeAll(async () => {
    terraform = { TF_CLI_CONFIG_FILE: installStandIn(packed.folder) };
    output = stripVTControlCharacters(await project.shell(newProject, { ...npmVariables(), ...terraform }));
  });
  afterAll(() => project.remove());

  it("tests and plans the template's stack", () => {
    expect(output).toMatch(/^. pass 2$/m);
    expect(output).toMatch(/^Plan: \d+ to add, 0 to change, 0 to destroy\.$/m);
  });

  it("has the files that README shows", () => {
    const [stack] = snippetsOf("README.md", readme);
    const [program] = snippetsOf("README.md", section);
    expect(project.read("orders-stack.ts")).toBe(stack.code);
    expect(project.read("main.ts")).toBe(program.code);
  });

  it("keeps what is generated out of Git", async () => {
    expect(await project.shell("git init --quiet && git status --short --untracked-files=all")).toBe(
      [
        ".github/workflows/plan.yml",
        ".gitignore",
        "README.md",
        "cdktf.json",
        "main.ts",
        "orders-stack.ts",
        "orders.openapi.yaml",
        "package-lock.json",
        "package.json",
        "test/orders-stack.test.ts",
        "tsconfig.json",
      ]
        .map((file) => `?? ${file}\n`)
        .join(""),
    );
  });

  it("does on a pull request what its workflow says: plans, and reviews who can reach the Function", async () => {
    const { env, jobs } = parse(project.read(".github/workflows/plan.yml"));
    const steps: { name?: string; run: string; "working-directory"?: string }[] = jobs.plan.steps;
    for (const name of ["Synthesize", "Plan", "Review access"]) {
      const step = steps.find((one) => one.name === name);
      const folder = step?.["working-directory"]?.replace(/\$\{\{ env\.STACK \}\}/, env.STACK) ?? ".";
      await project.shell(`cd ${folder}\n${step?.run}`, { STACK: env.STACK, ...terraform });
    }
    expect(project.read("review.md")).toMatch(/^### ✅ func-orders-\w+ can be reached by /m);
  });

  it("keeps its state in the storage account that the environment names", async () => {
    await project.shell("npm run synth", { STATE_STORAGE_ACCOUNT: "stcontosostate" });
    expect(project.stacks().get("orders").terraform.backend).toEqual({
      azurerm: {
        storage_account_name: "stcontosostate",
        container_name: "tfstate",
        key: "orders.tfstate",
        use_azuread_auth: true,
      },
    });
  });
});

describe("what README says of a project that there is", () => {
  const project = new FreshProject({});
  afterAll(() => project.remove());

  it("installs the library and its peers", async () => {
    await project.shell(presentProject, npmVariables());
    const { dependencies } = JSON.parse(project.read("package.json"));
    expect(Object.keys(dependencies).sort()).toEqual(
      ["cdktf-secure-function-behind-apim", ...Object.keys(peerDependencies)].sort(),
    );
  });
});
