import type { PlanJson, ResourceChange } from "./plan-json";

type Flat = ReadonlyMap<string, unknown>;

/** What a plan does, for people: a line for each resource, and for each argument that an update changes. */
export function planText({ resource_changes = [] }: PlanJson): string {
  const changes = resource_changes.filter(
    ({ mode, change }) => mode === "managed" && change.actions[0] !== "no-op",
  );
  const count = (action: string) => changes.filter(({ change }) => change.actions.includes(action)).length;
  return [
    ...changes.flatMap(linesOf),
    `Plan: ${count("create")} to add, ${count("update")} to change, ${count("delete")} to destroy.`,
  ].join("\n");
}

const marks: Readonly<Record<string, string>> = {
  create: "+",
  update: "~",
  delete: "-",
  "delete,create": "-/+",
  "create,delete": "+/-",
};

function linesOf({ address, change }: ResourceChange): string[] {
  const { actions, before, after, after_unknown } = change;
  const line = `${marks[actions.join()]} ${address.replace(/_[0-9A-F]{8}$/, "")}`;
  if (actions.join() !== "update") return [line];
  const [was, is] = [flat(before), flat(withUnknown(after, after_unknown))];
  const names = [...new Set([...was.keys(), ...is.keys()])].sort();
  return [line, ...names.flatMap((name) => argumentLines(name, was.get(name), is.get(name)))];
}

function argumentLines(name: string, was: unknown, is: unknown): string[] {
  if (JSON.stringify(was) === JSON.stringify(is)) return [];
  const [before, after] = [linesIn(was), linesIn(is)];
  if (before.length < 2 && after.length < 2) return [`    ${name}: ${shown(was)} → ${shown(is)}`];
  return [
    `    ${name}:`,
    ...before.filter((text) => !after.includes(text)).map((text) => `      - ${text.trim()}`),
    ...after.filter((text) => !before.includes(text)).map((text) => `      + ${text.trim()}`),
  ];
}

function linesIn(value: unknown): string[] {
  return typeof value === "string" ? value.split("\n") : [];
}

function shown(value: unknown): string {
  return value === undefined || value === null ? "none" : String(value);
}

function withUnknown(value: unknown, unknown: unknown): unknown {
  if (unknown === true) return "(known after apply)";
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([name, one]) => [name, withUnknown(one, partOf(unknown, name))]);
  return Array.isArray(value) ? entries.map(([, one]) => one) : Object.fromEntries(entries);
}

function partOf(unknown: unknown, name: string): unknown {
  return typeof unknown === "object" && unknown !== null
    ? (unknown as Readonly<Record<string, unknown>>)[name]
    : undefined;
}

/** Arguments by their paths; blocks that occur once go without a number. */
function flat(value: unknown, path = ""): Flat {
  if (typeof value !== "object" || value === null) return new Map([[path, value]]);
  const entries = Object.entries(value).flatMap(([name, one]) => {
    const isOnly = Array.isArray(value) && value.length === 1;
    const inner = isOnly ? path : [path, name].filter((part) => part !== "").join(".");
    return [...flat(one, inner)];
  });
  return new Map(entries);
}
