import {
  type Argument,
  type ArgumentBlock,
  emptyModule,
  type ModuleCall,
  type ModuleConfiguration,
  type ResourceConfiguration,
  type VariableConfiguration,
} from "../configuration/configuration";
import type { Expression } from "../expressions/expression";
import { constant, jsonExpression } from "../expressions/json-expression";
import { LazyMap } from "../lazy-map";
import type {
  BlockJson,
  ExpressionJson,
  ModuleCallJson,
  ModuleJson,
  ResourceConfigurationJson,
} from "./plan-format";

/** The configuration as a plan's JSON has it: constant values, and of other expressions what they refer to. */
export function planConfiguration(module: ModuleJson | undefined): ModuleConfiguration {
  if (!module) return emptyModule;
  return {
    resources: new Map(
      (module.resources ?? []).map((resource) => [resourceKey(resource), resourceConfiguration(resource)]),
    ),
    variables: mapped(module.variables, (variable) => variableConfiguration(variable)),
    outputs: mapped(module.outputs, ({ expression }) => readExpression(expression ?? {})),
    calls: mapped(module.module_calls, moduleCall),
  };
}

/** `type.name`, or `data.type.name`. */
export function resourceKey({ mode, type, name }: { mode: string; type: string; name: string }): string {
  return mode === "data" ? `data.${type}.${name}` : `${type}.${name}`;
}

/** The arguments and blocks of a block, each read when it is asked for: of most a plan knows the values. */
export function readBlock(json: BlockJson = {}): ArgumentBlock {
  return { arguments: new LazyMap(new Set(Object.keys(json)), (name) => readArgument(json[name])) };
}

function mapped<From, To>(
  json: Readonly<Record<string, From>> | undefined,
  convert: (from: From) => To,
): ReadonlyMap<string, To> {
  return new Map(Object.entries(json ?? {}).map(([name, from]) => [name, convert(from)]));
}

function variableConfiguration(variable: { default?: unknown; sensitive?: boolean }): VariableConfiguration {
  return { default: variable.default, sensitive: variable.sensitive === true };
}

// Most resources know all their values: what their configuration says is read when it is asked for.
function resourceConfiguration(resource: ResourceConfigurationJson): ResourceConfiguration {
  let block: ArgumentBlock | undefined;
  return {
    provider: resource.provider_config_key ?? "",
    get arguments() {
      block ??= readBlock(resource.expressions);
      return block;
    },
    ...repetition(resource),
  };
}

function moduleCall(call: ModuleCallJson): ModuleCall {
  return {
    module: planConfiguration(call.module),
    inputs: mapped(call.expressions, (input) =>
      isExpression(input) ? readExpression(input) : { kind: "references", references: [] },
    ),
    ...repetition(call),
  };
}

function repetition(json: {
  readonly for_each_expression?: ExpressionJson;
  readonly count_expression?: ExpressionJson;
}): { forEach?: Expression; count?: Expression } {
  const { for_each_expression: forEach, count_expression: count } = json;
  return {
    ...(forEach && { forEach: readExpression(forEach) }),
    ...(count && { count: readExpression(count) }),
  };
}

function readArgument(json: ExpressionJson | BlockJson | readonly BlockJson[]): Argument {
  if (isList(json)) return { kind: "blocks", blocks: json.map(readBlock) };
  if (isExpression(json)) return { kind: "expression", expression: readExpression(json) };
  return { kind: "blocks", blocks: [readBlock(json)] };
}

function isList(json: unknown): json is readonly BlockJson[] {
  return Array.isArray(json);
}

function isExpression(json: object): json is ExpressionJson {
  const names = Object.keys(json);
  // A block may have arguments of these names, which are objects.
  return names.every((name) => name === "constant_value" || (name === "references" && isTexts(json, name)));
}

function isTexts(json: object, name: string): boolean {
  const value = Reflect.get(json, name);
  return Array.isArray(value) && value.every((item) => typeof item === "string");
}

// With both the configuration is one of JSON, of which the whole text is here: it is not evaluated yet.
function readExpression(json: ExpressionJson): Expression {
  const references = json.references ?? [];
  if (!("constant_value" in json)) return { kind: "references", references };
  return references.length > 0 ? jsonExpression(json.constant_value) : constant(json.constant_value);
}
