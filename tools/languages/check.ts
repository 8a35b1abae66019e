/**
 * Generates the package for every language from what `npm run prepack` made, and checks what comes out: names that
 * read as names do in the language, Python that compiles, and Java whose syntax is right. No other toolchain is needed.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { badNamesIn, type Language } from "./names";

const root = join(__dirname, "..", "..");

const extensions: Readonly<Record<Language, string>> = {
  python: ".py",
  java: ".java",
  dotnet: ".cs",
  go: ".go",
};

function main(): void {
  const folder = mkdtempSync(join(tmpdir(), "languages-"));
  try {
    generate(folder);
    for (const [language, extension] of Object.entries(extensions) as [Language, string][]) {
      const files = sourcesIn(join(folder, language), extension);
      if (files.length === 0) throw new Error(`Nothing was generated for ${language}.`);
      const bad = files.flatMap((file) => badNamesIn(language, readFileSync(file, "utf8")));
      for (const name of new Set(bad)) fail(`${name} reads badly in ${language}`);
      console.log(`${language}: ${files.length} files`);
    }
    run("python3", "-m", "compileall", "-q", join(folder, "python"));
    run("java", join(__dirname, "ParseJava.java"), ...sourcesIn(join(folder, "java"), ".java"));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

// By the line that the examples' page gives to users.
function generate(folder: string): void {
  const page = readFileSync(join(root, "examples/languages/README.md"), "utf8");
  const [, command] = /&& (npx jsii-pacmak .*) --outdir dist\/packages$/m.exec(page) ?? [];
  if (!command) throw new Error("examples/languages/README.md does not say how to make the packages.");
  run("sh", "-c", `${command} --outdir '${folder}'`);
}

function run(command: string, ...args: string[]): void {
  execFileSync(command, args, { cwd: root, stdio: ["ignore", "ignore", "inherit"] });
}

function sourcesIn(folder: string, extension: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(extension))
    .map((name) => join(folder, name));
}

function fail(message: string): void {
  process.stderr.write(`${message}\n`);
  process.exitCode = 1;
}

main();
