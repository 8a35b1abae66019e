import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const root = join(__dirname, "..", "..");
const project = mkdtempSync(join(tmpdir(), "fresh-project-"));

const program = `
const { App, TerraformStack } = require("cdktf");
const { AzureadProvider } = require("@cdktf/provider-azuread/lib/provider");
const { AzurermProvider } = require("@cdktf/provider-azurerm/lib/provider");
const { ApiDefinition, Callers, Policy, PolicyPlace, SecureFunctionBehindApim } = require("cdktf-secure-function-behind-apim");

const app = new App();
const stack = new TerraformStack(app, "fresh");
new AzureadProvider(stack, "azuread");
new AzurermProvider(stack, "azurerm", { features: [{ storage: [{ dataPlaneAvailable: false }] }] });
new SecureFunctionBehindApim(stack, "orders", {
  name: "orders",
  location: "westeurope",
  publisher: { name: "Contoso", email: "api@contoso.com" },
  apiDefinition: ApiDefinition.fromOpenApi({
    openapi: "3.0.0",
    info: { title: "T", version: "1" },
    paths: { "/a": { get: { responses: { 200: { description: "Fine" } } } } },
  }),
  callers: Callers.anonymous(),
  policy: new Policy().rawXml(PolicyPlace.OUTBOUND, '<set-status code="200" />'),
});
app.synth();
`;

/** A project that has the packed library, and beside it nothing but the peers that a user installs. */
function installTarball(): void {
  const run = (command: string, args: string[], cwd: string) =>
    execFileSync(command, args, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
  run("npm", ["run", "build"], root);
  const [{ filename }] = JSON.parse(run("npm", ["pack", "--json", "--pack-destination", project], root));
  const modules = join(project, "node_modules");
  const installed = join(modules, "cdktf-secure-function-behind-apim");
  mkdirSync(installed, { recursive: true });
  run("tar", ["-xzf", join(project, filename), "--strip-components=1", "-C", installed], project);
  mkdirSync(join(modules, "@cdktf"));
  for (const peer of ["cdktf", "constructs", "@cdktf/provider-azurerm", "@cdktf/provider-azuread"]) {
    symlinkSync(join(root, "node_modules", peer), join(modules, peer));
  }
  writeFileSync(join(project, "main.js"), program);
}

beforeAll(installTarball, 120_000);
afterAll(() => rmSync(project, { recursive: true }));

describe("the package, from its tarball", () => {
  it("synthesizes in a fresh project", () => {
    execFileSync(process.execPath, ["--preserve-symlinks", "--preserve-symlinks-main", "main.js"], {
      cwd: project,
    });
    const json = JSON.parse(readFileSync(join(project, "cdktf.out/stacks/fresh/cdk.tf.json"), "utf8"));
    expect(Object.keys(json.resource)).toContain("azurerm_linux_function_app");
  });

  it("carries types, the jsii assembly, and no test", () => {
    const files = execFileSync("tar", ["-tzf", tarball()], { encoding: "utf8" }).split("\n");
    expect(files).toEqual(
      expect.arrayContaining([
        "package/dist/index.d.ts",
        "package/.jsii",
        "package/README.md",
        "package/LICENSE",
      ]),
    );
    expect(files.filter((file) => /^package\/(test|examples|tools|lib)\//.test(file))).toEqual([]);
  });

  it("has the description of its public types that their build says", () => {
    const check = ["--import", "tsx", "tools/generate-public-types.ts", "--check"];
    expect(() => execFileSync(process.execPath, check, { cwd: root, stdio: "pipe" })).not.toThrow();
  });

  it("loads no provider through its root", () => {
    const loaded = execFileSync(
      process.execPath,
      [
        "--preserve-symlinks",
        "-e",
        'require("cdktf-secure-function-behind-apim"); console.log(Object.keys(require.cache).join("\\n"))',
      ],
      { cwd: project, encoding: "utf8" },
    ).split("\n");
    expect(loaded.length).toBeGreaterThan(20);
    expect(loaded.filter((file) => /provider-azure(rm|ad)[/\\]lib[/\\]index\.js$/.test(file))).toEqual([]);
  });
});

function tarball(): string {
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  return join(project, `cdktf-secure-function-behind-apim-${version}.tgz`);
}
