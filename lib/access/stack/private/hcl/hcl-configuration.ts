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
import type { Expression } from "../expressions/expression";
import type { Block, Body } from "./body";

/** A file of HCL as the configuration that it is. Providers and settings of Terraform are left out. */
export function hclConfiguration({ blocks }: Body, findModule: FindModule): ModuleConfiguration {
  const ofType = (type: string) => blocks.filter((block) => block.type === type);
  const named = <T>(type: string, read: (body: Body, name: string) => T) =>
    new Map(ofType(type).map(({ labels: [name = ""], body }) => [name, read(body, name)]));
  return {
    resources: new Map([...ofType("resource"), ...ofType("data")].map(resource)),
    // A plan has their values and their defaults.
    variables: new Map(),
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

/** The arguments of a block. Blocks that are made by a dynamic one are left out, as a plan's JSON does. */
function argumentsOf({ attributes, blocks }: Body): ArgumentBlock {
  const byType = new Map<string, ArgumentBlock[]>();
  for (const { type, body } of blocks) if (type !== "dynamic") addTo(byType, type, argumentsOf(body));
  const given = [...attributes].map(([name, expression]): [string, Argument] => [
    name,
    { kind: "expression", expression },
  ]);
  const nested = [...byType].map(([name, of]): [string, Argument] => [name, { kind: "blocks", blocks: of }]);
  return { arguments: new Map([...given, ...nested]) };
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
