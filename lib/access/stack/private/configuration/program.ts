import { evaluate } from "../evaluation/evaluate";
import { absence, type Group, literalValue, type Result, stepInto, unknown } from "../evaluation/result";
import type { Scope } from "../evaluation/scope";
import { converted } from "../evaluation/types";
import type { Expression } from "../expressions/expression";
import { resultOf } from "../json-values";
import type { ModuleCall, ModuleConfiguration, Repetition } from "./configuration";
import { type InstanceKey, indexed, type ModuleStep, moduleSteps } from "./module-address";

/** An instance of a resource, as expressions meet it. */
export interface ResourceInstance {
  readonly address: string;
  readonly key: InstanceKey;
  attribute(name: string): Result;
}

/** What a program runs on: the values of root variables, and the instances that there are. */
export interface ProgramInput {
  readonly variables: ReadonlyMap<string, Result>;
  /** Instances of a resource in a module, by the module's address and the resource's `type.name`. */
  instances(moduleAddress: string, resource: string): readonly ResourceInstance[];
  /** Addresses of all modules that have instances. */
  readonly moduleAddresses: ReadonlySet<string>;
}

/** A configuration with its instances: what expressions refer to, followed across modules. */
export class Program {
  public readonly root: ModuleInstance;

  public constructor(configuration: ModuleConfiguration, input: ProgramInput) {
    this.root = new ModuleInstance(configuration, input, undefined);
  }

  /** The instance of a module at an address; undefined where the configuration calls none. */
  public moduleAt(address: string): ModuleInstance | undefined {
    return moduleSteps(address).reduce<ModuleInstance | undefined>(
      (module, step) => module?.child(step),
      this.root,
    );
  }
}

interface CalledBy {
  readonly parent: ModuleInstance;
  readonly call: ModuleCall;
  readonly step: ModuleStep;
}

/** One instance of a module: its variables, locals, resources and outputs. */
export class ModuleInstance {
  public readonly address: string;
  private readonly children = new Map<string, ModuleInstance>();
  private readonly found = new Map<string, Result>();
  private readonly own: Scope;

  public constructor(
    public readonly configuration: ModuleConfiguration,
    private readonly input: ProgramInput,
    private readonly calledBy: CalledBy | undefined,
  ) {
    this.address = calledBy
      ? joined(calledBy.parent.address, indexed(`module.${calledBy.step.name}`, calledBy.step.key))
      : "";
    this.own = {
      lookUp: (name) => this.lookUp(name),
      ...(configuration.readFile && { readFile: configuration.readFile }),
    };
  }

  /** Where the expressions of the module stand, or those of one instance of what it repeats. */
  public scope(repeated?: Repetition, key?: InstanceKey): Scope {
    if (key === undefined || !repeated) return this.own;
    return {
      lookUp: (name) => {
        if (name === "each") return this.each(repeated, key);
        if (name === "count") return group("count", () => literalValue(key));
        return this.own.lookUp(name);
      },
      readFile: this.own.readFile,
    };
  }

  public child(step: ModuleStep): ModuleInstance | undefined {
    const call = this.configuration.calls.get(step.name);
    if (!call) return undefined;
    const id = indexed(step.name, step.key);
    const known = this.children.get(id);
    if (known) return known;
    const child = new ModuleInstance(call.module, this.input, { parent: this, call, step });
    this.children.set(id, child);
    return child;
  }

  private each({ forEach }: Repetition, key: string | number): Result {
    return group("each", (name) => {
      if (name === "key") return literalValue(key);
      const of = forEach ? evaluate(forEach, this.own) : unknown("each.value without for_each");
      // The elements of a set are their own keys.
      return of.kind === "list" ? literalValue(key) : stepInto(of, key);
    });
  }

  private lookUp(name: string): Result {
    switch (name) {
      case "var":
        return group("var", (variable) =>
          this.once(`var.${variable}`, () => this.variable(String(variable))),
        );
      case "local":
        return group("local", (local) => this.once(`local.${local}`, () => this.local(String(local))));
      case "module":
        return group("module", (call) => this.module(String(call)));
      case "data":
        return group("data", (type) =>
          group(`data.${type}`, (resource) => this.resource(`data.${type}.${resource}`)),
        );
      case "path":
        return group("path", (path) => this.path(String(path)));
      case "each":
      case "count":
      case "self":
      case "terraform":
        return group(name, (key) => unknown(`${name}.${key}`));
      default:
        return group(name, (resource) => this.resource(`${name}.${resource}`));
    }
  }

  private path(name: string): Result {
    if (name === "root") return literalValue(".");
    return name === "module" ? literalValue(this.configuration.folder ?? ".") : unknown(`path.${name}`);
  }

  // What is being found when it is asked for again refers to itself.
  private once(id: string, find: () => Result): Result {
    const known = this.found.get(id);
    if (known) return known;
    this.found.set(id, unknown(`${id} refers to itself`));
    const result = find();
    this.found.set(id, result);
    return result;
  }

  private variable(name: string): Result {
    const variable = this.configuration.variables.get(name);
    const given = this.calledBy ? this.argument(this.calledBy, name) : this.input.variables.get(name);
    if (!given && variable?.default === undefined) return unknown(`var.${name} has no value here`);
    const value = given ?? resultOf(variable?.default, variable?.sensitive === true);
    return variable?.type ? converted(value, variable.type, (type) => evaluate(type, this.own)) : value;
  }

  private argument({ parent, call, step }: CalledBy, name: string): Result | undefined {
    const input = call.inputs.get(name);
    return input && evaluate(input, parent.scope(call, step.key));
  }

  private local(name: string): Result {
    const { locals } = this.configuration;
    if (!locals) return unknown(`local.${name}, which a plan's JSON leaves out and --configuration tells`);
    const expression = locals.get(name);
    return expression ? evaluate(expression, this.own) : unknown(`there is no local.${name}`);
  }

  private module(name: string): Result {
    const call = this.configuration.calls.get(name);
    if (!call) return unknown(`there is no module.${name}`);
    const address = joined(this.address, `module.${name}`);
    if (!call.forEach && !call.count) return this.outputs({ name, key: undefined }, address);
    const keys = () =>
      new Set([...this.input.moduleAddresses].flatMap((other) => keyBelow(this.address, name, other)));
    return group(
      address,
      (key) => this.outputs({ name, key }, indexed(address, key)),
      () => [...keys()].map((key) => [key, this.outputs({ name, key }, indexed(address, key))] as const),
    );
  }

  private outputs(step: ModuleStep, address: string): Result {
    const child = this.child(step);
    if (!child) return unknown(`there is no ${address}`);
    return group(address, (name) =>
      child.once(`output.${name}`, () =>
        child.output(child.configuration.outputs.get(String(name)), String(name)),
      ),
    );
  }

  private output(expression: Expression | undefined, name: string): Result {
    return expression ? evaluate(expression, this.own) : unknown(`${this.address} has no output ${name}`);
  }

  private resource(key: string): Result {
    const configured = this.configuration.resources.get(key);
    const instances = this.input.instances(this.address, key);
    const address = joined(this.address, key);
    const isRepeated =
      configured?.forEach ?? configured?.count ?? instances.some((one) => one.key !== undefined);
    if (!isRepeated) {
      const [only] = instances;
      return only ? whole(only) : unknown(`there is no ${address}`);
    }
    return group(
      address,
      (index) => {
        const found = instances.find((one) => String(one.key) === String(index));
        return found ? whole(found) : absence(`there is no ${indexed(address, index)}`);
      },
      () => instances.map((one) => [one.key ?? 0, whole(one)] as const),
    );
  }
}

function group(name: string, step: Group["step"], members?: Group["members"]): Group {
  return members ? { kind: "group", name, step, members } : { kind: "group", name, step };
}

// An attribute is itself where its value is not known: two references to it are the same.
function whole(instance: ResourceInstance): Group {
  const { address } = instance;
  return group(address, (name) => {
    const value = instance.attribute(String(name));
    return value.kind === "unknown" ? { kind: "reference", address, attribute: String(name) } : value;
  });
}

function joined(module: string, rest: string): string {
  return module === "" ? rest : `${module}.${rest}`;
}

/** The keys by which a module below another appears in an address. */
function keyBelow(parent: string, name: string, address: string): (string | number)[] {
  const above = moduleSteps(parent).length;
  const step = moduleSteps(address)[above];
  const isBelow = address.startsWith(parent === "" ? "module." : `${parent}.module.`);
  return isBelow && step?.name === name && step.key !== undefined ? [step.key] : [];
}
