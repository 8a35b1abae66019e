import { posix } from "node:path";
import type { ConfigurationFolder } from "../../configuration-folder";
import { emptyModule, type ModuleConfiguration } from "../configuration/configuration";
import { HclSyntaxError, parseBody } from "../hcl/body";
import { hclConfiguration } from "../hcl/hcl-configuration";
import { synthesizedConfiguration } from "../synthesized/synthesized-configuration";

/** A configuration as its files say, and which of them cannot be read. */
export interface SourceConfiguration {
  readonly root: ModuleConfiguration;
  readonly problems: readonly string[];
}

/** Reads the `.tf` and `.tf.json` files of a folder, and those of the modules that it calls. */
export function readConfiguration(folder: ConfigurationFolder): SourceConfiguration {
  const reader = new ConfigurationReader(folder);
  return { root: reader.module(".", ""), problems: reader.problems };
}

class ConfigurationReader {
  public readonly problems: string[] = [];
  private readonly installed: ReadonlyMap<string, string>;

  public constructor(private readonly folder: ConfigurationFolder) {
    this.installed = installedModules(folder.read(".terraform/modules/modules.json"));
  }

  /** The module in a folder, which is called by the names of a key: `hub.api`. */
  public module(path: string, key: string): ModuleConfiguration {
    const files = this.folder.files(path).filter((name) => /\.tf(\.json)?$/.test(name));
    const parts = files.map((name) => this.file(posix.join(path, name), path, key));
    return {
      resources: merged(parts, ({ resources }) => resources),
      variables: merged(parts, ({ variables }) => variables),
      outputs: merged(parts, ({ outputs }) => outputs),
      locals: merged(parts, ({ locals }) => locals ?? new Map()),
      calls: merged(parts, ({ calls }) => calls),
      folder: path,
      readFile: this.folder.read,
    };
  }

  private file(path: string, folder: string, key: string): ModuleConfiguration {
    const text = this.folder.read(path);
    if (text === undefined) return this.unread(path, "it cannot be read");
    const findModule = (name: string, source: string | undefined) =>
      this.called(key === "" ? name : `${key}.${name}`, folder, source);
    try {
      return path.endsWith(".json")
        ? synthesizedConfiguration(JSON.parse(text), findModule)
        : hclConfiguration(parseBody(text), findModule);
    } catch (error) {
      if (error instanceof HclSyntaxError) return this.unread(path, error.message);
      if (error instanceof SyntaxError) return this.unread(path, "it is no JSON");
      throw error;
    }
  }

  /** Where `terraform init` put it, or where it is beside the module that calls it. */
  private called(key: string, folder: string, source: string | undefined): ModuleConfiguration {
    const isLocal = source !== undefined && /^\.\.?\//.test(source);
    const path = this.installed.get(key) ?? (isLocal ? posix.join(folder, source) : undefined);
    return path === undefined ? emptyModule : this.module(path, key);
  }

  private unread(path: string, problem: string): ModuleConfiguration {
    this.problems.push(`${posix.join(this.folder.name, path)} is left out: ${problem}.`);
    return emptyModule;
  }
}

/** The folders of modules by their keys, as `terraform init` notes them. */
function installedModules(manifest: string | undefined): ReadonlyMap<string, string> {
  const { Modules: modules = [] } = parsedManifest(manifest ?? "{}");
  return new Map(modules.map(({ Key, Dir }) => [Key, Dir]));
}

function parsedManifest(text: string): { readonly Modules?: readonly { Key: string; Dir: string }[] } {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}

function merged<T>(
  parts: readonly ModuleConfiguration[],
  of: (part: ModuleConfiguration) => ReadonlyMap<string, T>,
): ReadonlyMap<string, T> {
  return new Map(parts.flatMap((part) => [...of(part)]));
}
