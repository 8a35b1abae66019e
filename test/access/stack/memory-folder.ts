import { posix } from "node:path";
import type { ConfigurationFolder } from "../../../lib/access/stack/configuration-folder";

/** The folder of a configuration with these files, by their paths. */
export function memoryFolder(files: Readonly<Record<string, string>>): ConfigurationFolder {
  return {
    name: "infrastructure",
    files: (folder) =>
      Object.keys(files)
        .filter((path) => posix.dirname(path) === posix.normalize(folder))
        .map((path) => posix.basename(path)),
    read: (path) => files[posix.normalize(path)],
  };
}
