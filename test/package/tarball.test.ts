import { execFileSync, spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import ts from "typescript";
import { peerDependencies, version } from "../../package.json";
import { type PackedFile, packInto, unpack } from "../../tools/pack";

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

let packed: PackedFile;

/** A project that has the packed library, and beside it nothing but the peers that a user installs. */
function installTarball(): void {
  packed = packInto(project);
  const modules = join(project, "node_modules");
  mkdirSync(installedFolder, { recursive: true });
  unpack(join(project, packed.filename), installedFolder);
  mkdirSync(join(modules, "@cdktf"));
  mkdirSync(join(modules, "@azure"));
  mkdirSync(join(modules, "@types"));
  // The last two are for the example of a Function's code, and for Node.js's own types.
  for (const name of [...peers, "@azure/functions", "@types/node"]) {
    symlinkSync(join(root, "node_modules", name), join(modules, name));
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
    const folders = /^(docs\/|examples\/|template\/|dist\/.*\.d\.ts$)/;
    expect(files.filter((file) => !folders.test(file)).sort()).toEqual([
      ".jsii",
      "CHANGELOG.md",
      "LICENSE",
      "README.md",
      "THIRD-PARTY-LICENSES",
      "dist/bundle.js",
      "dist/command.js",
      "dist/vendor/json-schema.js",
      "dist/vendor/openapi-schemas.js",
      "dist/vendor/xml.js",
      "dist/vendor/yaml.js",
      "package.json",
      "schema/access-report.schema.json",
    ]);
    expect(files).toContain("dist/index.d.ts");
    expect(files).toContain("template/.github/workflows/plan.yml");
    // A program's own tests and tools are no part of an example.
    const made = /^(examples|template)\/.*(node_modules|dist|cdktf\.out|__pycache__|\.python_packages|test_)/;
    expect(files.filter((file) => made.test(file))).toEqual([]);
    expect(
      files.filter((file) => /^docs/.test(file) && !/^docs\/(rules\/)?([a-z0-9-]+|README)\.md$/.test(file)),
    ).toEqual([]);
  });

  it("has examples and a template that compile in a project that has only the package", () => {
    const sources = ["examples", "template"].flatMap((folder) => {
      cpSync(join(installedFolder, folder), join(project, folder), { recursive: true });
      return readdirSync(join(project, folder), { recursive: true, encoding: "utf8" })
        .filter((file) => file.endsWith(".ts"))
        .map((file) => join(project, folder, file));
    });
    expect(sources.length).toBeGreaterThan(15);
    const { config } = ts.readConfigFile(join(project, "template/tsconfig.json"), ts.sys.readFile);
    const { options } = ts.parseJsonConfigFileContent({ ...config, include: [] }, ts.sys, project);
    const program = ts.createProgram(sources, { ...options, preserveSymlinks: true });
    const problems = ts.getPreEmitDiagnostics(program);
    expect(problems.map(({ file, messageText }) => [file?.fileName, messageText])).toEqual([]);
  }, 60_000);

  it("is what the release publishes", () => {
    const release = readFileSync(join(root, ".github/workflows/release.yml"), "utf8");
    const [, options = ""] = /^ *npx jsii-pacmak (.*) --outdir dist\/packages$/m.exec(release) ?? [];
    expect(options).toBe('--pack-command "npm pack --ignore-scripts"');
    const output = join(project, "packages");
    execFileSync("sh", ["-c", `npx jsii-pacmak ${options} --target js --outdir "${output}"`], {
      cwd: root,
      stdio: "pipe",
    });
    const [published] = readdirSync(join(output, "js"));
    expect(published).toBe(`cdktf-secure-function-behind-apim@${version}.jsii.tgz`);
    expect(readFileSync(join(output, "js", published))).toEqual(readFileSync(join(project, packed.filename)));
  }, 60_000);

  it("stays small", () => {
    expect(packed.size).toBeLessThan(800_000);
    expect(packed.unpackedSize).toBeLessThan(3_700_000);
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

const gatedFunction = {
  address: "azurerm_linux_function_app.this",
  mode: "managed",
  type: "azurerm_linux_function_app",
  name: "this",
  values: {
    name: "func-orders",
    default_hostname: "func-orders.azurewebsites.net",
    auth_settings_v2: [
      {
        auth_enabled: true,
        require_authentication: true,
        unauthenticated_action: "Return401",
        active_directory_v2: [
          {
            client_id: "11111111-2222-4333-8444-555555555555",
            tenant_auth_endpoint:
              "https://login.microsoftonline.com/11111111-2222-4333-8444-555555555555/v2.0",
          },
        ],
      },
    ],
  },
};

function inProject(code: string): string {
  return execFileSync(process.execPath, ["--preserve-symlinks", "-e", code], {
    cwd: project,
    encoding: "utf8",
    stdio: "pipe",
  });
}

describe("the command, from the tarball", () => {
  const stackFile = "cdktf.out/stacks/fresh/cdk.tf.json";
  const bin = join(installedFolder, "dist/command.js");
  const runNode = (args: readonly string[]) =>
    spawnSync(process.execPath, args, { cwd: project, encoding: "utf8" });
  const command = (...args: readonly string[]) => runNode([bin, ...args]);
  let stack: string;

  beforeAll(() => {
    execFileSync(process.execPath, ["--preserve-symlinks", "--preserve-symlinks-main", "main.js"], {
      cwd: project,
    });
    stack = readFileSync(join(project, stackFile), "utf8");
  });

  it("is what npx finds, with the licenses of what it is made of", () => {
    const manifest = JSON.parse(readFileSync(join(installedFolder, "package.json"), "utf8"));
    expect(join(installedFolder, manifest.bin["secure-function-behind-apim"])).toBe(bin);
    const code = readFileSync(bin, "utf8");
    expect(code.startsWith("#!/usr/bin/env node\n")).toBe(true);
    const licenses = readFileSync(join(installedFolder, "THIRD-PARTY-LICENSES"), "utf8");
    const bundled = [...code.matchAll(/^\/\/ node_modules\/((?:@[^/]+\/)?[^/]+)\//gm)].map(
      ([, name]) => name,
    );
    expect(bundled).toContain("commander");
    expect(bundled.filter((name) => !licenses.includes(`\n${name} `))).toEqual([]);
  });

  it("reviews a stack, and passes what the construct wrote", () => {
    const { status, stdout, stderr } = command("review", stackFile);
    expect(stderr).toBe("");
    expect(stdout).toMatch(/^Who can reach func-orders-/m);
    expect(status).toBe(0);
  });

  it("probes without the library that signs in, and says how to have it", () => {
    const state = { format_version: "1.0", values: { root_module: { resources: [gatedFunction] } } };
    writeFileSync(join(project, "state.json"), JSON.stringify(state));
    // The discard port: nothing answers there.
    const env = { ...process.env, HTTPS_PROXY: "http://127.0.0.1:9" };
    const args = [bin, "probe", "--state", "state.json", "--wait", "0"];
    const { status, stdout, stderr } = spawnSync(process.execPath, args, {
      cwd: project,
      encoding: "utf8",
      env,
    });
    expect(stdout.replace(/\s+/g, " ")).toContain(
      "the package @azure/identity is not installed: npm install --save-dev @azure/identity",
    );
    expect(stderr).toContain("No answer could be compared, so nothing is proven.");
    expect(status).toBe(2);
  });

  it("reviews standard input, in a project without the peers", () => {
    const folder = mkdtempSync(join(tmpdir(), "no-peers-"));
    try {
      cpSync(installedFolder, folder, { recursive: true });
      const args = [
        join(folder, "dist/command.js"),
        "review",
        "-",
        "--format",
        "json",
        "--expect",
        "access.yaml",
        "--write-expect",
      ];
      const output = execFileSync(process.execPath, args, { cwd: folder, input: stack, encoding: "utf8" });
      expect(JSON.parse(output).functions).toHaveLength(1);
      expect(readFileSync(join(folder, "access.yaml"), "utf8")).toContain("nobody-else: true");
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("writes every format", () => {
    const files = ["a.md", "a.sarif", "a.json", "a.html", "a.txt"];
    command("review", stackFile, ...files.flatMap((file) => ["--output", file]));
    const texts = files.map((file) => readFileSync(join(project, file), "utf8"));
    expect(
      texts.map((text) => /[aA]ccess.review|Who can reach func-orders|formatVersion/.exec(text)?.[0]),
    ).toEqual([
      "access-review",
      "access-review",
      "formatVersion",
      "Access review",
      "Who can reach func-orders",
    ]);
  });

  it.each([
    [
      "plan.bin",
      "PK\u0003\u0004",
      "This is the binary plan file",
      "terraform show -json plan.bin > plan.json",
    ],
    ["half.json", '{"format_version": "1.2", "resource_changes": [', "The JSON has no end", "plan.json"],
    ["empty.json", "", "The file is empty", "terraform show -json"],
    ["other.json", '{"a": 1}', "no plan, no state and no synthesized stack", "terraform show -json"],
  ])("says what %s is, and how to make the right file", (name, content, problem, remedy) => {
    writeFileSync(join(project, name), content);
    const { status, stdout, stderr } = command("review", name);
    expect([status, stdout]).toEqual([2, ""]);
    for (const text of [`error: ${name}: `, problem, remedy]) expect(stderr).toContain(text);
  });

  it("says that a file is not there", () => {
    const { status, stderr } = command("review", "none.json");
    expect(status).toBe(2);
    expect(stderr).toContain("none.json: It cannot be read: ENOENT");
  });

  it("ends quietly when nobody reads on", () => {
    const script = `node ${JSON.stringify(bin)} review ${stackFile} --format json | head -c 1`;
    const output = execFileSync("sh", ["-c", `${script} 2>&1`], { cwd: project, encoding: "utf8" });
    expect(output).toBe("{");
  });

  it("takes less of a processor than Node.js takes to start seven times, which is less than 0.4 seconds", () => {
    const clock =
      'process.on("exit", () => { const { user, system } = process.cpuUsage(); console.error(user + system); })';
    writeFileSync(join(project, "clock.js"), clock);
    writeFileSync(join(project, "nothing.js"), "");
    const took = (...args: readonly string[]) => Number(runNode(["--require", "./clock.js", ...args]).stderr);
    // In turns, so that what else the machine does meets both.
    const runs = Array.from({ length: 5 }, () => ({
      nothing: took("nothing.js"),
      review: took(bin, "review", stackFile),
    }));
    const least = (of: "nothing" | "review") => Math.min(...runs.map((run) => run[of]));
    expect(least("review") / least("nothing")).toBeLessThan(7);
  });
});
