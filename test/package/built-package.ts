import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Assembly, TypeSystem } from "jsii-reflect";
import ts from "typescript";

const root = join(__dirname, "..", "..");

/** What `npm run build` makes of the sources as they are now. */
export interface BuiltPackage {
  /** The public surface, as jsii sees it. */
  readonly assembly: Assembly;
  /** The declarations that users can import. Those in `private/` are shipped too, since others refer to them. */
  readonly declarations: ts.SourceFile[];
}

/** Builds the package in a folder of its own: the result is never out of date, and `dist/` stays as it is. */
export async function buildPackage(): Promise<BuiltPackage> {
  const folder = mkdtempSync(join(tmpdir(), "built-package-"));
  try {
    for (const name of ["lib", "package.json", "README.md", "LICENSE"]) {
      cpSync(join(root, name), join(folder, name), { recursive: true });
    }
    symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
    execFileSync("npm", ["run", "build"], { cwd: folder, stdio: "pipe" });
    return {
      assembly: await new TypeSystem().load(folder, { validate: false }),
      declarations: declarationsIn(folder),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function declarationsIn(folder: string): ts.SourceFile[] {
  return readdirSync(join(folder, "dist"), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".d.ts") && !name.includes("private/"))
    .map((name) => {
      const text = readFileSync(join(folder, "dist", name), "utf8");
      return ts.createSourceFile(join("dist", name), text, ts.ScriptTarget.Latest, true);
    });
}
