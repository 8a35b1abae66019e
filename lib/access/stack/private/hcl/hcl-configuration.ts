import { addTo } from "../../../groups";
import type {
  Argument,
  ArgumentBlock,
  FindModule,
  ModuleCall,
  ModuleConfiguration,
  Repetition,
  ResourceConfiguration,
} from "../configuration/configuration";
import { type Expression, literal } from "../expressions/expression";
import type { Block, Body } from "./body";

/** A file of HCL as the configuration that it is. Providers and settings of Terraform are left out. */
export function hclConfiguration({ blocks }: Body, findModule: FindModule): ModuleConfiguration {
  const ofType = (type: string) => blocks.filter((block) => block.type === type);
  const named = <T>(type: string, read: (body: Body, name: string) => T) =>
    new Map(ofType(type).map(({ labels: [name = ""], body }) => [name, read(body, name)]));
  return {
    resources: new Map([...ofType("resource"), ...ofType("data")].map(resource)),
    // A plan has their values and their defaults.
    variables: named("variable", ({ attributes }) => ({ sensitive: false, type: attributes.get("type") })),
    outputs: named("output", ({ attributes }) => attributes.get("value") ?? absent),
    locals: new Map(ofType("locals").flatMap(({ body }) => [...body.attributes])),
    calls: named("module", (body, name) => call(body, name, findModule)),
  };
}

const absent: Expression = { kind: "literal", value: null };

const metaArguments = new Set(["count", "for_each", "depends_on", "provider"]);
const metaBlocks = new Set(["lifecycle", "provisioner", "connection"]);

function resource({ type: kind, labels: [type = "", name = ""], body }: Block) {
  const key = kind === "data" ? `data.${type}.${name}` : `${type}.${name}`;
  const own: Body = {
    attributes: new Map([...body.attributes].filter(([argument]) => !metaArguments.has(argument))),
    blocks: body.blocks.filter((block) => !metaBlocks.has(block.type)),
  };
  const configuration: ResourceConfiguration = {
    provider: "",
    arguments: argumentsOf(own),
    ...repetition(body),
  };
  return [key, configuration] as const;
}

function repetition({ attributes }: Body): Repetition {
  const [forEach, count] = [attributes.get("for_each"), attributes.get("count")];
  return { ...(forEach && { forEach }), ...(count && { count }) };
}

/** The arguments of a block, and its blocks with those that dynamic ones make. */
function argumentsOf({ attributes, blocks }: Body): ArgumentBlock {
  const given = [...attributes].map(([name, expression]): [string, Argument] => [
    name,
    { kind: "expression", expression },
  ]);
  const nested = [...byName(blocks)].map(([name, all]): [string, Argument] => {
    const written = all.filter(({ type }) => type !== "dynamic").map(({ body }) => argumentsOf(body));
    const isDynamic = written.length < all.length;
    return [name, { kind: "blocks", blocks: written, ...(isDynamic && { all: listOf(name, all) }) }];
  });
  return { arguments: new Map([...given, ...nested]) };
}

/** Blocks by the name of what they make, in their order. */
function byName(blocks: readonly Block[]): ReadonlyMap<string, readonly Block[]> {
  const found = new Map<string, Block[]>();
  for (const block of blocks)
    addTo(found, block.type === "dynamic" ? (block.labels[0] ?? "") : block.type, block);
  return found;
}

/** Blocks of one name as the list that they are. */
function listOf(name: string, blocks: readonly Block[]): Expression {
  const lists = blocks.map(
    ({ type, body }): Expression =>
      type === "dynamic" ? dynamicBlocks(name, body) : { kind: "list", items: [objectOf(body)] },
  );
  return lists.length === 1 ? lists[0] : { kind: "call", name: "concat", args: lists, expandsLast: false };
}

function dynamicBlocks(name: string, { attributes, blocks }: Body): Expression {
  const iterator = attributes.get("iterator");
  const content = blocks.find(({ type }) => type === "content");
  return {
    kind: "dynamic",
    iterator: iterator?.kind === "root" ? iterator.name : name,
    of: attributes.get("for_each") ?? absent,
    content: content ? objectOf(content.body) : absent,
  };
}

function objectOf({ attributes, blocks }: Body): Expression {
  const nested = [...byName(blocks)].map(([name, of]) => [name, listOf(name, of)] as const);
  const entries = [...attributes, ...nested].map(([name, value]) => [literal(name), value] as const);
  return { kind: "object", entries };
}

const callArguments = new Set(["source", "version", "providers", "count", "for_each", "depends_on"]);

function call(body: Body, name: string, findModule: FindModule): ModuleCall {
  const source = body.attributes.get("source");
  return {
    module: findModule(name, source?.kind === "literal" ? String(source.value) : undefined),
    inputs: new Map([...body.attributes].filter(([argument]) => !callArguments.has(argument))),
    ...repetition(body),
  };
}
