import type { AttributeSchema, BlockSchema, NestedBlockSchema, ValueType } from "./schema-model";

/** What one folder of a provider's bindings declares. */
export interface BoundType {
  readonly kind: "resource" | "data source" | "provider";
  readonly terraformType: string;
  readonly providerVersion: string;
  readonly block: BlockSchema;
}

/**
 * Reads the schema back from one generated folder: `index.js` says every argument, its type and whether it
 * is a block, and every attribute that Azure computes; the interfaces of `index.d.ts` say what is required.
 * The folder is read as text, because loading all of the bindings takes far longer than their parse.
 */
export function readBindingsFile(javascript: string, declarations: string): BoundType | undefined {
  const main = /^class (\w+) extends cdktf\.Terraform(Resource|DataSource|Provider) \{/m.exec(javascript);
  if (!main) return undefined;
  const [, className = "", base = ""] = main;
  const file = new BindingsFile(javascript, declarations);
  return {
    kind: base === "Resource" ? "resource" : base === "Provider" ? "provider" : "data source",
    terraformType: firstMatch(javascript, /terraformResourceType: '([^']+)'/),
    providerVersion: firstMatch(javascript, /providerVersion: '([^']+)'/),
    block: file.rootBlock(className),
  };
}

interface WrittenArgument {
  readonly name: string;
  readonly expression: string;
  readonly type: string;
  readonly storage: string;
}

class BindingsFile {
  private readonly classes: Map<string, string>;
  private readonly functions: Map<string, string>;
  private readonly requiredNames: Map<string, Set<string>>;

  constructor(javascript: string, declarations: string) {
    this.classes = sections(javascript, /^class (\w+) extends /gm);
    this.functions = sections(javascript, /^function (\w+)ToHclTerraform\(/gm);
    this.requiredNames = requiredArguments(declarations);
  }

  rootBlock(className: string): BlockSchema {
    const text = this.classes.get(className) ?? "";
    const written = text.slice(text.indexOf("synthesizeHclAttributes() {"));
    return this.block(text, written, `${className}Config`);
  }

  private structBlock(functionName: string): BlockSchema {
    const struct = functionName.charAt(0).toUpperCase() + functionName.slice(1);
    const classText = this.classes.get(`${struct}OutputReference`) ?? "";
    return this.block(classText, this.functions.get(functionName) ?? "", struct);
  }

  private block(classText: string, writtenText: string, interfaceName: string): BlockSchema {
    const attributes: { [name: string]: AttributeSchema } = this.computedAttributes(classText);
    const blocks: { [name: string]: NestedBlockSchema } = {};
    const required = this.requiredNames.get(interfaceName) ?? new Set();
    for (const argument of writtenArguments(writtenText)) {
      const { name } = argument;
      if (isBlock(argument)) {
        blocks[name] = this.nestedBlock(argument, classText, required.has(name));
      } else {
        attributes[name] = this.argument(argument, required.has(name), attributes[name]);
      }
    }
    return { attributes, blocks };
  }

  private argument(written: WrittenArgument, required: boolean, computed?: AttributeSchema): AttributeSchema {
    // Every resource has an id that Azure decides; the bindings offer it as an argument for old providers.
    const decidedByAzure = written.name === "id" && !required;
    return {
      type: this.argumentType(written),
      required,
      optional: !required,
      computed: decidedByAzure || (!required && computed !== undefined),
    };
  }

  private argumentType(written: WrittenArgument): ValueType {
    const struct = nestedFunction(written.expression);
    if (struct) return [written.type === "set" ? "set" : "list", this.objectType(this.structBlock(struct))];
    const element = elementType(written.storage);
    return written.type === "simple" ? element : [collection(written.type), element];
  }

  private nestedBlock(written: WrittenArgument, classText: string, required: boolean): NestedBlockSchema {
    const block = this.structBlock(nestedFunction(written.expression) ?? "");
    if (written.type === "struct") return { block, nesting: "SINGLE", minItems: 0, maxItems: 0 };
    const single = new RegExp(`new \\w+OutputReference\\(this, "${written.name}"\\)`).test(classText);
    return {
      block,
      nesting: written.type === "set" ? "SET" : "LIST",
      minItems: required ? 1 : 0,
      maxItems: single ? 1 : 0,
    };
  }

  private computedAttributes(classText: string): { [name: string]: AttributeSchema } {
    const found: { [name: string]: AttributeSchema } = {};
    const pattern = /\/\/ (\w+) - computed: true, optional: (\w+), required: false\n(?=((?:.*\n){2}))/g;
    for (const [, name = "", optional, code = ""] of classText.matchAll(pattern)) {
      found[name] = {
        type: this.computedType(name, code),
        required: false,
        optional: optional === "true",
        computed: true,
      };
    }
    return found;
  }

  private computedType(name: string, code: string): ValueType {
    const list = /new (\w+)List\(this, "\w+", (true|false)\)/.exec(code);
    if (list && list[1] !== undefined && !code.includes("new cdktf.")) {
      const text = this.classes.get(`${list[1]}OutputReference`) ?? "";
      const object = this.objectType({ attributes: this.computedAttributes(text), blocks: {} });
      return [list[2] === "true" ? "set" : "list", object];
    }
    const known = COMPUTED_TYPES.find(([mark]) => code.includes(mark));
    if (!known)
      throw new Error(`The bindings compute "${name}" in a way this reader does not know:\n${code}`);
    return known[1];
  }

  private objectType(block: BlockSchema): ValueType {
    const members = Object.entries(block.attributes).map(([name, { type }]) => [name, type] as const);
    const nested = Object.entries(block.blocks).map(([name, { block: inner, nesting }]) => {
      const type: ValueType = [nesting === "SET" ? "set" : "list", this.objectType(inner)];
      return [name, type] as const;
    });
    return ["object", Object.fromEntries([...members, ...nested])];
  }
}

// The order matters: the first mark that the getter contains decides.
const COMPUTED_TYPES: [string, ValueType][] = [
  ["cdktf.Fn.tolist(this.getListAttribute(", ["set", "string"]],
  ["cdktf.Fn.tolist(this.getNumberListAttribute(", ["set", "number"]],
  ["this.getStringMapAttribute(", ["map", "string"]],
  ["new cdktf.StringMap(", ["map", "string"]],
  ["this.getNumberListAttribute(", ["list", "number"]],
  ["this.getListAttribute(", ["list", "string"]],
  ["this.getStringAttribute(", "string"],
  ["this.getNumberAttribute(", "number"],
  ["this.getBooleanAttribute(", "bool"],
  ["this.interpolationForAttribute(", ["list", ["list", "number"]]],
];

function elementType(storage: string): ValueType {
  if (storage === "numberListList") return ["list", "number"];
  const scalar = storage.replace(/(List|Map)$/, "");
  if (scalar === "string" || scalar === "number") return scalar;
  if (scalar === "boolean") return "bool";
  throw new Error(`The bindings store a value as "${storage}", which this reader does not know.`);
}

function collection(type: string): "list" | "set" | "map" {
  if (type === "list" || type === "set" || type === "map") return type;
  throw new Error(`The bindings write a collection as "${type}", which this reader does not know.`);
}

function isBlock(written: WrittenArgument): boolean {
  if (nestedFunction(written.expression) === undefined) return false;
  // A mapper told `false` writes an attribute whose value is a list of objects, not nested blocks.
  return !/ToHclTerraform, false\)/.test(written.expression);
}

function nestedFunction(expression: string): string | undefined {
  return /(?<!cdktf\.)\b(\w+)ToHclTerraform\b/.exec(expression)?.[1];
}

function writtenArguments(text: string): WrittenArgument[] {
  const pattern =
    /^ +(\w+): \{\n +value: (.*),\n +isBlock: \w+,\n +type: "(\w+)",\n +storageClassType: "(\w+)",\n/gm;
  return [...text.matchAll(pattern)].map(([, name = "", expression = "", type = "", storage = ""]) => ({
    name,
    expression,
    type,
    storage,
  }));
}

/** For each interface of a declaration file, the Terraform names of the members without a question mark. */
function requiredArguments(declarations: string): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const [name, text] of sections(declarations, /^export interface (\w+) /gm)) {
    const members = text.matchAll(/#(\w+) \w+#\1\}(?:(?!\*\/)[\s\S])*\*\/\n +readonly \w+(\??):/g);
    found.set(
      name,
      new Set([...members].filter(([, , mark]) => mark === "").map(([, member = ""]) => member)),
    );
  }
  return found;
}

/** Cuts a generated file at the declarations a pattern names; each piece ends at the first closing brace in column one. */
function sections(text: string, start: RegExp): Map<string, string> {
  const pieces = [...text.matchAll(start)].map((match): [string, string] => {
    const end = text.indexOf("\n}", match.index);
    return [match[1] ?? "", text.slice(match.index, end)];
  });
  return new Map(pieces);
}

function firstMatch(text: string, pattern: RegExp): string {
  const value = pattern.exec(text)?.[1];
  if (value === undefined) throw new Error(`The bindings do not contain ${pattern}.`);
  return value;
}
