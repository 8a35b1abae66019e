import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Assembly, TypeSystem } from "jsii-reflect";
import ts from "typescript";
import { isBuilt } from "../../tools/pack";

const root = join(__dirname, "..", "..");

/** What `npm run build` makes of the sources as they are now. */
export interface BuiltPackage {
  /** The public surface, as jsii sees it. */
  readonly assembly: Assembly;
  /** The declarations that users can import. Those in `private/` are shipped too, since others refer to them. */
  readonly declarations: ts.SourceFile[];
}

/** The package as it is built already, or else built in a folder of its own, so that it is never out of date. */
export async function buildPackage(): Promise<BuiltPackage> {
  if (isBuilt()) return packageIn(root);
  const folder = mkdtempSync(join(tmpdir(), "built-package-"));
  try {
    for (const name of ["lib", "package.json", "README.md", "LICENSE"]) {
      cpSync(join(root, name), join(folder, name), { recursive: true });
    }
    symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
    execFileSync("npm", ["run", "build"], { cwd: folder, stdio: "pipe" });
    return await packageIn(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function packageIn(folder: string): Promise<BuiltPackage> {
  return {
    assembly: await new TypeSystem().load(folder, { validate: false }),
    declarations: declarationsIn(folder),
  };
}

function declarationsIn(folder: string): ts.SourceFile[] {
  return readdirSync(join(folder, "dist"), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".d.ts") && !name.includes("private/"))
    .map((name) => {
      const text = readFileSync(join(folder, "dist", name), "utf8");
      return ts.createSourceFile(join("dist", name), text, ts.ScriptTarget.Latest, true);
    });
}
