import { TerraformStack } from "cdktf";
import { Construct, type IConstruct } from "constructs";
import { readableText } from "../readable-text";
import { validationError } from "../validation";
import { shown } from "./given";

export function isConstruct(value: unknown): value is IConstruct {
  return Construct.isConstruct(value) && typeof value.node?.path === "string";
}

/** Whether constructs can be made in it: it is one, in a stack. */
export function isScope(value: unknown): value is IConstruct {
  try {
    return isConstruct(value) && value.node.scopes.some(TerraformStack.isStack);
  } catch {
    return false;
  }
}

export function scopeErrors(scope: unknown): string[] {
  if (isScope(scope)) return [];
  return [
    validationError(
      `\`scope\` was given as ${shown(scope)}`,
      "Allowed is a construct in a stack",
      "Give the stack, or `this` in a construct of the stack",
    ),
  ];
}

export function isConstructId(id: unknown): id is string {
  return typeof id === "string" && id !== "" && readableText(id) === id;
}

/** Says why no construct can have an id in a scope, unless the scope itself is refused. */
export function constructIdErrors(id: unknown, isNew: boolean, scope?: IConstruct): string[] {
  if (!isConstructId(id)) {
    return [noId(id, "Allowed is a string that is not empty, and known at synth")];
  }
  if (!scope) return [];
  if (TerraformStack.isStack(scope) && !startsName(id)) {
    return [noId(id, "Names in Terraform are made of it, and start with a letter or an underscore")];
  }
  return isNew ? takenIdErrors(id, scope) : [];
}

/** Refuses an id that a construct in the scope has, for which constructs throws an error without advice. */
export function takenIdErrors(id: string, scope: IConstruct): string[] {
  if (!scope.node.tryFindChild(id)) return [];
  return [
    validationError(
      `\`id\` was given as ${shown(id)}, which a construct in ${scope.node.path} has`,
      "Every construct in a scope has an id of its own",
      "Choose another id",
    ),
  ];
}

// Whether cdktf makes a name of it that Terraform takes; characters of no name are left out.
function startsName(id: string): boolean {
  return /^[^\w-]*[A-Za-z_]/.test(id) && id !== "Default";
}

function noId(id: unknown, allowed: string): string {
  return validationError(
    `\`id\` was given as ${shown(id)}`,
    allowed,
    'Give a literal string such as "orders"',
  );
}
