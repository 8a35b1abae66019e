import type { ReviewInput } from "../stack";
import { KnownResource } from "./known-resource";
import type { StateJson, StateModuleJson, StateResourceJson } from "./plan/plan-format";

/** What `terraform show -json` says of a state. */
export function readState(json: StateJson): ReviewInput {
  const resources = stateResources(json).map((resource) => existing(resource));
  return { kind: "state", after: { resources, providers: [] }, warnings: [] };
}

/** The resources of all modules. An object that waits for its deletion, a deposed one, still exists. */
export function stateResources(json: StateJson | undefined): readonly StateResourceJson[] {
  const root = json?.values?.root_module;
  return root ? inModule(root) : [];
}

export function existing(resource: StateResourceJson): KnownResource {
  const { address, mode, type, index, values, sensitive_values: sensitive, deposed_key: deposed } = resource;
  return new KnownResource({
    address: deposed === undefined ? address : deposedAddress(address, deposed),
    mode,
    type,
    ...(index !== undefined && { index }),
    values,
    sensitive,
    provider: resource.provider_name ?? "",
    actions: [],
  });
}

/** A deposed object exists beside the one that took its address. */
export function deposedAddress(address: string, deposed: string): string {
  return `${address} (deposed ${deposed})`;
}

function inModule(module: StateModuleJson): StateResourceJson[] {
  return [...(module.resources ?? []), ...(module.child_modules ?? []).flatMap(inModule)];
}
