import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, resolve } from "node:path";
import { readBindingsFile } from "./bindings-file";
import { withDecidedByAzure, withIdentifyingAnswers } from "./decided-by-azure";
import { encodeProviderSchema, PROTOCOL } from "./encode-schema";
import type { BlockSchema, ProviderSchema } from "./schema-model";

/** A provider of which bindings are installed, and where its derived schema lies. */
export interface ProviderFiles {
  /** `azurerm` or `azuread`. */
  readonly name: string;
  /** The provider version that the bindings were generated from. */
  readonly version: string;
  /** One line a type: `resource azurerm_subnet {…}`. */
  readonly schemaLines: string;
  /** The answer to GetSchema, as Terraform reads it. */
  readonly encodedSchema: string;
}

const REPOSITORY = resolve(__dirname, "../../..");
export const CACHE = join(REPOSITORY, "node_modules/.cache/terraform-stand-in");

/**
 * Derives a provider's schema from its installed bindings. It takes seconds and happens once per version of
 * the bindings and of the reader.
 */
export function providerFiles(name: string): ProviderFiles {
  const bindings = bindingsFolder(name);
  const folder = join(CACHE, `${name}-${fingerprint(bindings)}`);
  if (!existsSync(folder)) writeAtOnce(folder, (draft) => writeSchema(bindings, name, draft));
  return {
    name,
    version: installedProviderVersion(name),
    schemaLines: join(folder, "schema.lines"),
    encodedSchema: join(folder, "schema.bin"),
  };
}

/** The provider version that the installed bindings pin, such as `4.55.0`. */
export function installedProviderVersion(name: string): string {
  const text = readFileSync(join(bindingsFolder(name), "lib/provider/index.js"), "utf8");
  const version = /providerVersion: '([^']+)'/.exec(text)?.[1];
  if (!version) throw new Error(`The bindings of ${name} do not say their provider's version.`);
  return version;
}

/** Fills a new folder under a temporary name, so that a test run beside this one never sees half of it. */
export function writeAtOnce(folder: string, fill: (draft: string) => void): void {
  mkdirSync(dirname(folder), { recursive: true });
  const draft = mkdtempSync(`${folder}.`);
  fill(draft);
  try {
    renameSync(draft, folder);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
}

function writeSchema(bindings: string, name: string, folder: string): void {
  const schema = readBindings(bindings);
  writeFileSync(join(folder, "schema.bin"), encodeProviderSchema(schema));
  const lines = [`provider ${name} ${JSON.stringify(schema.provider)}`];
  for (const [type, block] of Object.entries(schema.resources)) {
    lines.push(`resource ${type} ${JSON.stringify(block)}`);
  }
  for (const [type, block] of Object.entries(schema.dataSources)) {
    lines.push(`data ${type} ${JSON.stringify(block)}`);
  }
  writeFileSync(join(folder, "schema.lines"), lines.join("\n"));
}

function readBindings(bindings: string): ProviderSchema {
  const library = join(bindings, "lib");
  const resources: { [type: string]: BlockSchema } = {};
  const dataSources: { [type: string]: BlockSchema } = {};
  let provider: BlockSchema = { attributes: {}, blocks: {} };
  for (const entry of readdirSync(library, { withFileTypes: true })) {
    if (!entry.isDirectory()) continue;
    const read = (file: string) => readFileSync(join(library, entry.name, file), "utf8");
    const bound = readBindingsFile(read("index.js"), read("index.d.ts"));
    if (bound?.kind === "provider") provider = bound.block;
    if (bound?.kind === "resource") {
      resources[bound.terraformType] = withDecidedByAzure(bound.terraformType, bound.block);
    }
    if (bound?.kind === "data source") dataSources[bound.terraformType] = withIdentifyingAnswers(bound.block);
  }
  return { provider, resources, dataSources };
}

function bindingsFolder(name: string): string {
  return join(REPOSITORY, `node_modules/@cdktf/provider-${name}`);
}

function fingerprint(bindings: string): string {
  const { version } = JSON.parse(readFileSync(join(bindings, "package.json"), "utf8"));
  const hash = createHash("sha256").update(version).update(readFileSync(PROTOCOL));
  for (const file of readdirSync(__dirname).sort()) hash.update(readFileSync(join(__dirname, file)));
  return `${version}-${hash.digest("hex").slice(0, 12)}`;
}
