import type { Action, Provider, Resource, ReviewInput, Stack } from "../../lib/access/stack/stack";
import type { MapValue, Value } from "../../lib/access/stack/value";

/** A stack as Terraform's JSON writes it: texts may hold references. */
export interface StackJson {
  readonly provider?: Readonly<Record<string, readonly object[]>>;
  readonly resource?: Readonly<Record<string, Readonly<Record<string, object>>>>;
  readonly data?: Readonly<Record<string, Readonly<Record<string, object>>>>;
}

/** The input of a review, as the readers make it of a first plan. */
export function firstPlan(json: StackJson): ReviewInput {
  return {
    kind: "plan",
    after: stackOf(json, ["create"]),
    before: { resources: [], providers: [] },
    warnings: [],
  };
}

/** The input of a review of a change. */
export function changePlan(before: StackJson, after: StackJson): ReviewInput {
  return { kind: "plan", after: stackOf(after, []), before: stackOf(before, []), warnings: [] };
}

export function stackOf(json: StackJson, actions: readonly Action[] = ["create"]): Stack {
  return {
    resources: [
      ...resources(json.resource ?? {}, "managed", actions),
      ...resources(json.data ?? {}, "data", ["read"]),
    ],
    providers: Object.entries(json.provider ?? {}).flatMap(([key, configurations]) =>
      configurations.map(
        (values): Provider => ({
          key,
          name: `registry.terraform.io/hashicorp/${key}`,
          values: asValue(values) as MapValue,
        }),
      ),
    ),
  };
}

function resources(
  types: NonNullable<StackJson["resource"]>,
  mode: Resource["mode"],
  actions: readonly Action[],
): Resource[] {
  return Object.entries(types).flatMap(([type, named]) =>
    Object.entries(named).map(([name, values]) => ({
      address: `${mode === "data" ? "data." : ""}${type}.${name}`,
      mode,
      type,
      values: asValue(values) as MapValue,
      constructPath: (values as { "//"?: { metadata?: { path?: string } } })["//"]?.metadata?.path,
      provider: type.split("_")[0],
      actions,
      replacedBy: [],
    })),
  );
}

export function asValue(json: unknown): Value {
  if (typeof json === "string") return textValue(json);
  if (Array.isArray(json)) return { kind: "list", items: json.map(asValue) };
  if (typeof json === "object" && json !== null)
    return {
      kind: "map",
      entries: new Map(
        Object.entries(json)
          .filter(([name, value]) => name !== "//" && value !== undefined)
          .map(([name, value]) => [name, asValue(value)]),
      ),
    };
  return { kind: "literal", value: json as number | boolean | null };
}

function textValue(text: string): Value {
  const parts: (string | Value)[] = [];
  let end = 0;
  for (const { 0: found, 1: expression, index } of text.matchAll(/(?<!\$)\$\{([^}]*)\}/g)) {
    if (index > end) parts.push(text.slice(end, index));
    parts.push(referenceValue(expression));
    end = index + found.length;
  }
  if (parts.length === 0) return { kind: "literal", value: text.replace(/\$\$\{/g, "${") };
  if (end < text.length) parts.push(text.slice(end));
  const [only] = parts;
  return parts.length === 1 && typeof only !== "string" ? only : { kind: "text", parts };
}

function referenceValue(expression: string): Value {
  const found = /^((?:data\.)?[a-z]\w*\.[\w-]+)\.([\w.[\]-]+)$/.exec(expression);
  if (!found) return { kind: "unknown", because: `the result of ${expression}` };
  return { kind: "reference", address: found[1], attribute: found[2].replace(/\[(\d+)\]/g, ".$1") };
}
