import { findNodeAtLocation, type Node, parseTree } from "jsonc-parser";

/** Where a resource was written. */
export interface SourceLocation {
  /** Relative to the folder in which the command runs. */
  readonly uri: string;
  readonly line: number;
}

export type FindSource = (address: string) => SourceLocation;

/** A file of a configuration: `cdk.tf.json`, another file of Terraform's JSON, or HCL. */
export interface SourceFile {
  readonly name: string;
  readonly text: string;
}

/** Finds resources in the configuration that a plan was made of, or else in the input: its first line. */
export function findSourceIn(files: readonly SourceFile[], input: string): FindSource {
  const finders = files.map((file) => ({
    file,
    find: file.name.endsWith(".json") ? jsonFinder(file) : hclFinder(file),
  }));
  return (address) => {
    const block = blockOf(address);
    for (const { file, find } of finders) {
      const offset = block && find(block);
      if (offset !== undefined) return { uri: uriOf(file.name), line: lineAt(file.text, offset) };
    }
    return { uri: uriOf(files.length === 1 ? files[0].name : input), line: 1 };
  };
}

/** `["resource", "azurerm_linux_function_app", "orders"]`; for what is in a module, the call of the module. */
type Block = readonly string[];

function blockOf(address: string): Block | undefined {
  const [, module] = /^module\.([\w-]+)/.exec(address) ?? [];
  if (module) return ["module", module];
  const [, data, type, name] = /^(data\.)?([\w-]+)\.([\w-]+)/.exec(address) ?? [];
  return type && name ? [data ? "data" : "resource", type, name] : undefined;
}

type FindBlock = (block: Block) => number | undefined;

function jsonFinder({ text }: SourceFile): FindBlock {
  const tree = parseTree(text) as Node | undefined;
  return (block) => tree && findNodeAtLocation(tree, [...block])?.parent?.offset;
}

function hclFinder({ text }: SourceFile): FindBlock {
  return ([kind, ...labels]) => {
    const head = [kind, ...labels.map((label) => `"${label}"`)].join("\\s+");
    const found = new RegExp(`^[ \\t]*${head}\\s*\\{`, "m").exec(text);
    return found?.index;
  };
}

function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split("\n").length;
}

function uriOf(path: string): string {
  const wellFormed = path.replace(/\p{Cs}/gu, "\ufffd");
  return wellFormed.split(/[\\/]/).map(encodeURIComponent).join("/");
}
