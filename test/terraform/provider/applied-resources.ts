import type { ObjectValue } from "./values";

interface AppliedResource {
  readonly type: string;
  readonly state: ObjectValue;
}

// One process of the plugin serves one walk of Terraform's: what it applied before is all that it knows of Azure.
const applied = new Map<string, AppliedResource>();

/** Keeps what was applied, for resources that Azure itself relates to each other. */
export function remember(type: string, state: ObjectValue): void {
  applied.set(String(state.id), { type, state });
}

export function appliedResource(id: string): AppliedResource | undefined {
  return applied.get(id);
}

export function appliedByName(type: string, name: string): ObjectValue | undefined {
  return [...applied.values()].find((resource) => resource.type === type && resource.state.name === name)
    ?.state;
}
