import { completeState, readDataSource } from "./computed-values";
import { planChange } from "./planning";
import type { ServedSchema } from "./served-schema";
import { type DynamicValue, isObject, readValue, writeValue } from "./values";

// The requests' fields are those of tfplugin5.proto.
interface TypedRequest {
  readonly type_name: string;
}
export type Operation = (request: never) => object;

/** Every call of the protocol but GetSchema, which is a file. */
export function providerOperations(schema: ServedSchema): { [rpc: string]: Operation } {
  const accept = () => ({});
  return {
    PrepareProviderConfig: ({ config }: { config: DynamicValue }) => ({ prepared_config: config }),
    ValidateResourceTypeConfig: accept,
    ValidateDataSourceConfig: accept,
    Configure: accept,
    Stop: accept,
    UpgradeResourceState: ({ raw_state }: { raw_state: { json: Uint8Array } }) => ({
      upgraded_state: { json: raw_state.json },
    }),
    ReadResource: ({ current_state }: { current_state: DynamicValue }) => ({ new_state: current_state }),
    PlanResourceChange: (request) => planResource(schema, request),
    ApplyResourceChange: (request) => applyResource(schema, request),
    ReadDataSource: (request) => readData(schema, request),
    ImportResourceState: ({ type_name }: TypedRequest) => ({
      diagnostics: [
        {
          severity: "ERROR",
          summary: "The stand-in provider has nothing to import",
          detail: `It keeps no cloud in which a ${type_name} could already exist. Import with the real provider.`,
        },
      ],
    }),
  };
}

interface PlanRequest extends TypedRequest {
  readonly prior_state: DynamicValue;
  readonly proposed_new_state: DynamicValue;
}

function planResource(schema: ServedSchema, request: PlanRequest): object {
  const { type_name: type } = request;
  const prior = readValue(request.prior_state);
  const proposed = readValue(request.proposed_new_state);
  const plan = planChange(type, schema.resource(type), prior, proposed);
  return {
    planned_state: writeValue(plan.planned),
    requires_replace: plan.replacedBy.map((name) => ({ steps: [{ attribute_name: name }] })),
  };
}

interface ApplyRequest extends TypedRequest {
  readonly planned_state: DynamicValue;
}

function applyResource(schema: ServedSchema, request: ApplyRequest): object {
  const { type_name: type } = request;
  const planned = readValue(request.planned_state);
  const state = isObject(planned) ? completeState(type, schema.resource(type), planned) : null;
  return { new_state: writeValue(state) };
}

interface ReadDataRequest extends TypedRequest {
  readonly config: DynamicValue;
}

function readData(schema: ServedSchema, request: ReadDataRequest): object {
  const { type_name: type } = request;
  const config = readValue(request.config);
  const state = isObject(config) ? readDataSource(type, schema.dataSource(type), config) : null;
  return { state: writeValue(state) };
}
