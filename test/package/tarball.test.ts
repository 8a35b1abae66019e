import { execFileSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import ts from "typescript";
import { peerDependencies } from "../../package.json";

const root = join(__dirname, "..", "..");
const project = mkdtempSync(join(tmpdir(), "fresh-project-"));
const installedFolder = join(project, "node_modules/cdktf-secure-function-behind-apim");
const peers = Object.keys(peerDependencies);

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

/** What `npm pack` says of the tarball. */
let packed: {
  readonly filename: string;
  readonly size: number;
  readonly unpackedSize: number;
  readonly files: readonly { readonly path: string }[];
};

/** A project that has the packed library, and beside it nothing but the peers that a user installs. */
function installTarball(): void {
  const run = (command: string, args: string[], cwd: string) =>
    execFileSync(command, args, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
  // Apart, since what the script prints would be among the JSON.
  run("npm", ["run", "prepack"], root);
  const pack = ["pack", "--ignore-scripts", "--json", "--pack-destination", project];
  [packed] = JSON.parse(run("npm", pack, root));
  const modules = join(project, "node_modules");
  mkdirSync(installedFolder, { recursive: true });
  run(
    "tar",
    ["-xzf", join(project, packed.filename), "--strip-components=1", "-C", installedFolder],
    project,
  );
  mkdirSync(join(modules, "@cdktf"));
  for (const peer of peers) {
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

  it("has what its users need, and nothing else", () => {
    const files = packed.files.map(({ path }) => path);
    expect(files.filter((file) => !/^(docs|dist\/.*\.d\.ts$)/.test(file)).sort()).toEqual([
      ".jsii",
      "CHANGELOG.md",
      "LICENSE",
      "README.md",
      "THIRD-PARTY-LICENSES",
      "dist/bundle.js",
      "dist/vendor/json-schema.js",
      "dist/vendor/openapi-schemas.js",
      "dist/vendor/xml.js",
      "dist/vendor/yaml.js",
      "package.json",
    ]);
    expect(files).toContain("dist/index.d.ts");
    expect(files.filter((file) => /^docs/.test(file) && !/^docs\/[a-z-]+\.md$/.test(file))).toEqual([]);
  });

  it("stays small", () => {
    expect(packed.size).toBeLessThan(450_000);
    expect(packed.unpackedSize).toBeLessThan(2_300_000);
  });

  it("needs no package but the peers", () => {
    const manifest = JSON.parse(readFileSync(join(installedFolder, "package.json"), "utf8"));
    expect(manifest.dependencies).toBeUndefined();
    expect(Object.keys(manifest.peerDependencies)).toEqual(peers);
    const declarations = packed.files.map(({ path }) => path).filter((path) => path.endsWith(".d.ts"));
    const imported = declarations.flatMap((file) => {
      const text = readFileSync(join(installedFolder, file), "utf8");
      return [...text.matchAll(/from "([^".][^"]*)"/g)].map(([, name]) => name);
    });
    expect(imported.filter((name) => !peers.some((peer) => `${name}/`.startsWith(`${peer}/`)))).toEqual([]);
  });

  it("has the declaration of every type that a declaration refers to", () => {
    const program = ts.createProgram([join(installedFolder, "dist/index.d.ts")], { types: [], noLib: true });
    const own = program.getSourceFiles().filter(({ fileName }) => fileName.startsWith(installedFolder));
    const unresolved = own.flatMap((file) =>
      file.statements
        .filter((one) => ts.isImportDeclaration(one) || ts.isExportDeclaration(one))
        .map(({ moduleSpecifier }) => (moduleSpecifier as ts.StringLiteral | undefined)?.text)
        .filter((name) => name?.startsWith("."))
        .map((name) => join(file.fileName, "..", `${name}.d.ts`))
        .filter((path) => !existsSync(path) && !existsSync(path.replace(/\.d\.ts$/, "/index.d.ts"))),
    );
    expect(own.length).toBeGreaterThan(20);
    expect(unresolved).toEqual([]);
  });

  it("has the description of its public types that their build says", () => {
    const check = ["--import", "tsx", "tools/generate-public-types.ts", "--check"];
    expect(() => execFileSync(process.execPath, check, { cwd: root, stdio: "pipe" })).not.toThrow();
  });

  it("is one file to load, and loads a resource of a provider only when one is made", () => {
    const loaded = inProject(
      'require("cdktf-secure-function-behind-apim"); console.log(Object.keys(require.cache).join("\\n"))',
    ).split("\n");
    expect(loaded.filter((file) => file.startsWith(installedFolder))).toEqual([
      join(installedFolder, "dist/bundle.js"),
    ]);
    // Classes for existing parts extend these.
    const lookups = /provider-azurerm[/\\]lib[/\\]data-azurerm-/;
    const provider = loaded.filter((file) => file.includes("provider-azure"));
    expect(provider.filter((file) => !lookups.test(file))).toEqual([]);
    expect(loaded.filter((file) => file.includes("cdktf")).length).toBeGreaterThan(20);
  });

  it("keeps its parts to itself: a class that is loaded twice would be two classes", () => {
    expect(() => inProject('require("cdktf-secure-function-behind-apim/dist/gateway/gateway")')).toThrow(
      "ERR_PACKAGE_PATH_NOT_EXPORTED",
    );
  });
});

function inProject(code: string): string {
  return execFileSync(process.execPath, ["--preserve-symlinks", "-e", code], {
    cwd: project,
    encoding: "utf8",
    stdio: "pipe",
  });
}
