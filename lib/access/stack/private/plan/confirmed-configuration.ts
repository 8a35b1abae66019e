import type {
  Argument,
  ArgumentBlock,
  ModuleCall,
  ModuleConfiguration,
  Repetition,
  ResourceConfiguration,
} from "../configuration/configuration";
import { fullReferences, parsedReference } from "../evaluation/references";
import type { Expression } from "../expressions/expression";
import { type ReferenceSteps, referenceSteps, referencesOf } from "../expressions/expression-references";

/** A plan's configuration with the expressions of its source, and where the source says something else. */
export interface ConfirmedConfiguration {
  readonly configuration: ModuleConfiguration;
  readonly differences: readonly string[];
}

/**
 * Takes expressions from the source of a plan, whose JSON has only what they refer to. The source may have changed
 * since: an expression that refers to something else than the plan says is not the plan's, and stays unknown; so do
 * the locals of a module in which there is one, of which a plan says nothing.
 */
export function confirmedConfiguration(
  plan: ModuleConfiguration,
  source: ModuleConfiguration,
): ConfirmedConfiguration {
  const comparison = new Comparison();
  return { configuration: comparison.module(plan, source, ""), differences: comparison.differences };
}

class Comparison {
  public readonly differences: string[] = [];

  public module(
    plan: ModuleConfiguration,
    source: ModuleConfiguration,
    address: string,
  ): ModuleConfiguration {
    const before = this.differences.length;
    const within = (name: string) => (address === "" ? name : `${address}.${name}`);
    const resources = each(plan.resources, (resource, key) =>
      this.resource(resource, source.resources.get(key), within(key)),
    );
    for (const key of source.resources.keys()) if (!plan.resources.has(key)) this.differ(within(key));
    const outputs = each(plan.outputs, (output, name) =>
      this.expression(output, source.outputs.get(name), within(`output.${name}`)),
    );
    const called = each(plan.calls, (call, name) =>
      this.inputs(call, source.calls.get(name), within(`module.${name}`)),
    );
    const agrees = this.differences.length === before;
    const calls = each(called, (call, name) => {
      const of = source.calls.get(name)?.module;
      return of ? { ...call, module: this.module(call.module, of, within(`module.${name}`)) } : call;
    });
    const { folder, readFile, locals } = source;
    return {
      ...plan,
      outputs,
      calls,
      folder,
      readFile,
      variables: typed(plan.variables, source.variables),
      resources: agrees ? withDynamicBlocks(resources, source.resources) : resources,
      ...(agrees && { locals }),
    };
  }

  private resource(
    plan: ResourceConfiguration,
    source: ResourceConfiguration | undefined,
    address: string,
  ): ResourceConfiguration {
    return {
      ...plan,
      ...this.repetition(plan, source, address),
      arguments: this.block(plan.arguments, source?.arguments, address),
    };
  }

  private inputs(plan: ModuleCall, source: ModuleCall | undefined, address: string): ModuleCall {
    const inputs = each(plan.inputs, (input, name) =>
      this.expression(input, source?.inputs.get(name), `${address}: ${name}`),
    );
    return { ...plan, ...this.repetition(plan, source, address), inputs };
  }

  private repetition(plan: Repetition, source: Repetition | undefined, address: string): Repetition {
    const { forEach, count } = plan;
    return {
      ...(forEach && { forEach: this.expression(forEach, source?.forEach, `${address}: for_each`) }),
      ...(count && { count: this.expression(count, source?.count, `${address}: count`) }),
    };
  }

  private block(plan: ArgumentBlock, source: ArgumentBlock | undefined, where: string): ArgumentBlock {
    return {
      arguments: each(plan.arguments, (argument, name) =>
        this.argument(argument, source?.arguments.get(name), `${where}: ${name}`),
      ),
    };
  }

  private argument(plan: Argument, source: Argument | undefined, where: string): Argument {
    if (plan.kind === "expression") {
      const expression = source?.kind === "expression" ? source.expression : undefined;
      return { kind: "expression", expression: this.expression(plan.expression, expression, where) };
    }
    const blocks = source?.kind === "blocks" ? source.blocks : [];
    if (blocks.length !== plan.blocks.length) this.differ(where);
    return {
      kind: "blocks",
      blocks: plan.blocks.map((block, place) => this.block(block, blocks[place], where)),
    };
  }

  private expression(plan: Expression, source: Expression | undefined, where: string): Expression {
    const isTheSame = source !== undefined && saysTheSame(plan, source);
    if (!isTheSame) this.differ(where);
    if (plan.kind !== "references") return plan;
    return isTheSame ? source : { kind: "unread", because: `${where}: the configuration is not the plan's` };
  }

  private differ(where: string): void {
    this.differences.push(where);
  }
}

/** Variables with the types that the source gives them. */
function typed(
  plan: ModuleConfiguration["variables"],
  source: ModuleConfiguration["variables"],
): ModuleConfiguration["variables"] {
  return each(plan, (variable, name) => {
    const type = source.get(name)?.type;
    return type ? { ...variable, type } : variable;
  });
}

/** Resources with their dynamic blocks, of which a plan says nothing. */
function withDynamicBlocks(
  plan: ModuleConfiguration["resources"],
  source: ModuleConfiguration["resources"],
): ModuleConfiguration["resources"] {
  return each(plan, (resource, key) => {
    const of = source.get(key);
    return of ? { ...resource, arguments: withAllBlocks(resource.arguments, of.arguments) } : resource;
  });
}

function withAllBlocks(plan: ArgumentBlock, source: ArgumentBlock): ArgumentBlock {
  const found = new Map(plan.arguments);
  for (const [name, argument] of source.arguments) {
    if (argument.kind !== "blocks") {
      const { expression } = argument;
      if (expression.kind === "dynamic") found.set(name, { kind: "blocks", blocks: [], all: expression });
      continue;
    }
    const planned = plan.arguments.get(name);
    const blocks = planned?.kind === "blocks" ? planned.blocks : [];
    const nested = blocks.map((block, place) =>
      argument.blocks[place] ? withAllBlocks(block, argument.blocks[place]) : block,
    );
    found.set(name, { kind: "blocks", blocks: nested, ...(argument.all && { all: argument.all }) });
  }
  return { arguments: found };
}

/** Whether an expression refers to what the plan says; of constants, whether it is the same one. */
function saysTheSame(plan: Expression, source: Expression): boolean {
  if (plan.kind === "literal" && source.kind === "literal") return plan.value === source.value;
  const references =
    plan.kind === "references" ? fullReferences(plan.references).map(stepsIn) : referencesOf(plan);
  return JSON.stringify(references) === JSON.stringify(referencesOf(source));
}

function stepsIn(reference: string): ReferenceSteps | undefined {
  return referenceSteps(parsedReference(reference));
}

function each<From, To>(
  all: ReadonlyMap<string, From>,
  convert: (one: From, name: string) => To,
): ReadonlyMap<string, To> {
  return new Map([...all].map(([name, one]) => [name, convert(one, name)]));
}
