import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { hashOf } from "../support/hash";
import { checked } from "../support/shape/checked";
import { publicClass } from "../support/shape/public-classes";
import { throwIfInvalidInput, validationError } from "../support/validation";

/**
 * The code of a Function, as a zip file with `host.json` at its top: what `func pack` or a build writes.
 *
 * @example
 * new SecureFunctionBehindApim(this, "orders", {
 *   name: "orders",
 *   location: "westeurope",
 *   publisher: { name: "Contoso", email: "api@contoso.com" },
 *   apiDefinition,
 *   callers,
 *   functionPackage: FunctionPackage.fromFile("dist/app.zip"),
 * });
 */
export class FunctionPackage {
  /**
   * A zip file on the machine that synthesizes. Terraform uploads it, and uploads another one only when its content
   * changes.
   * @param path path of the file, absolute or from the working directory
   * @throws when there is no such file, or it is no package of a Function
   */
  public static fromFile(path: string): FunctionPackage {
    [path] = checked("FunctionPackage.fromFile", [path]);
    const file = resolve(path);
    const content = contentOf(file);
    throwIfInvalidInput(
      "FunctionPackage.fromFile",
      content ? validatePackage(file, content) : [unreadableFile(file)],
    );
    return new FunctionPackage(file, hashOf(content ?? "", 64));
  }

  private constructor(
    /** @internal */
    public readonly _file: string,
    /**
     * SHA-256 of the content, in hexadecimal digits.
     * @internal
     */
    public readonly _contentHash: string,
  ) {}
}

publicClass("FunctionPackage", FunctionPackage);

/** The file's content; none where it cannot be read. */
function contentOf(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}

function unreadableFile(file: string): string {
  return validationError(
    `\`path\` was given, and ${JSON.stringify(file)} is not a file that can be read`,
    "Allowed is the path of a zip file, absolute or from the working directory",
    "Build the package before `cdktf synth`, or correct the path",
  );
}

function validatePackage(file: string, content: Buffer): string[] {
  const names = fileNamesIn(content);
  if (names.includes("host.json")) return [];
  const nested = names.find((name) => /^[^/]+\/host\.json$/.test(name));
  return [
    validationError(
      `\`path\` is ${JSON.stringify(file)}, ${nested ? `a zip file with ${nested}` : "which has no host.json"}`,
      "The Functions host reads `host.json` at the top of a zip file",
      nested ? "Zip what is in the folder, not the folder" : "Give the package that your build writes",
    ),
  ];
}

// Names in the central directory of a zip file: the header is 46 bytes, and the name's length is at byte 28.
function fileNamesIn(content: Buffer): string[] {
  const entries = content.toString("latin1").split("PK\u0001\u0002").slice(1);
  return entries.map((entry) => entry.slice(42, 42 + entry.charCodeAt(24) + 256 * entry.charCodeAt(25)));
}
