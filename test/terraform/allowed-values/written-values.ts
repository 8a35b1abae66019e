import type { Json } from "../../synthesis";
import { type ArgumentFacts, type Fields, isBlock, type ProviderFacts } from "../facts/provider-facts";
import { isObject, type ObjectValue, UNKNOWN, type Value } from "../provider/values";

/** A resource, data source or provider as a synthesized stack configures it, with the facts of its arguments. */
export interface Configured {
  /** `azurerm_subnet`, `data.azurerm_subnet` or `azurerm`. */
  readonly type: string;
  readonly fields: Fields;
  readonly config: ObjectValue;
}

/** Everything in a stack that a provider configures, what Terraform knows later marked as not known. */
export function configuredIn(stack: Json, { provider, resources, dataSources }: ProviderFacts): Configured[] {
  const found = (prefix: string, types: { [type: string]: Fields }, blocks: Json): Configured[] =>
    Object.entries(types).flatMap(([type, fields]) =>
      Object.values(blocks?.[type] ?? {}).map((block) => ({
        type: `${prefix}${type}`,
        fields,
        config: configOf(fields, block as Json),
      })),
    );
  const providers = { [provider.name]: provider.arguments };
  return [
    ...found("", providers, { [provider.name]: stack.provider?.[provider.name] ?? [] }),
    ...found("", resources, stack.resource),
    ...found("data.", dataSources, stack.data),
  ];
}

/** The values that a configuration gives to arguments of which the facts list the allowed ones, by argument. */
export function listedValues({ type, fields, config }: Configured): [argument: string, value: string][] {
  return Object.entries(fields).flatMap(([name, argument]) => {
    const path = `${type}.${name}`;
    const value = config[name] ?? null;
    const nested = argument.fields ?? {};
    const items = Array.isArray(value) ? value : [value];
    const values = (argument.elem ?? argument).allowed ? items.filter(isListed) : [];
    return [
      ...values.map((item): [string, string] => [path, String(item)]),
      ...items.filter(isObject).flatMap((item) => listedValues({ type: path, fields: nested, config: item })),
    ];
  });
}

function isListed(value: Value): boolean {
  return value !== null && typeof value !== "object";
}

function configOf(fields: Fields, block: Json): ObjectValue {
  const entries = Object.entries(fields).map(([name, argument]) => [
    name,
    writtenValue(argument, block[name]),
  ]);
  return Object.fromEntries(entries);
}

function writtenValue(argument: ArgumentFacts, written: Json): Value {
  if (written === undefined || written === null) return isBlock(argument) ? [] : null;
  if (argument.fields && typeof written === "object") {
    const { fields } = argument;
    return [written].flat().map((item) => configOf(fields, item));
  }
  return plainValue(written);
}

function plainValue(written: Json): Value {
  if (typeof written === "string") return written.includes("${") ? UNKNOWN : written;
  if (Array.isArray(written)) return written.map(plainValue);
  if (typeof written !== "object") return written;
  return Object.fromEntries(Object.entries(written).map(([name, item]) => [name, plainValue(item)]));
}
