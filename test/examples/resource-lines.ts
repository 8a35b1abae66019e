import { isDeepStrictEqual } from "node:util";
import type { Json } from "../synthesis";
import { fixedValues } from "./fixed-arguments";
import { policyOutline } from "./policy-outline";
import { type Argument, argumentAt, argumentsByPath, assignment, reference } from "./terraform-expression";

const LINE_WIDTH = 140;
const PLACE = ["api_management_name", "resource_group_name", "location", "tags"];

/** A resource of a synthesized stack. */
export interface Resource {
  readonly type: string;
  readonly address: string;
  readonly values: Json;
}

export function resourcesOf({ resource }: Json): Resource[] {
  return Object.entries<Json>(resource ?? {}).flatMap(([type, byId]) =>
    Object.entries<Json>(byId).map(([id, values]) => ({ type, address: `${type}.${id}`, values })),
  );
}

/** Where a resource is, as the heading above the resources of one place; empty for what is nowhere on Azure. */
export function placeOf({ values }: Resource): string {
  const place = PLACE.filter((name) => name in values).map((name) => assignment([name, values[name]]));
  return place.length === 0 ? "" : `in ${place.join(", ")}:`;
}

/** Whether a resource is an operation, a policy or another part of an API, in the place of the API. */
export function belongsTo(resource: Resource, api: Resource): boolean {
  return (
    reference(resource.values.api_name ?? "") === `${api.address}.name` && placeOf(resource) === placeOf(api)
  );
}

/** A resource below a heading of its place, and below it what belongs to it. */
export function resourceLines(resource: Resource, members: readonly Resource[]): string[] {
  return [
    ...linesWithout(resource, PLACE),
    ...indented(members.flatMap((member) => linesWithout(member, [...PLACE, "api_name"]))),
  ];
}

export function indented(lines: readonly string[]): string[] {
  return lines.map((line) => `  ${line}`);
}

/** A resource without the arguments that headings tell or rules fix: in one line where it fits. */
function linesWithout({ type, address, values }: Resource, told: readonly string[]): string[] {
  const left = [...told, ...heldRules(type, values)];
  const own = argumentsByPath(values).filter(([path]) => !left.some((name) => isWithin(path, name)));
  const lines =
    type === "azurerm_api_management_api_operation" ? operationLines(own) : own.flatMap(argumentLines);
  const line = [address, ...lines].join("  ");
  return line.length <= LINE_WIDTH ? [line] : [address, ...indented(lines)];
}

/** Paths of the arguments that are what the rules demand. */
function heldRules(type: string, values: Json): string[] {
  return Object.entries(fixedValues(type, values))
    .filter(([path, value]) => isDeepStrictEqual(argumentAt(values, path), value))
    .map(([path]) => path);
}

function isWithin(path: string, block: string): boolean {
  return path === block || path.startsWith(`${block}.`);
}

function operationLines(own: readonly Argument[]): string[] {
  const { method, url_template, operation_id, ...rest } = Object.fromEntries(own);
  return [`${method} ${url_template}: ${operation_id}`, ...Object.entries(rest).flatMap(argumentLines)];
}

function argumentLines([path, value]: Argument): string[] {
  if (path === "xml_content") return policyOutline(String(value));
  if (path === "import.content_value") return documentLines(JSON.parse(String(value)));
  return [assignment([path, value])];
}

function documentLines({ paths }: Json): string[] {
  return Object.entries<Json>(paths).flatMap(([path, methods]) =>
    Object.entries<Json>(methods).map(
      ([method, { operationId }]) => `${method.toUpperCase()} ${path}: ${operationId}`,
    ),
  );
}
