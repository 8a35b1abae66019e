import { existsSync, realpathSync } from "node:fs";
import { basename, dirname, extname, isAbsolute, relative, resolve, sep } from "node:path";
import { validationError } from "../../../support/validation";
import { parseFile } from "./file";
import { isData, isObject, type OpenApiNode } from "./json";
import { isExternal, lookUp, percentDecoded, unescaped } from "./references";

/** A document that refers to no other file, or the reasons why there is none. */
export interface Bundle {
  readonly errors: readonly string[];
  readonly document: OpenApiNode;
}

/** The kind of a value of a document, which decides what replaces a `$ref` there. */
type Kind = "schema" | "schemas" | "mapping" | "data" | "other";

/** The file of a document. */
export interface DocumentFile {
  readonly path: string;
  /** The folder that the files it refers to are in, at any depth. */
  readonly rootDirectory: string;
}

/**
 * Puts the contents of other local files into the document that refers to them: schemas become components, so
 * they may refer to themselves; everything else replaces the reference.
 */
export function bundle(document: OpenApiNode, { path, rootDirectory }: DocumentFile): Bundle {
  return new Bundler(document, resolve(path), rootDirectory).bundle();
}

class Bundler {
  private readonly errors = new Set<string>();
  private readonly files = new Map<string, unknown>();
  private readonly componentNames = new Map<string, string>();
  private readonly schemas = new Map<string, unknown>();
  private readonly open: string[] = [];

  constructor(
    private readonly document: OpenApiNode,
    private readonly root: string,
    private readonly rootDirectory: string,
  ) {
    this.files.set(root, document);
  }

  public bundle(): Bundle {
    const own: OpenApiNode = this.document.components?.schemas ?? {};
    // These names are in use. A schema that is only a reference gives its name to what it refers to.
    for (const [name, schema] of Object.entries(own)) {
      this.schemas.set(name, schema);
      if (isExternal(schema?.$ref)) this.componentNames.set(this.keyOf(schema.$ref, this.root), name);
    }
    for (const [name, schema] of Object.entries(own)) {
      const bundled = isExternal(schema?.$ref)
        ? this.inline(schema, this.root, "schema")
        : this.walk(schema, this.root, "schema");
      this.schemas.set(name, bundled);
    }
    const { schemas: _, ...components } = this.document.components ?? {};
    const rest = this.walk({ ...this.document, components }, this.root, "other") as OpenApiNode;
    const bundled = this.schemas.size > 0 ? { schemas: Object.fromEntries(this.schemas) } : {};
    return {
      errors: [...this.errors],
      document: { ...rest, components: { ...rest.components, ...bundled } },
    };
  }

  private walk(value: unknown, file: string, kind: Kind): unknown {
    if (Array.isArray(value)) return value.map((item) => this.walk(item, file, kind));
    if (!isObject(value) || kind === "data") return value;
    if (kind !== "schemas" && kind !== "mapping" && typeof value.$ref === "string") {
      return this.reference(value, file, kind);
    }
    return Object.fromEntries(
      Object.entries(value).map(([key, child]) => [
        key,
        kind === "mapping" ? this.mapped(child, file) : this.walk(child, file, kindOf(key, kind)),
      ]),
    );
  }

  private reference(value: OpenApiNode, file: string, kind: Kind): unknown {
    if (file === this.root && !isExternal(value.$ref)) return value;
    const { target, pointer } = this.resolved(value.$ref, file);
    if (target === this.root) return { ...value, $ref: `#${pointer}` };
    return kind === "schema"
      ? { ...value, $ref: this.component(value.$ref, file) }
      : this.inline(value, file, kind);
  }

  private component(reference: string, file: string): string {
    const key = this.keyOf(reference, file);
    const known = this.componentNames.get(key);
    const name = known ?? this.freeName(key);
    if (!known) {
      this.componentNames.set(key, name);
      this.schemas.set(name, {});
      this.schemas.set(name, this.inline({ $ref: reference }, file, "schema"));
    }
    return `#/components/schemas/${name}`;
  }

  private inline({ $ref, ...beside }: OpenApiNode, file: string, kind: Kind): unknown {
    const { target, pointer } = this.resolved($ref, file);
    const key = `${target}#${pointer}`;
    if (this.open.includes(key)) return this.reject($ref, "which refers to itself outside of schemas");
    const found = this.lookUp($ref, target, pointer);
    this.open.push(key);
    const walked = this.walk(kind === "schema" ? this.asOpenApi(found) : found, target, kind);
    this.open.pop();
    return isObject(walked) ? { ...walked, ...(this.walk(beside, file, kind) as OpenApiNode) } : walked;
  }

  private lookUp(reference: string, target: string, pointer: string): unknown {
    if (/^\w+:\/\//.test(reference)) return this.reject(reference, "which is not a local file");
    if (!this.files.has(target)) {
      if (!isWithin(this.rootDirectory, target)) return this.outside(reference);
      const { errors, document } = parseFile(target, reference.split("#")[0]);
      for (const text of errors) this.errors.add(text);
      this.files.set(target, document);
      if (errors.length > 0) return {};
    }
    const found = lookUp(this.files.get(target), pointer);
    return found === undefined ? this.reject(reference, "which does not exist") : found;
  }

  // OpenAPI 3.0 does not have these keywords. Schemas in them become components where they are referred to.
  private asOpenApi(schema: unknown): unknown {
    if (!isObject(schema) || !String(this.document.openapi).startsWith("3.0.")) return schema;
    const { $schema, $id, id, $defs, definitions, ...rest } = schema;
    return rest;
  }

  private mapped(value: unknown, file: string): unknown {
    // The value may also be the name of a schema.
    const isFile = typeof value === "string" && /^[^#]*\.(json|ya?ml)(#|$)/i.test(value);
    return isFile || file !== this.root ? this.mappedReference(String(value), file) : value;
  }

  private mappedReference(value: string, file: string): string {
    if (!/[#.]/.test(value)) return value;
    const { target, pointer } = this.resolved(value, file);
    return target === this.root ? `#${pointer}` : this.component(value, file);
  }

  private resolved(reference: string, file: string): { target: string; pointer: string } {
    const [path, pointer = ""] = reference.split("#");
    return { target: path === "" ? file : resolve(dirname(file), percentDecoded(path)), pointer };
  }

  private keyOf(reference: string, file: string): string {
    const { target, pointer } = this.resolved(reference, file);
    return `${target}#${pointer}`;
  }

  private freeName(key: string): string {
    const [target, pointer] = key.split("#");
    const last = pointer.split("/").pop();
    const wanted = (last ? unescaped(last) : basename(target, extname(target))).replace(/[^\w.-]/g, "_");
    let name = wanted;
    for (let count = 2; this.schemas.has(name); count++) name = `${wanted}${count}`;
    return name;
  }

  private outside(reference: string): OpenApiNode {
    this.errors.add(
      validationError(
        `A document with the \`$ref\` ${JSON.stringify(reference)} was given, which is outside of the document's folder`,
        "The API publishes what a document refers to, so it refers only to files in its own folder, at any depth, links resolved (T23)",
        "Move the file there, or set `rootDirectory` to a folder that contains both",
      ),
    );
    return {};
  }

  private reject(reference: string, why: string): OpenApiNode {
    this.errors.add(
      validationError(
        `A document with the \`$ref\` ${JSON.stringify(reference)} was given, ${why}`,
        "A `$ref` names an existing local file, or a part of one",
        "Fix the path or the pointer",
      ),
    );
    return {};
  }
}

// Links are resolved, so that a link in the folder leads to no file outside of it.
function isWithin(folder: string, file: string): boolean {
  const path = relative(realPath(folder), realPath(file));
  return path !== ".." && !path.startsWith(`..${sep}`) && !isAbsolute(path);
}

// Of a file that does not exist, reading says more.
function realPath(path: string): string {
  return existsSync(path) ? realpathSync(path) : resolve(path);
}

const schemaMaps = ["properties", "patternProperties", "$defs", "definitions", "dependentSchemas"];

function kindOf(key: string, parent: Kind): Kind {
  if (parent === "schemas") return "schema";
  if (isData(key)) return "data";
  if (key === "mapping") return "mapping";
  if (parent === "schema") {
    if (schemaMaps.includes(key)) return "schemas";
    return key === "examples" ? "data" : "schema";
  }
  return key === "schema" ? "schema" : "other";
}
