import { type Fields, type ProviderFacts, withImplicit } from "../facts/provider-facts";
import { remember } from "./applied-resources";
import { pathMessage } from "./attribute-path";
import { completeState, readDataSource } from "./computed-values";
import { EXISTING_RESOURCES, existingResource } from "./existing-resources";
import { applyProblem, destroyProblem, planned as plannedBy, readBack } from "./known-behavior";
import { planFields } from "./planning";
import { replacingChanges } from "./replacement";
import { schemaMessage } from "./schema-message";
import { validate } from "./validation/validate";
import { type DynamicValue, isObject, type ObjectValue, readValue, type Value, writeValue } from "./values";

// The requests' fields are those of tfplugin5.proto.
interface TypedRequest {
  readonly type_name: string;
}
interface ConfigRequest {
  readonly config: DynamicValue;
}
export type Operation = (request: never) => object;

/** Every call of the protocol, answered by a provider's facts. */
export function providerOperations(facts: ProviderFacts): { [rpc: string]: Operation } {
  const accept = () => ({});
  const provider = new Provider(facts);
  return {
    GetSchema: () => schemaMessage(facts),
    PrepareProviderConfig: (request) => provider.prepare(request),
    ValidateResourceTypeConfig: (request) => provider.validateResource(request),
    ValidateDataSourceConfig: (request) => provider.validateDataSource(request),
    Configure: (request) => provider.configure(request),
    Stop: accept,
    UpgradeResourceState: ({ raw_state }: { raw_state: { json: Uint8Array } }) => ({
      upgraded_state: { json: raw_state.json },
    }),
    ReadResource: ({ current_state }: { current_state: DynamicValue }) => ({ new_state: current_state }),
    PlanResourceChange: (request) => provider.plan(request),
    ApplyResourceChange: (request) => provider.apply(request),
    ReadDataSource: (request) => provider.readData(request),
    ImportResourceState: (request) => provider.import(request),
  };
}

interface PlanRequest extends TypedRequest, ConfigRequest {
  readonly prior_state: DynamicValue;
  readonly proposed_new_state: DynamicValue;
}

interface ImportRequest extends TypedRequest {
  readonly id: string;
}

interface ApplyRequest extends TypedRequest {
  readonly prior_state: DynamicValue;
  readonly planned_state: DynamicValue;
}

class Provider {
  private config: ObjectValue = {};

  constructor(private readonly facts: ProviderFacts) {}

  configure({ config }: ConfigRequest): object {
    this.config = asObject(readValue(config)) ?? {};
    return {};
  }

  prepare({ config }: ConfigRequest): object {
    return { prepared_config: config, ...diagnosticsOf(this.facts.provider.arguments, config) };
  }

  validateResource({ type_name, config }: TypedRequest & ConfigRequest): object {
    return diagnosticsOf(this.resource(type_name), config);
  }

  validateDataSource({ type_name, config }: TypedRequest & ConfigRequest): object {
    return diagnosticsOf(this.dataSource(type_name), config);
  }

  plan({ type_name, config, prior_state, proposed_new_state }: PlanRequest): object {
    const fields = this.resource(type_name);
    const configured = readValue(config);
    // Nothing is proposed for a resource that goes.
    if (readValue(proposed_new_state) === null || !isObject(configured)) {
      return { planned_state: proposed_new_state };
    }
    const prior = asObject(readValue(prior_state));
    const planned = plannedBy(type_name, this.facts.provider.version, planFields(fields, configured, prior));
    const replacing = prior ? replacingChanges(fields, prior, planned) : [];
    return {
      planned_state: writeValue(planned),
      requires_replace: replacing.map(pathMessage),
      ...AS_REAL_PROVIDERS,
    };
  }

  apply({ type_name: type, prior_state, planned_state }: ApplyRequest): object {
    const { version } = this.facts.provider;
    const planned = readValue(planned_state);
    if (!isObject(planned)) {
      const problem = destroyProblem(type, version, this.config);
      return problem === undefined
        ? { new_state: planned_state }
        : refusal("destroy", type, problem, prior_state);
    }
    const problem = applyProblem(type, version, planned);
    if (problem !== undefined) return refusal("apply", type, problem, prior_state);
    const applied = completeState(type, this.resource(type), planned);
    const state = readBack(type, version, applied, asObject(readValue(prior_state)));
    remember(type, state);
    return { new_state: writeValue(state), ...AS_REAL_PROVIDERS };
  }

  readData({ type_name, config }: TypedRequest & ConfigRequest): object {
    const configured = readValue(config);
    if (!isObject(configured)) return { state: config };
    return { state: writeValue(readDataSource(type_name, this.dataSource(type_name), configured)) };
  }

  import({ type_name: type, id }: ImportRequest): object {
    const there = existingResource(type, id);
    if (!there) {
      const detail = `${EXISTING_RESOURCES} has no ${type} with the id ${id}.`;
      return { diagnostics: [failure("Cannot import non-existent remote object", detail)] };
    }
    const fields = this.resource(type);
    const state = completeState(type, fields, planFields(fields, { ...there, id }, undefined));
    return { imported_resources: [{ type_name: type, state: writeValue(state) }] };
  }

  private resource(type: string): Fields {
    return withImplicit(found(this.facts.resources, type));
  }

  private dataSource(type: string): Fields {
    return withImplicit(found(this.facts.dataSources, type));
  }
}

// Terraform then takes, as it does from azurerm and azuread, a plan and a state that differ from the stack.
const AS_REAL_PROVIDERS = { legacy_type_system: true };

function diagnosticsOf(fields: Fields, config: DynamicValue): object {
  const configured = readValue(config);
  return { diagnostics: isObject(configured) ? validate(fields, configured) : [] };
}

function refusal(what: string, type: string, problem: string, prior_state: DynamicValue): object {
  return {
    new_state: prior_state,
    diagnostics: [failure(`The provider refuses to ${what} ${type}`, problem)],
  };
}

function failure(summary: string, detail: string): object {
  return { severity: "ERROR", summary, detail };
}

function found(types: { readonly [type: string]: Fields }, type: string): Fields {
  const fields = types[type];
  if (!fields) throw new Error(`There are no facts of "${type}".`);
  return fields;
}

function asObject(value: Value) {
  return isObject(value) ? value : undefined;
}
