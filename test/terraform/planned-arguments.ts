import { argumentsByPath } from "../examples/terraform-expression";
import type { Json } from "../synthesis";
import type { ResourceChange } from "./plan-json";

/** An argument that a stack gives, and what a plan makes of it. */
export interface PlannedArgument {
  /** `azurerm_subnet.functions.address_prefixes`, for example. */
  readonly place: string;
  /** As the stack's JSON gives it. */
  readonly given: unknown;
  /** What it will be; without what the plan does not know. */
  readonly planned: unknown;
  readonly isKnown: boolean;
}

/** What Terraform itself reads of a resource, and does not plan. */
const metaArguments = ["//", "depends_on", "lifecycle", "provider"];

/** Every argument of every resource of a stack, beside its plan. */
export function plannedArguments(json: Json, resourceChanges: readonly ResourceChange[]): PlannedArgument[] {
  const changes = new Map(resourceChanges.map(({ address, change }) => [address, change]));
  return Object.entries<Json>(json.resource).flatMap(([type, byId]) =>
    Object.entries<Json>(byId).flatMap(([id, block]) => {
      const change = changes.get(`${type}.${id}`);
      const planned = Object.entries(block).filter(([name]) => !metaArguments.includes(name));
      return argumentsByPath(Object.fromEntries(planned)).map(([path, given]) => ({
        place: `${type}.${id}.${path}`,
        given,
        planned: plannedAt(change?.after, path),
        isKnown: !isUnknown(plannedAt(change?.after_unknown, path)),
      }));
    }),
  );
}

/** A block that may occur once is an object in a stack's JSON, and a list of one in a plan. */
function plannedAt(block: unknown, path: string): unknown {
  return path.split(".").reduce<Json>((value, name) => {
    const isListOfOne = Array.isArray(value) && !/^\d+$/.test(name);
    return isListOfOne ? value[0]?.[name] : value?.[name];
  }, block);
}

function isUnknown(value: unknown): boolean {
  return value === true || (Array.isArray(value) && value.some(isUnknown));
}
