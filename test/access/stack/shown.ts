import type { Resource } from "../../../lib/access/stack/stack";
import type { Value } from "../../../lib/access/stack/value";

/** A value in the fewest characters: texts as they are, references as `<address.attribute>`, inferred ones with `~`. */
export function shown(value: Value | undefined): unknown {
  switch (value?.kind) {
    case undefined:
      return undefined;
    case "literal":
      return value.sensitive ? "(sensitive)" : value.value;
    case "list":
      return value.items.map(shown);
    case "map":
      return Object.fromEntries([...value.entries].map(([name, item]) => [name, shown(item)]));
    case "reference":
      return `<${value.inferred ? "~" : ""}${[value.address, value.attribute].filter(Boolean).join(".")}>`;
    case "text":
      return value.parts.map((part) => (typeof part === "string" ? part : shown(part))).join("");
    case "unknown":
      return `? ${value.because}`;
  }
}

/** An argument of a resource. */
export function argumentOf(
  resources: readonly Resource[],
  address: string,
  ...path: readonly (string | number)[]
): unknown {
  const resource = resources.find((candidate) => candidate.address === address);
  if (!resource)
    throw new Error(`There is no ${address} in ${resources.map((one) => one.address).join(", ")}`);
  return path.reduce((at, key) => Reflect.get(Object(at), key), shown(resource.values));
}
