import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

const root = join(__dirname, "..", "..");

/** A fenced block of TypeScript in a page. */
export interface Snippet {
  readonly page: string;
  /** The line of the page on which the code begins. */
  readonly line: number;
  readonly code: string;
  /** What the fence says after `ts`: `fixture=<name>`, `nofixture` or nothing, as jsii-rosetta reads it. */
  readonly parameters: string;
}

/** The TypeScript blocks of a page. */
export function snippetsOf(page: string, markdown: string): Snippet[] {
  const blocks = markdown.matchAll(/^( *)```(?:ts|typescript)\b([^\n]*)\n(.*?)^ *```$/gms);
  return [...blocks].map(({ index, 2: parameters, 3: code }) => ({
    page,
    line: markdown.slice(0, index).split("\n").length + 1,
    code,
    parameters: parameters.trim(),
  }));
}

/** For each snippet, what the compiler says of it, by the lines of its page. */
export function compile(snippets: Snippet[]): string[][] {
  const files = snippets.map((snippet, index) => ({
    name: join(root, folderOf(snippet), `snippet-${index}.ts`),
    ...complete(snippet),
  }));
  const program = createProgram(new Map(files.map(({ name, text }) => [name, text])));
  return files.map(({ name, firstLine }, index) => {
    const { page, line } = snippets[index];
    const file = program.getSourceFile(name) as ts.SourceFile;
    return ts.getPreEmitDiagnostics(program, file).map(({ start, messageText }) => {
      const lineInSnippet = file.getLineAndCharacterOfPosition(start ?? 0).line - firstLine;
      const message = ts.flattenDiagnosticMessageText(messageText, "\n");
      return `${page}:${line + Math.max(lineInSnippet, 0)} ${message}`;
    });
  });
}

// A whole file is one of the template's project, and may import the others.
function folderOf({ parameters }: Snippet): string {
  return parameters === "nofixture" ? "template" : "";
}

interface CompleteSnippet {
  readonly text: string;
  /** The line of the text, counted from 0, on which the snippet begins. */
  readonly firstLine: number;
}

// As jsii-rosetta does it: the snippet replaces `/// here` in its fixture, and its imports go to the top.
function complete(snippet: Snippet): CompleteSnippet {
  if (snippet.parameters === "nofixture") return { text: `${snippet.code}\nexport {};`, firstLine: 0 };
  const { imports, statements } = withoutImports(snippet.code);
  const [before, after] = fixtureOf(snippet).split(/^[ \t]*\/\/\/ here[ \t]*$/m);
  const above = `${imports}${before}`;
  return { text: `${above}${statements}${after}`, firstLine: above.split("\n").length - 1 };
}

function fixtureOf({ page, line, parameters }: Snippet): string {
  const [, name] = /^fixture=([\w-]+)$/.exec(parameters || "fixture=default") ?? [];
  const file = join(root, "rosetta", `${name}.ts-fixture`);
  if (existsSync(file)) return readFileSync(file, "utf8");
  throw new Error(`${page}:${line - 1} asks for a fixture that does not exist: ${parameters}`);
}

// Blank lines replace the imports, so that the other lines keep their numbers.
function withoutImports(code: string): { imports: string; statements: string } {
  const imports = ts
    .createSourceFile("snippet.ts", code, ts.ScriptTarget.Latest, true)
    .statements.filter(ts.isImportDeclaration)
    .map((declaration) => declaration.getText());
  const statements = imports.reduce((text, declaration) => {
    return text.replace(declaration, declaration.replace(/[^\n]/g, ""));
  }, code);
  return { imports: imports.join(" ").replaceAll("\n", " "), statements };
}

function createProgram(snippets: Map<string, string>): ts.Program {
  const options: ts.CompilerOptions = { ...projectOptions(), noUnusedLocals: false };
  const host = ts.createCompilerHost(options, true);
  const { getSourceFile, fileExists } = host;
  host.fileExists = (name) => snippets.has(name) || fileExists(name);
  host.getSourceFile = (name, version, ...rest) => {
    const text = snippets.get(name);
    if (text === undefined) return getSourceFile(name, version, ...rest);
    return ts.createSourceFile(name, text, version, true);
  };
  return ts.createProgram([...snippets.keys()], options, host);
}

// Those of `npm run check:types`: the package's own name is mapped to `lib/index.ts`.
function projectOptions(): ts.CompilerOptions {
  const { config } = ts.readConfigFile(join(root, "tsconfig.json"), ts.sys.readFile);
  return ts.parseJsonConfigFileContent({ ...config, include: [] }, ts.sys, root).options;
}
