import type { ConfigurationFolder } from "./configuration-folder";
import { InputError } from "./input-error";
import { type InputFile, readJsonObject } from "./private/input/json-file";
import type { PlanJson, StateJson } from "./private/plan/plan-format";
import { readPlan } from "./private/plan/read-plan";
import { readState } from "./private/state";
import { readSynthesized } from "./private/synthesized/read-synthesized";
import type { ReviewInput } from "./stack";

export type { InputFile } from "./private/input/json-file";

const SHOW_PLAN = "terraform show -json plan.bin > plan.json";
const SHOW_STATE = "terraform show -json > state.json";

/**
 * Reads a plan (`terraform show -json plan.bin`), a state (`terraform show -json`) or a synthesized stack
 * (`cdk.tf.json`).
 *
 * @param configuration what a plan was made from: its JSON leaves out most of what an expression says
 * @throws InputError when the file is none of these, is not whole, or has a format that is not known
 */
export function readInput(file: InputFile, configuration?: ConfigurationFolder): ReviewInput {
  const json = readJsonObject(file);
  if (isPlan(json)) return readPlan(ofKnownFormat(file, "plan", json), configuration);
  if (isState(json)) return readState(ofKnownFormat(file, "state", json));
  if (isSynthesized(json)) return readSynthesized(json);
  throw otherObject(file, json);
}

function isPlan(json: object): json is PlanJson {
  return (
    has(json, "format_version") &&
    (has(json, "resource_changes") || has(json, "planned_values") || has(json, "configuration"))
  );
}

function isState(json: object): json is StateJson {
  return has(json, "format_version") && (has(json, "values") || Object.keys(json).length <= 2);
}

function isSynthesized(json: object): boolean {
  return ["resource", "terraform", "data", "module", "provider"].some((name) =>
    isObject(Reflect.get(json, name)),
  );
}

function ofKnownFormat<T extends PlanJson | StateJson>(file: InputFile, what: "plan" | "state", json: T): T {
  const version = String(json.format_version);
  const command = what === "plan" ? SHOW_PLAN : SHOW_STATE;
  if (/^1\./.test(version)) return json;
  const by = typeof json.terraform_version === "string" ? `, of Terraform ${json.terraform_version}` : "";
  const problem = `This ${what} has the format ${version}${by}; formats 1.x are known.`;
  const remedy = /^0\./.test(version)
    ? `Make it with Terraform 1.1 or newer: ${command}`
    : "Use a newer version of this command.";
  throw new InputError(file.name, problem, remedy);
}

function otherObject(file: InputFile, json: object): InputError {
  if (
    has(json, "lineage") ||
    (has(json, "version") && has(json, "terraform_version") && has(json, "resources"))
  ) {
    return new InputError(
      file.name,
      "This is a state as Terraform stores it.",
      `Let Terraform show it: ${SHOW_STATE}`,
    );
  }
  if (isObject(Reflect.get(json, "stacks")))
    return new InputError(
      file.name,
      "This is the manifest of an app's stacks.",
      "Give one of its stacks: cdktf.out/stacks/<name>/cdk.tf.json",
    );
  return new InputError(
    file.name,
    "This JSON is no plan, no state and no synthesized stack.",
    `Make a plan's JSON with: ${SHOW_PLAN}`,
  );
}

function has(json: object, name: string): boolean {
  return Object.hasOwn(json, name);
}

function isObject(value: unknown): boolean {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
