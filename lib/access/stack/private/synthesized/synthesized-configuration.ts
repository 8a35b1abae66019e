import type {
  Argument,
  ArgumentBlock,
  FindModule,
  ModuleCall,
  ModuleConfiguration,
  Repetition,
  ResourceConfiguration,
  VariableConfiguration,
} from "../configuration/configuration";
import type { Expression } from "../expressions/expression";
import { jsonExpression } from "../expressions/json-expression";
import { mapArguments } from "./map-arguments";

type Json = Readonly<Record<string, unknown>>;

/** A configuration in JSON, as a stack is synthesized. */
export function synthesizedConfiguration(json: Json, findModule: FindModule): ModuleConfiguration {
  return {
    resources: new Map([...resourcesIn(json.resource, ""), ...resourcesIn(json.data, "data.")]),
    variables: new Map(members(json.variable).map(([name, variable]) => [name, variableOf(variable)])),
    outputs: new Map(members(json.output).map(([name, output]) => [name, jsonExpression(output.value)])),
    locals: new Map(
      Object.entries(asObject(json.locals)).map(([name, value]) => [name, jsonExpression(value)]),
    ),
    calls: new Map(members(json.module).map(([name, call]) => [name, callOf(name, call, findModule)])),
  };
}

/** The objects that an object of JSON has, by their names. */
export function members(json: unknown): [string, Json][] {
  return Object.entries(asObject(json)).map(([name, member]) => [name, asObject(member)]);
}

/** Terraform's JSON writes one block as an object, or as a list of one. */
export function asObject(json: unknown): Json {
  const one = Array.isArray(json) ? json[0] : json;
  return typeof one === "object" && one !== null ? (one as Json) : {};
}

function resourcesIn(json: unknown, prefix: string): [string, ResourceConfiguration][] {
  return members(json).flatMap(([type, named]) =>
    members(named).map(([name, body]): [string, ResourceConfiguration] => [
      `${prefix}${type}.${name}`,
      resourceOf(type, body),
    ]),
  );
}

const metaArguments = [
  "count",
  "for_each",
  "depends_on",
  "lifecycle",
  "provider",
  "provisioner",
  "connection",
  "//",
];

function resourceOf(type: string, body: Json): ResourceConfiguration {
  const path = Reflect.get(asObject(Reflect.get(asObject(body["//"]), "metadata")), "path");
  return {
    provider: typeof body.provider === "string" ? body.provider : type.slice(0, type.indexOf("_")),
    arguments: blockOf(body, metaArguments),
    ...(typeof path === "string" && { constructPath: path }),
    ...repetitionOf(body),
  };
}

function repetitionOf(body: Json): Repetition {
  return {
    ...(body.for_each !== undefined && { forEach: jsonExpression(body.for_each) }),
    ...(body.count !== undefined && { count: jsonExpression(body.count) }),
  };
}

function variableOf(variable: Json): VariableConfiguration {
  return { default: variable.default, sensitive: variable.sensitive === true };
}

function callOf(name: string, call: Json, findModule: FindModule): ModuleCall {
  const inputs = Object.entries(call).map(([name, value]): [string, Expression] => [
    name,
    jsonExpression(value),
  ]);
  const source = typeof call.source === "string" ? call.source : undefined;
  return { module: findModule(name, source), inputs: new Map(inputs), ...repetitionOf(call) };
}

/** A block of Terraform's JSON, in which blocks and values look alike. */
export function blockOf(body: Json, without: readonly string[] = []): ArgumentBlock {
  const own = Object.entries(body).filter(
    ([name, value]) => !without.includes(name) && value !== null && name !== "dynamic",
  );
  const named = own.map(([name, value]): [string, Argument] => [name, argumentOf(name, value)]);
  const dynamic = members(body.dynamic).map(([name, block]): [string, Argument] => [
    name,
    dynamicBlocks(name, block),
  ]);
  return { arguments: new Map([...named, ...dynamic]) };
}

function argumentOf(name: string, value: unknown): Argument {
  if (mapArguments.has(name)) return { kind: "expression", expression: jsonExpression(value) };
  if (Array.isArray(value) && value.length > 0 && value.every(isObject))
    return { kind: "blocks", blocks: value.map((item) => blockOf(item)) };
  if (isObject(value)) return { kind: "blocks", blocks: [blockOf(value)] };
  return { kind: "expression", expression: jsonExpression(value) };
}

/** A dynamic block is the list of what its content makes of each element. */
function dynamicBlocks(name: string, block: Json): Argument {
  const iterator = typeof block.iterator === "string" ? block.iterator : name;
  const content = listsOfBlocks(asObject(block.content));
  return {
    kind: "expression",
    expression: {
      kind: "dynamic",
      iterator,
      of: jsonExpression(block.for_each),
      content: jsonExpression(content),
    },
  };
}

function listsOfBlocks(body: Json): Json {
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => [
      name,
      isObject(value) && !mapArguments.has(name) ? [listsOfBlocks(value)] : value,
    ]),
  );
}

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
