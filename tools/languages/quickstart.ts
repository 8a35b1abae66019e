/**
 * Translates the quickstart with jsii-rosetta into every language that the package is generated for, and writes it to
 * `examples/languages/`; with `--check`, fails when a file is not what the translation is now.
 */
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import packageJson from "../../package.json";

const root = join(__dirname, "..", "..");
const source = join(root, "examples/quickstart/quickstart-stack.ts");

const files = {
  python: "python/quickstart_stack.py",
  java: "java/QuickstartStack.java",
  csharp: "csharp/QuickstartStack.cs",
  go: "go/quickstart_stack.go",
};

function main(): void {
  const project = mkdtempSync(join(tmpdir(), "quickstart-"));
  try {
    writeProject(project);
    for (const [language, file] of Object.entries(files)) {
      put(join(root, "examples/languages", file), translated(project, language));
    }
  } finally {
    rmSync(project, { recursive: true });
  }
}

function put(file: string, text: string): void {
  if (!process.argv.includes("--check")) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  } else if (readFileSync(file, "utf8") !== text) {
    process.stderr.write(`${file} is not the quickstart: run \`npm run generate:languages\`.\n`);
    process.exitCode = 1;
  }
}

function translated(project: string, language: string): string {
  const rosetta = join(root, "node_modules/jsii-rosetta/bin/jsii-rosetta");
  const text = execFileSync(process.execPath, [rosetta, "snippet", "--language", language, "quickstart.ts"], {
    cwd: project,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  });
  // A comment above a statement comes twice where the statement is translated in two steps.
  return `${text.replace(/^(\s*\/\/ .+\n)\1/gm, "$1").trim()}\n`;
}

/**
 * A project in which jsii-rosetta knows the types. Of a package whose declarations are in another folder than its
 * sources it finds none, so they are put where the sources are.
 */
function writeProject(project: string): void {
  const own = join(project, "node_modules", packageJson.name);
  mkdirSync(own, { recursive: true });
  cpSync(join(root, "dist"), join(own, "lib"), {
    recursive: true,
    filter: (path) => !/\.js$/.test(path),
  });
  const { metadata, ...assembly } = JSON.parse(readFileSync(join(root, ".jsii"), "utf8"));
  writeFileSync(join(own, ".jsii"), JSON.stringify({ ...assembly, metadata: { jsii: metadata.jsii } }));
  const { exports: _exports, jsii, ...manifest } = packageJson;
  const moved = { ...manifest, types: "lib/index.d.ts", jsii: { targets: jsii.targets } };
  writeFileSync(join(own, "package.json"), JSON.stringify(moved));
  for (const peer of [...Object.keys(packageJson.peerDependencies), "@types/node"]) {
    const path = join(project, "node_modules", peer);
    mkdirSync(dirname(path), { recursive: true });
    symlinkSync(join(root, "node_modules", peer), path);
  }
  cpSync(source, join(project, "quickstart.ts"));
}

main();
