import type { ConfigurationFolder } from "../../configuration-folder";
import type { Provider, Resource, ReviewInput } from "../../stack";
import { blockValue } from "../configuration/argument-values";
import type { ModuleConfiguration } from "../configuration/configuration";
import { Program, type ResourceInstance } from "../configuration/program";
import { resultOf } from "../json-values";
import { KnownResource } from "../known-resource";
import { readConfiguration } from "../source/read-configuration";
import { deposedAddress, existing, stateResources } from "../state";
import { confirmedConfiguration } from "./confirmed-configuration";
import { planConfiguration, readBlock, resourceKey } from "./plan-configuration";
import type { PlanJson, ResourceChangeJson, StateResourceJson } from "./plan-format";
import { planWarnings } from "./plan-warnings";
import { PlannedResource } from "./planned-resource";

/** What `terraform show -json` says of a plan: what there is, and what there will be. */
export function readPlan(json: PlanJson, folder?: ConfigurationFolder): ReviewInput {
  const { configuration, warnings } = configurationOf(json, folder);
  const after = new StackAfter(json, configuration);
  const providers = after.providers();
  return {
    kind: "plan",
    after: { resources: after.resources, providers },
    before: { resources: resourcesBefore(json, after.resources), providers },
    isErrored: json.errored === true,
    warnings: [...planWarnings(json), ...warnings],
  };
}

/** The configuration of a plan, with the expressions of its source where that is given. */
function configurationOf(json: PlanJson, folder: ConfigurationFolder | undefined) {
  const plan = planConfiguration(json.configuration?.root_module);
  if (!folder) return { configuration: plan, warnings: [] };
  const { root, problems } = readConfiguration(folder);
  const { configuration, differences } = confirmedConfiguration(plan, root);
  return { configuration, warnings: [...problems, ...differingFrom(differences, folder)] };
}

function differingFrom([first, ...others]: readonly string[], { name }: ConfigurationFolder): string[] {
  if (first === undefined) return [];
  const more = others.length > 0 ? ` and ${others.length} more` : "";
  return [
    `The configuration in ${name} is not the one of this plan: ${first}${more}. What the plan leaves out there stays unknown.`,
  ];
}

/** The stack after the plan: its resources refer to each other while they are read. */
class StackAfter {
  public readonly resources: readonly (Resource & ResourceInstance)[];
  private readonly program: Program;
  private readonly instances = new Map<string, ResourceInstance[]>();
  private readonly moduleAddresses = new Set<string>();

  public constructor(
    private readonly json: PlanJson,
    configuration: ModuleConfiguration,
  ) {
    this.program = new Program(configuration, {
      variables: rootVariables(json, configuration),
      instances: (module, resource) => this.instances.get(instanceId(module, resource)) ?? [],
      moduleAddresses: this.moduleAddresses,
    });
    this.resources = [...this.planned(), ...this.untouched()];
  }

  public providers(): Provider[] {
    return Object.entries(this.json.configuration?.provider_config ?? {}).map(([key, provider]) => ({
      key,
      name: provider.full_name ?? provider.name ?? key,
      values: blockValue(readBlock(provider.expressions), this.program.root.scope()),
      ...(provider.version_constraint !== undefined && { versionConstraint: provider.version_constraint }),
    }));
  }

  private planned(): PlannedResource[] {
    return changesOf(this.json)
      .filter((change) => change.deposed === undefined && remains(change))
      .map((change) => this.added(change, new PlannedResource(afterwards(change), () => this.place(change))));
  }

  // A plan leaves out what it does not touch: data sources that are read, and what is not targeted.
  private untouched(): KnownResource[] {
    const touched = new Set(changesOf(this.json).map(({ address }) => address));
    return stateResources(this.json.prior_state)
      .filter(({ address }) => !touched.has(address))
      .map((resource) => this.added(resource, existing(resource)));
  }

  private added<T extends ResourceInstance>(json: ResourceChangeJson | StateResourceJson, resource: T): T {
    const module = moduleAddressOf(json);
    const id = instanceId(module, resourceKey(json));
    const others = this.instances.get(id);
    if (others) others.push(resource);
    else this.instances.set(id, [resource]);
    this.moduleAddresses.add(module);
    return resource;
  }

  private place(change: ResourceChangeJson) {
    const module = this.program.moduleAt(moduleAddressOf(change));
    const configuration = module?.configuration.resources.get(resourceKey(change));
    return module && configuration ? { module, configuration } : {};
  }
}

function changesOf(json: PlanJson): readonly ResourceChangeJson[] {
  const deferred = (json.deferred_changes ?? []).flatMap((change) => change.resource_change ?? []);
  return [...(json.resource_changes ?? []), ...deferred];
}

/** A resource that Terraform forgets stays where it is. */
function remains({ change }: ResourceChangeJson): boolean {
  return (change.after !== null && change.after !== undefined) || change.actions.includes("forget");
}

function afterwards(json: ResourceChangeJson): ResourceChangeJson {
  const { change } = json;
  if (change.after !== null && change.after !== undefined) return json;
  return {
    ...json,
    change: {
      ...change,
      after: change.before,
      after_sensitive: change.before_sensitive,
      after_unknown: false,
    },
  };
}

function resourcesBefore(json: PlanJson, after: readonly Resource[]): Resource[] {
  const existed = resourcesOfState(json);
  // A data source that is read during the apply leaves the state for it. What it looks up was there before.
  const isFirst = existed.every(({ mode }) => mode === "data");
  return isFirst ? existed : [...existed, ...after.filter(isReadLater)];
}

function isReadLater({ mode, actions }: Resource): boolean {
  return mode === "data" && actions.includes("read");
}

function resourcesOfState(json: PlanJson): Resource[] {
  const changes = changesOf(json);
  const changed = new Set(changes.map(({ address, previous_address }) => previous_address ?? address));
  return [
    ...changes.filter(({ change, mode }) => mode === "managed" && isPresent(change.before)).map(before),
    ...stateResources(json.prior_state)
      .filter(({ mode, address }) => mode === "data" || !changed.has(address))
      .map(existing),
  ];
}

function before(json: ResourceChangeJson): Resource {
  const { address, deposed, mode, type, index, change, previous_address: previous } = json;
  return new KnownResource({
    address: deposed === undefined ? address : deposedAddress(address, deposed),
    mode,
    type,
    ...(index !== undefined && { index }),
    values: change.before,
    sensitive: change.before_sensitive,
    provider: json.provider_name ?? "",
    actions: [],
    ...(previous !== undefined && previous !== address && { previousAddress: previous }),
  });
}

function isPresent(value: unknown): boolean {
  return value !== null && value !== undefined;
}

function rootVariables(json: PlanJson, { variables }: ModuleConfiguration) {
  return new Map(
    Object.entries(json.variables ?? {}).map(([name, { value }]) => [
      name,
      resultOf(value, variables.get(name)?.sensitive === true),
    ]),
  );
}

function moduleAddressOf(json: ResourceChangeJson | StateResourceJson): string {
  if ("module_address" in json && json.module_address !== undefined) return json.module_address;
  const end = json.address.lastIndexOf(`.${resourceKey(json)}`);
  return end > 0 ? json.address.slice(0, end) : "";
}

function instanceId(module: string, resource: string): string {
  return `${module} ${resource}`;
}
