import { execFileSync } from "node:child_process";
import { join } from "node:path";

/** What `npm pack` says of a tarball. */
export interface PackedFile {
  readonly filename: string;
  readonly size: number;
  readonly unpackedSize: number;
  readonly files: readonly { readonly path: string }[];
}

/** Packs the package into a folder, as it is built now. */
export function packInto(folder: string): PackedFile {
  const npm = (...args: string[]) =>
    execFileSync("npm", args, { cwd: join(__dirname, ".."), encoding: "utf8", stdio: "pipe" });
  // Apart, since what the script prints would be among the JSON.
  if (!isBuilt()) npm("run", "prepack");
  const [packed] = JSON.parse(npm("pack", "--ignore-scripts", "--json", "--pack-destination", folder));
  return packed;
}

/** Unpacks a tarball as npm installs it. */
export function unpack(tarball: string, folder: string): void {
  execFileSync("tar", ["-xzf", tarball, "--strip-components=1", "-C", folder]);
}

/** Whether what is in `dist/` is of the sources as they are: `.ci/run` builds once, for everything that it runs then. */
export function isBuilt(): boolean {
  return process.env.PACKAGE_IS_BUILT === "1";
}
