import type { Provider, ReviewInput } from "../../stack";
import { blockValue } from "../configuration/argument-values";
import {
  emptyModule,
  type ModuleConfiguration,
  type ResourceConfiguration,
} from "../configuration/configuration";
import { type InstanceKey, indexed } from "../configuration/module-address";
import { Program } from "../configuration/program";
import { evaluate } from "../evaluation/evaluate";
import { isLiteral, keyOf, membersOf, type Result } from "../evaluation/result";
import { resultOf } from "../json-values";
import { ignoredChanges } from "./ignored-changes";
import { asObject, blockOf, synthesizedConfiguration } from "./synthesized-configuration";
import { SynthesizedResource } from "./synthesized-resource";

/** What a synthesized stack says, without any Terraform: what Azure and Entra decide is a reference. */
export function readSynthesized(json: object): ReviewInput {
  const stack = new SynthesizedStack({ ...json });
  return {
    kind: "synthesized",
    after: { resources: stack.resources, providers: stack.providers },
    warnings: stack.warnings,
  };
}

class SynthesizedStack {
  public readonly resources: SynthesizedResource[] = [];
  public readonly providers: readonly Provider[];
  public readonly warnings: string[] = [];
  private readonly instances = new Map<string, SynthesizedResource[]>();
  private readonly program: Program;

  public constructor(json: Readonly<Record<string, unknown>>) {
    // Modules that it calls lie elsewhere.
    const configuration = synthesizedConfiguration(json, () => emptyModule);
    this.program = new Program(configuration, {
      variables: variablesOf(configuration),
      instances: (_module, resource) => this.instancesOf(resource, configuration.resources.get(resource)),
      moduleAddresses: new Set(),
    });
    for (const [key, resource] of configuration.resources)
      this.resources.push(...this.instancesOf(key, resource));
    for (const name of configuration.calls.keys())
      this.warnings.push(
        `The resources of module.${name} are not in a synthesized stack: review a plan of it.`,
      );
    this.warnings.push(...ignoredChanges(json));
    this.providers = this.providersOf(json);
  }

  private instancesOf(
    resource: string,
    configuration: ResourceConfiguration | undefined,
  ): readonly SynthesizedResource[] {
    if (!configuration) return [];
    const known = this.instances.get(resource);
    if (known) return known;
    // What it is repeated for may refer to other resources, but never to itself.
    this.instances.set(resource, []);
    const found = this.keysOf(resource, configuration).map((key) =>
      this.instance(resource, key, configuration),
    );
    this.instances.set(resource, found);
    return found;
  }

  private instance(resource: string, key: InstanceKey, configuration: ResourceConfiguration) {
    const isData = resource.startsWith("data.");
    const [type = ""] = resource.slice(isData ? "data.".length : 0).split(".");
    const mode = isData ? "data" : "managed";
    const address = indexed(resource, key);
    return new SynthesizedResource(address, mode, type, key, configuration, () => this.program.root);
  }

  private keysOf(resource: string, { forEach, count }: ResourceConfiguration): readonly InstanceKey[] {
    if (!forEach && !count) return [undefined];
    const keys = forEach
      ? forEachKeys(evaluate(forEach, this.program.root.scope()))
      : countKeys(count && evaluate(count, this.program.root.scope()));
    if (keys) return keys;
    this.warnings.push(`How often ${resource} is made is known only to a plan: it is reviewed as one.`);
    return [undefined];
  }

  private providersOf(json: Readonly<Record<string, unknown>>): Provider[] {
    const required = asObject(Reflect.get(asObject(json.terraform), "required_providers"));
    return Object.entries(asObject(json.provider)).flatMap(([name, configurations]) =>
      [configurations]
        .flat()
        .map((configuration) => this.provider(name, asObject(configuration), asObject(required[name]))),
    );
  }

  private provider(
    name: string,
    configuration: Readonly<Record<string, unknown>>,
    required: Readonly<Record<string, unknown>>,
  ): Provider {
    const { alias } = configuration;
    const source = typeof required.source === "string" ? required.source : name;
    return {
      key: typeof alias === "string" ? `${name}.${alias}` : name,
      name: [...["registry.terraform.io", "hashicorp"].slice(0, 3 - source.split("/").length), source].join(
        "/",
      ),
      values: blockValue(blockOf(configuration, ["alias"]), this.program.root.scope()),
      ...(typeof required.version === "string" && { versionConstraint: required.version }),
    };
  }
}

/** A variable without a default is a value that is the same wherever it is used. */
function variablesOf({ variables }: ModuleConfiguration): Map<string, Result> {
  return new Map(
    [...variables].map(([name, variable]): [string, Result] => [
      name,
      variable.default === undefined
        ? { kind: "reference", address: `var.${name}`, attribute: "" }
        : resultOf(variable.default, variable.sensitive),
    ]),
  );
}

function forEachKeys(of: Result): InstanceKey[] | undefined {
  if (of.kind === "map" || of.kind === "group") return membersOf(of)?.map(([key]) => String(key));
  if (of.kind !== "list") return undefined;
  const keys = of.items.map(keyOf);
  return keys.every((key) => key !== undefined) ? keys.map(String) : undefined;
}

function countKeys(count: Result | undefined): InstanceKey[] | undefined {
  if (!count || !isLiteral(count)) return undefined;
  const number = Number(count.value);
  return Number.isInteger(number) && number >= 0
    ? Array.from({ length: number }, (_, index) => index)
    : undefined;
}
