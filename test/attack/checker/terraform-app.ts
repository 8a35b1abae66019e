import {
  type Expression,
  type TemplatePart,
  TerraformSyntaxError,
  templateParts,
} from "./terraform-expression";

// biome-ignore lint/suspicious/noExplicitAny: any JSON that a stack may hold.
export type Json = any;

/** A resource or a data source of a stack. */
export interface Block {
  readonly stack: Stack;
  readonly type: string;
  /** `azurerm_x.name`, or `data.azurerm_x.name`. */
  readonly address: string;
  readonly isData: boolean;
  readonly args: Readonly<Record<string, Json>>;
}

/**
 * A value of the JSON. `key` is the same for values that Terraform gives the same text, as far as that is known at
 * synth: a text, an attribute of a resource, wherever it is looked at from.
 */
export interface Value {
  readonly key: string;
  /** The text, where nothing is evaluated. */
  readonly text?: string;
  /** The attribute, where the value is one. */
  readonly attribute?: { readonly block: Block; readonly path: string };
}

/** The Terraform JSON of a stack, as `cdk.tf.json` has it. */
export class Stack {
  public readonly blocks: readonly Block[];
  private readonly byAddress: ReadonlyMap<string, Block>;

  public constructor(
    public readonly name: string,
    public readonly json: Json,
  ) {
    this.blocks = [...this.blocksOf("resource", ""), ...this.blocksOf("data", "data.")];
    this.byAddress = new Map(this.blocks.map((block) => [block.address, block]));
  }

  public block(address: string): Block | undefined {
    return this.byAddress.get(address);
  }

  private blocksOf(section: string, prefix: string): Block[] {
    return Object.entries<Json>(this.json[section] ?? {}).flatMap(([type, named]) =>
      Object.entries<Json>(named).map(([name, args]) => ({
        stack: this,
        type,
        address: `${prefix}${type}.${name}`,
        isData: prefix !== "",
        args,
      })),
    );
  }
}

/** The stacks of an app, which refer to each other by their remote states. */
export class TerraformApp {
  public readonly stacks: readonly Stack[];
  private readonly values = new Map<Stack, Map<string, Value>>();

  public constructor(stacks: Readonly<Record<string, Json>>) {
    this.stacks = Object.entries(stacks).map(([name, json]) => new Stack(name, json));
  }

  /** The resources of a type, of all stacks. */
  public resources(type: string | RegExp): Block[] {
    return this.stacks.flatMap(({ blocks }) =>
      blocks.filter(
        (block) => !block.isData && (typeof type === "string" ? block.type === type : type.test(block.type)),
      ),
    );
  }

  public dataSources(type: string): Block[] {
    return this.stacks.flatMap(({ blocks }) => blocks.filter((block) => block.isData && block.type === type));
  }

  /** What a value of a stack is. */
  public value(stack: Stack, raw: Json): Value {
    if (typeof raw !== "string") return { key: JSON.stringify(raw) ?? "null" };
    const known = this.values.get(stack)?.get(raw);
    if (known) return known;
    const value = this.newValue(stack, raw);
    this.values.set(stack, (this.values.get(stack) ?? new Map()).set(raw, value));
    return value;
  }

  private newValue(stack: Stack, raw: string): Value {
    const parts = partsOrNone(raw);
    if (parts === undefined) return { key: `malformed ${raw}` };
    const values = parts.map((part) => this.partValue(stack, part));
    if (values.length === 1) return values[0];
    if (values.every(({ text }) => text !== undefined))
      return textValue(values.map(({ text }) => text).join(""));
    return { key: values.map(({ key }) => key).join(" + ") };
  }

  /** The value of an argument of a resource, blocks in blocks by dots. */
  public argument(block: Block, path: string): Value {
    return this.value(block.stack, argumentOf(block.args, path));
  }

  /** The resource that a reference of a stack means; nothing for one that is not in it. */
  public blockOf(stack: Stack, expression: Expression): Block | undefined {
    if (expression.kind !== "reference") return undefined;
    const [first, second, third] = expression.path;
    const address = first === "data" ? `data.${second}.${third}` : `${first}.${second}`;
    return stack.block(address);
  }

  /** The resource that a text refers to, where it is one reference. */
  public referred(stack: Stack, raw: string): Block | undefined {
    const [part, ...others] = partsOrNone(raw) ?? [];
    return typeof part === "object" && others.length === 0 ? this.blockOf(stack, part.expression) : undefined;
  }

  private partValue(stack: Stack, part: TemplatePart): Value {
    if (typeof part === "string") return textValue(part);
    const { expression, source } = part;
    if (expression.kind === "literal") return textValue(String(expression.value));
    const block = this.blockOf(stack, expression);
    if (block === undefined || expression.kind !== "reference") return { key: `${stack.name}: ${source}` };
    const path = pathText(expression.path.slice(block.isData ? 3 : 2));
    return path === undefined ? { key: `${stack.name}: ${source}` } : this.attribute(block, path);
  }

  // An argument that is given is the attribute's value; an output of another stack is that stack's value.
  private attribute(block: Block, path: string): Value {
    if (block.type === "terraform_remote_state") return this.remoteOutput(block, path);
    const given = argumentOf(block.args, path);
    if (typeof given === "string") return this.value(block.stack, given);
    return { key: `${block.stack.name}: ${block.address}.${path}`, attribute: { block, path } };
  }

  private remoteOutput(block: Block, path: string): Value {
    const { backend, config } = block.args;
    const state = JSON.stringify({ [backend]: config });
    const owner = this.stacks.find(({ json }) => JSON.stringify(json.terraform?.backend) === state);
    const output = owner?.json.output?.[path.replace(/^outputs\./, "")];
    return owner && output
      ? this.value(owner, output.value)
      : { key: `${block.stack.name}: ${block.address}.${path}`, attribute: { block, path } };
  }
}

/** The blocks that an argument holds; Terraform's JSON writes a single one without a list. */
export function blocksIn(argument: Json): Record<string, Json>[] {
  if (argument === undefined || argument === null) return [];
  return Array.isArray(argument) ? argument : [argument];
}

function argumentOf(args: Json, path: string): Json {
  return path.split(".").reduce(step, args);
}

// Terraform's JSON writes a list of one block with its index or without.
function step(at: Json, name: string): Json {
  if (typeof at !== "object" || at === null) return undefined;
  if (Object.hasOwn(at, name)) return at[name];
  if (name === "0" && !Array.isArray(at)) return at;
  return Array.isArray(at) && !/^\d+$/.test(name) ? step(at[0], name) : undefined;
}

function textValue(text: string): Value {
  return { key: JSON.stringify(text), text };
}

function partsOrNone(text: string): TemplatePart[] | undefined {
  try {
    return templateParts(text);
  } catch (error) {
    if (error instanceof TerraformSyntaxError) return undefined;
    throw error;
  }
}

function pathText(path: readonly (string | { readonly index: Expression | "*" })[]): string | undefined {
  const steps = path.map((step) => {
    if (typeof step === "string") return step;
    const { index } = step;
    return index !== "*" && index.kind === "literal" ? String(index.value) : undefined;
  });
  return steps.includes(undefined) ? undefined : steps.join(".");
}
