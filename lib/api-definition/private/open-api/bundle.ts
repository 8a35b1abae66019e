import { basename, dirname, extname, resolve } from "node:path";
import { validationError } from "../../../support/validation";
import { parseFile } from "./file";
import { isData, isObject, type OpenApiNode } from "./json";
import { isExternal, lookUp, unescaped } from "./references";

/** A document that refers to no other file, or why there is none. */
export interface Bundle {
  readonly errors: readonly string[];
  readonly document: OpenApiNode;
}

/** What stands at a place of a document, as far as it says what a `$ref` there may become. */
type Kind = "schema" | "schemas" | "mapping" | "data" | "other";

/**
 * Puts what other local files hold into the document that refers to them: schemas become components, and so may
 * refer to themselves; everything else is written where it is referred to.
 */
export function bundle(document: OpenApiNode, path: string): Bundle {
  return new Bundler(document, resolve(path)).bundle();
}

class Bundler {
  private readonly errors = new Set<string>();
  private readonly files = new Map<string, unknown>();
  private readonly componentNames = new Map<string, string>();
  private readonly schemas: OpenApiNode = {};
  private readonly open: string[] = [];

  constructor(
    private readonly document: OpenApiNode,
    private readonly root: string,
  ) {
    this.files.set(root, document);
  }

  public bundle(): Bundle {
    const own: OpenApiNode = this.document.components?.schemas ?? {};
    // Their names are taken, and one that is nothing but a reference gives its name to what it refers to.
    for (const [name, schema] of Object.entries(own)) {
      this.schemas[name] = schema;
      if (isExternal(schema?.$ref)) this.componentNames.set(this.keyOf(schema.$ref, this.root), name);
    }
    for (const [name, schema] of Object.entries(own)) {
      this.schemas[name] = isExternal(schema?.$ref)
        ? this.inline(schema, this.root, "schema")
        : this.walk(schema, this.root, "schema");
    }
    const { schemas: _, ...components } = this.document.components ?? {};
    const rest = this.walk({ ...this.document, components }, this.root, "other") as OpenApiNode;
    const bundled = Object.keys(this.schemas).length > 0 ? { schemas: this.schemas } : {};
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
      this.schemas[name] = {};
      this.schemas[name] = this.inline({ $ref: reference }, file, "schema");
    }
    return `#/components/schemas/${name}`;
  }

  private inline({ $ref, ...beside }: OpenApiNode, file: string, kind: Kind): unknown {
    const { target, pointer } = this.resolved($ref, file);
    const key = `${target}#${pointer}`;
    if (this.open.includes(key)) return this.refuse($ref, "which leads back to itself outside of schemas");
    const found = this.lookUp($ref, target, pointer);
    this.open.push(key);
    const walked = this.walk(kind === "schema" ? this.asOpenApi(found) : found, target, kind);
    this.open.pop();
    return isObject(walked) ? { ...walked, ...(this.walk(beside, file, kind) as OpenApiNode) } : walked;
  }

  private lookUp(reference: string, target: string, pointer: string): unknown {
    if (/^\w+:\/\//.test(reference)) return this.refuse(reference, "which is not on this machine");
    if (!this.files.has(target)) {
      const { errors, document } = parseFile(target, reference.split("#")[0]);
      for (const text of errors) this.errors.add(text);
      this.files.set(target, document);
      if (errors.length > 0) return {};
    }
    const found = lookUp(this.files.get(target), pointer);
    return found === undefined ? this.refuse(reference, "which leads to nothing") : found;
  }

  // OpenAPI 3.0 has no such names; what was in them is a component where it is referred to.
  private asOpenApi(schema: unknown): unknown {
    if (!isObject(schema) || !String(this.document.openapi).startsWith("3.0.")) return schema;
    const { $schema, $id, id, $defs, definitions, ...rest } = schema;
    return rest;
  }

  private mapped(value: unknown, file: string): unknown {
    // A name of a schema is a value too.
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
    return { target: path === "" ? file : resolve(dirname(file), unescaped(path)), pointer };
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
    for (let count = 2; name in this.schemas; count++) name = `${wanted}${count}`;
    return name;
  }

  private refuse(reference: string, why: string): OpenApiNode {
    this.errors.add(
      validationError(
        `A document with the \`$ref\` ${JSON.stringify(reference)} was given, ${why}`,
        "A `$ref` names a local file, or a part of one, that is there",
        "Mend the path or the pointer",
      ),
    );
    return {};
  }
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
