import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { devDependencies, version } from "../../package.json";
import { cdkTerrain } from "../../tools/cdk-terrain/native-manifest";
import { copyRenamed, renamed } from "../../tools/cdk-terrain/rename";
import { synthesizedExamples } from "../fixtures/examples";
import { installedProvider } from "../terraform/facts/facts-files";
import { comparable } from "./comparable-stacks";
import { FreshProject, root } from "./fresh-project";

const MINUTES = 60_000;
jest.setTimeout(5 * MINUTES);

const name = "cdktn-secure-function-behind-apim";
const parent = mkdtempSync(join(tmpdir(), "native-package-"));
const built = join(parent, name);
const project = new FreshProject({});

beforeAll(() => {
  const tsx = join(root, "node_modules/tsx/dist/cli.mjs");
  const run = (command: string, args: string[], cwd: string) =>
    execFileSync(command, args, { cwd, encoding: "utf8", stdio: "pipe" });
  run(process.execPath, [tsx, "tools/cdk-terrain/native-package.ts", built], root);
  run("npm", ["pack", "--pack-destination", project.folder], built);
  const installed = join(project.folder, "node_modules", name);
  mkdirSync(installed, { recursive: true });
  run("tar", ["-xzf", `${name}-${version}.tgz`, "--strip-components=1", "-C", installed], project.folder);
  mkdirSync(join(project.folder, "node_modules/@cdktn"));
  const peers = ["cdktn", "constructs", "@cdktn/provider-azurerm", "@cdktn/provider-azuread"];
  for (const peer of peers) {
    symlinkSync(join(built, "node_modules", peer), join(project.folder, "node_modules", peer));
  }
  for (const source of ["main.ts", "examples"]) copyRenamed(join(root, source), join(project.folder, source));
  const links = ["--preserve-symlinks", "--preserve-symlinks-main"];
  project.run(
    process.execPath,
    ...links,
    "--import",
    `file://${join(root, "node_modules/tsx/dist/loader.mjs")}`,
    "main.ts",
  );
});
afterAll(() => {
  project.remove();
  rmSync(parent, { recursive: true, force: true });
});

describe("the package for CDK Terrain", () => {
  it("writes every example as the package for CDKTF does, but for the versions of the framework and of azurerm", () => {
    const stacks = project.stacks();
    const { azurerm } = stacks.get("quickstart").terraform.required_providers;
    const versions = [...stacks.values()].map((stack) => stack["//"].metadata.version);
    expect(new Set(versions)).toEqual(new Set([cdkTerrain.cdktn]));
    expect(azurerm.version).not.toBe(installedProvider("azurerm").version);
    for (const stack of stacks.values()) {
      const asked = stack.terraform.required_providers.azurerm;
      if (asked) asked.version = installedProvider("azurerm").version;
    }
    expect(comparable(stacks)).toEqual(comparable(synthesizedExamples()));
  });

  it("asks for no package of CDKTF", () => {
    const { peerDependencies, dependencies = {} } = manifest();
    const loaded = [...published("dist/bundle.js").matchAll(/require\("([^"]+)"\)/g)].map(
      ([, found]) => found,
    );
    expect(loaded).toContain("cdktn");
    const asked = [...Object.keys({ ...peerDependencies, ...dependencies }), ...loaded, ...imported()];
    expect(asked.filter((asks) => /^(@cdktf\/|cdktf)/.test(asks))).toEqual([]);
  });

  it("has the same jsii types, under its own name", () => {
    const types = (assembly: string) => Object.keys(JSON.parse(assembly).types).sort();
    const own = types(published(".jsii"));
    expect(own).toEqual(
      types(readFileSync(join(root, ".jsii"), "utf8")).map(
        (type) => renamed(`"${type.split(".")[0]}"`).slice(1, -1) + type.slice(type.indexOf(".")),
      ),
    );
    expect(own).toContain(`${name}.SecureFunctionBehindApim`);
  });

  it("is from the same sources: the step changes nothing of the library but the names of imported packages", () => {
    const changed = sources().flatMap((file) => {
      const before = readFileSync(join(root, "lib", file), "utf8").split("\n");
      const after = renamed(before.join("\n")).split("\n");
      return before.filter((line, index) => line !== after[index]);
    });
    expect(changed.length).toBeGreaterThan(50);
    // A message tells which module to import, and so its name changes too.
    const isName =
      /\bfrom "[^"]+";$|\brequire\("[^"]+"\)|\bmodule: "@cdktf\/provider-(azurerm|azuread)\b[^"]*"/;
    expect(changed.filter((line) => !isName.test(line))).toEqual([]);
  });

  it("is built with the bindings that there are", () => {
    const bindings = (provider: string) =>
      JSON.parse(
        readFileSync(join(built, "node_modules", `@cdktn/provider-${provider}`, "package.json"), "utf8"),
      );
    expect(bindings("azurerm").version).toBe(cdkTerrain["@cdktn/provider-azurerm"]);
    expect(bindings("azuread").version).toBe(devDependencies["@cdktf/provider-azuread"]);
  });
});

function published(file: string): string {
  return readFileSync(join(project.folder, "node_modules", name, file), "utf8");
}

function manifest() {
  return JSON.parse(published("package.json"));
}

/** The packages that the published declarations import. */
function imported(): string[] {
  const declarations = readdirSync(join(project.folder, "node_modules", name, "dist"), {
    recursive: true,
    encoding: "utf8",
  });
  return declarations
    .filter((file) => file.endsWith(".d.ts"))
    .flatMap((file) => [...published(join("dist", file)).matchAll(/from ["']([^."'][^"']*)["']/g)])
    .map(([, found]) => found);
}

function sources(): string[] {
  return readdirSync(join(root, "lib"), { recursive: true, encoding: "utf8" }).filter((file) =>
    file.endsWith(".ts"),
  );
}
