import { readdirSync } from "node:fs";
import { join, relative, resolve, sep } from "node:path";
import ts from "typescript";

/**
 * The compiled files that nobody needs, as lines of `.npmignore`: modules, which are in the bundles, and declarations
 * that no public one refers to.
 *
 * @param dist what was compiled
 */
export function unpublishedFiles(dist: string): string[] {
  const needed = new Set([
    join(dist, "bundle.js"),
    join(dist, "command.js"),
    ...declarationsOf(join(dist, "index.d.ts")),
  ]);
  return filesIn(dist)
    .filter((file) => !needed.has(file) && !file.startsWith(join(dist, `vendor${sep}`)))
    .map((file) => `/${relative(dist, file).split(sep).join("/")}`)
    .sort();
}

function declarationsOf(entry: string): string[] {
  const program = ts.createProgram([entry], { types: [], skipLibCheck: true, noLib: true });
  return program.getSourceFiles().map(({ fileName }) => resolve(fileName));
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}
