import type { PlanJson } from "./plan-json";

/**
 * What a reviewer reads in a plan: by address, every argument that the stack gives, with what is not known yet
 * marked. What only Azure decides, and arguments left out, are noise and are dropped.
 */
export function plannedValues(plan: PlanJson): { [address: string]: unknown } {
  const unknown = new Map(
    plan.resource_changes?.map(({ address, change }) => [address, change.after_unknown]),
  );
  const given = new Map(
    plan.configuration?.root_module.resources?.map(({ address, expressions }) => [
      address,
      expressions ?? {},
    ]),
  );
  const resources = plan.planned_values.root_module.resources ?? [];
  const entries = resources
    .filter(({ mode }) => mode === "managed")
    .map(
      ({ address, values }) =>
        [address, only(given.get(address) ?? {}, merged(values, unknown.get(address)))] as const,
    );
  return Object.fromEntries(entries.sort(([left], [right]) => left.localeCompare(right, "en")));
}

function merged(value: unknown, unknown: unknown): unknown {
  if (unknown === true) return "(known after apply)";
  if (Array.isArray(value)) return value.map((item, index) => merged(item, at(unknown, index)));
  if (!isRecord(value)) return value;
  const names = [
    ...new Set([...Object.keys(value), ...Object.keys(isRecord(unknown) ? unknown : {})]),
  ].sort();
  const members = names.map((name) => [name, merged(value[name], at(unknown, name))] as const);
  return Object.fromEntries(members.filter(([, member]) => !isNoise(member)));
}

function only(names: object, value: unknown): unknown {
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([name]) => name in names));
}

function isNoise(value: unknown): boolean {
  return value === null || value === undefined || (Array.isArray(value) && value.length === 0);
}

function at(container: unknown, key: string | number): unknown {
  return isRecord(container) || Array.isArray(container) ? Reflect.get(container, key) : undefined;
}

function isRecord(value: unknown): value is { [name: string]: unknown } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
