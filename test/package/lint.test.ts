import { spawnSync } from "node:child_process";
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { command, layers, layersConfig, pattern, review } from "../../tools/layers";

const root = join(__dirname, "..", "..");
const parts = [...Object.keys(layers), pattern];

interface Finding {
  readonly rule: string;
  readonly message: string;
  readonly file: string;
  /** The line of the file that it is about. */
  readonly text: string;
}

/** What the linter, as this repository configures it, finds in files that are in no repository. */
function lint(files: Record<string, string>): Finding[] {
  const folder = mkdtempSync(join(tmpdir(), "lint-"));
  try {
    for (const name of ["biome.json", "biome.layers.json"])
      copyFileSync(join(root, name), join(folder, name));
    for (const [file, source] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), source);
    }
    const biome = join(root, "node_modules/@biomejs/biome/bin/biome");
    const options = ["lint", "--reporter=json", "--max-diagnostics=none", "."];
    const { stdout } = spawnSync(process.execPath, [biome, ...options], { cwd: folder, encoding: "utf8" });
    return JSON.parse(stdout).diagnostics.map(({ category, message, location }: BiomeDiagnostic) => ({
      rule: category.split("/").pop(),
      message,
      file: location.path,
      text: files[location.path].split("\n")[location.start.line - 1],
    }));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

interface BiomeDiagnostic {
  readonly category: string;
  readonly message: string;
  readonly location: { readonly path: string; readonly start: { readonly line: number } };
}

/** Of the imports of each file, those that the linter refuses. */
function refused(imports: Record<string, string[]>): Record<string, string[]> {
  const files = mapValues(imports, (_, paths) => paths.map(importOf).join("\n"));
  const findings = lint(files).filter(({ rule }) => rule === "noRestrictedImports");
  return mapValues(imports, (file, paths) =>
    paths.filter((path) =>
      findings.some((finding) => finding.file === file && finding.text === importOf(path)),
    ),
  );
}

function importOf(path: string): string {
  return `import "${path}";`;
}

function mapValues<T, U>(values: Record<string, T>, map: (key: string, value: T) => U): Record<string, U> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, map(key, value)]));
}

describe("the linter, about providers", () => {
  const roots = ["@cdktf/provider-azurerm", "@cdktf/provider-azuread"];

  it("refuses their roots everywhere, and takes a resource's own file", () => {
    const files = ["main.ts", "lib/index.ts", ...parts.map((part) => `lib/${part}/some.ts`)];
    const imports = [
      ...roots,
      "@cdktf/provider-azurerm/lib/api-management",
      "@cdktf/provider-azurerm/lib/provider",
    ];
    expect(refused(Object.fromEntries(files.map((file) => [file, imports])))).toEqual(
      Object.fromEntries(files.map((file) => [file, roots])),
    );
  });

  it("says what to import instead", () => {
    const [{ message }] = lint({ "main.ts": importOf(roots[0]) });
    expect(message).toContain("Import the resource's own file (@cdktf/provider-azurerm/lib/…)");
  });
});

describe("the linter, about the parts of lib", () => {
  const entry = ["index", "secure-function-behind-apim"];

  it("knows all of them", () => {
    const names = readdirSync(join(root, "lib")).map((name) => name.replace(/\.ts$/, ""));
    expect(names.sort()).toEqual([...parts, ...entry].sort());
  });

  it("is configured by the table in tools/layers.ts", () => {
    expect(JSON.parse(readFileSync(join(root, "biome.layers.json"), "utf8"))).toEqual(layersConfig());
  });

  it.each([
    ["some.ts", "../"],
    ["private/deep/some.ts", "../../../"],
  ])("lets a part's %s import what the table allows, and nothing else", (file, up) => {
    const paths = [...entry, ...parts.flatMap((part) => [`${part}/some`, `${part}/deep/some`])];
    const foreign = (part: string) => paths.filter((path) => !path.startsWith(`${part}/`));
    const isAllowed = (part: string, path: string) =>
      layers[part].includes(path.split("/")[0]) && !(part === review && path.startsWith("policy/"));
    const filesOfParts = mapValues(layers, (part) => foreign(part).map((path) => up + path));
    const expected = mapValues(layers, (part) =>
      foreign(part)
        .filter((path) => !isAllowed(part, path))
        .map((path) => up + path),
    );
    expect(refused(inParts(filesOfParts, file))).toEqual(inParts(expected, file));
  });

  it("keeps what is private to a part from the others", () => {
    const imports = mapValues(layers, (part) =>
      [
        ...parts.flatMap((other) => [`../${other}/private/some`, `../${other}/deep/private/some`]),
        "../policy/statements/some",
        "../policy/rules/some",
      ].filter((path) => !path.startsWith(`../${part}/`)),
    );
    expect(refused(inParts(imports, "some.ts"))).toEqual(inParts(imports, "some.ts"));
  });

  it("lets a part import what is its own", () => {
    const nothing = mapValues(layers, () => []);
    const below = mapValues(layers, () => [
      "./some-props",
      "./deep/some",
      "./private/some",
      "./deep/private/some",
    ]);
    expect(refused(inParts(below, "some.ts"))).toEqual(inParts(nothing, "some.ts"));
    const beside = mapValues(layers, () => [
      "../some-props",
      "./some-other",
      "../deep/some",
      "../deep/private/some",
    ]);
    expect(refused(inParts(beside, "private/some.ts"))).toEqual(inParts(nothing, "private/some.ts"));
  });

  it("lets the pattern import all parts that make constructs, and not what imports it", () => {
    const making = Object.keys(layers).filter((part) => part !== review);
    const everything = making.flatMap((part) => [`../${part}/some`, `../${part}/private/some`]);
    const above = entry.map((name) => `../${name}`);
    const file = "lib/pattern/some.ts";
    expect(refused({ [file]: [...everything, ...above] })).toEqual({ [file]: above });
  });

  it("keeps the access review out of the library, which never loads it", () => {
    const imports = {
      "lib/pattern/some.ts": [`../${review}/some`, `../${review}/deep/some`, `../../${command}/some`],
      "lib/secure-function-behind-apim.ts": [`./${review}/some`, `../${command}/some`],
      "lib/index.ts": [`./${review}/some`, `../${command}/some`],
      "lib/gateway/some.ts": [`../../${command}/some`],
      [`lib/${review}/some.ts`]: [`../../${command}/some`],
    };
    expect(refused(imports)).toEqual(imports);
  });

  it("lets the command import the access review, and nothing else of the library", () => {
    const allowed = [`../lib/${review}/report`, `../lib/${review}/stack/some`, "./some", "./deep/some"];
    const others = parts.filter((part) => part !== review).map((part) => `../lib/${part}/some`);
    const forbidden = [...others, ...entry.map((name) => `../lib/${name}`), `../lib/${review}/private/some`];
    const file = `${command}/some.ts`;
    expect(refused({ [file]: [...allowed, ...forbidden] })).toEqual({ [file]: forbidden });
    const deep = `${command}/deep/some.ts`;
    expect(refused({ [deep]: ["../../lib/gateway/some", "../some"] })).toEqual({
      [deep]: ["../../lib/gateway/some"],
    });
  });

  it("lets the access review import what makes no construct of the policies", () => {
    const pure = ["../policy/xml/some", "../policy/expressions/some", "../policy/fixed-names"];
    const making = ["../policy/policy", "../policy/callers/callers", "../policy/xml-text"];
    const file = `lib/${review}/some.ts`;
    expect(refused({ [file]: [...pure, ...making] })).toEqual({ [file]: making });
  });

  it("lets nothing private into the public surface", () => {
    const file = "lib/index.ts";
    const hidden = ["./gateway/private/some", "./function/deep/private/some", "./policy/rules/some"];
    expect(refused({ [file]: ["./gateway/some", "./function/deep/some", ...hidden] })).toEqual({
      [file]: hidden,
    });
  });

  it("says what a part may import", () => {
    const [{ message }] = lint({ "lib/gateway/some.ts": importOf("../api/some") });
    expect(message).toBe(`gateway may import ${layers.gateway.join(", ")} (tools/layers.ts).`);
  });

  function inParts<T>(values: Record<string, T>, file: string): Record<string, T> {
    return Object.fromEntries(Object.entries(values).map(([part, value]) => [`lib/${part}/${file}`, value]));
  }
});

describe("the linter, about cycles", () => {
  it.each([
    ["imports", 'import { b } from "./b";\nexport const a = [b];\n'],
    ["imports of types", 'import type { B } from "./b";\nexport type A = B[];\n'],
  ])("refuses %s that lead back", (_, a) => {
    const b = 'import { c } from "./c";\nexport const b = c;\nexport type B = typeof c;\n';
    const c = 'export * from "./a";\nexport const c = 1;\n';
    const findings = lint({ "lib/api/a.ts": a, "lib/api/b.ts": b, "lib/api/c.ts": c });
    expect(findings.map(({ rule, file }) => `${rule} ${file}`).sort()).toEqual([
      "noImportCycles lib/api/a.ts",
      "noImportCycles lib/api/b.ts",
      "noImportCycles lib/api/c.ts",
    ]);
  });

  it("takes imports that lead nowhere back", () => {
    const files = { "lib/api/a.ts": 'export * from "./b";\n', "lib/api/b.ts": "export const b = 1;\n" };
    expect(lint(files)).toEqual([]);
  });
});
