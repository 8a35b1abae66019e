import { readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { ConfigurationFolder } from "../../lib/access/stack/configuration-folder";
import { UsageError } from "../usage-error";

/** The folder of a configuration on this machine. */
export function configurationFolder(name: string): ConfigurationFolder {
  const files = (folder: string) => filesIn(resolve(name, folder)) ?? [];
  if (!filesIn(name)?.some((file) => /\.tf(\.json)?$/.test(file))) {
    throw new UsageError(
      `--configuration ${name} is no folder with .tf or .tf.json files. Give the one in which terraform plan ran.`,
    );
  }
  return { name, files, read: (path) => textOf(resolve(name, path)) };
}

function filesIn(folder: string): string[] | undefined {
  return found(() => readdirSync(folder));
}

function textOf(file: string): string | undefined {
  return found(() => readFileSync(file, "utf8"));
}

/** What is missing, or may not be read, is not known. */
function found<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
