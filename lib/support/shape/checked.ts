import { TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";
import { validateProviderVersions } from "../provider-versions/provider-version-check";
import { warnOfRegistrations } from "../provider-versions/resource-provider-registrations";
import { isAzurermProvider, validateOwnProvider } from "../providers";
import { requireProviders } from "../required-providers";
import { showAnnotations } from "../shown-annotations";
import { explainStackCircles } from "../stack-circles";
import { checkWhatTerraformIsGiven } from "../terraform-check";
import { validateUniqueResources } from "../unique-resources";
import { throwIfInvalidInput } from "../validation";
import { constructIdErrors, isConstructId, isScope, scopeErrors } from "./construct-ids";
import { Intake } from "./intake";
import { isOwn } from "./plain-data";
import { entrances, results, structs } from "./public-types";

/** What a program can call; a constructor goes by the name of its class. */
export type Entrance = keyof typeof entrances;

interface Argument {
  readonly name: string;
  readonly type: string;
  readonly value: unknown;
}

/**
 * Arguments as they are used: each of its public type, and data copied and frozen, so that a later change of it
 * has no effect. What is `null` is absent.
 *
 * Every entrance starts with it, a constructor before `super`, so that nothing is in the tree when it throws.
 *
 * @param given the arguments, in the order of the parameters
 * @param owner the construct whose method is called
 * @throws when a type is another one, a property is unknown, or the scope has the id already
 */
export function checked<Given extends unknown[]>(
  entrance: Entrance,
  given: [...Given],
  owner?: IConstruct,
): Given {
  const args = Object.entries<string>(entrances[entrance]).map(([name, type], index) => ({
    name,
    type,
    value: given[index],
  }));
  const scope = scopeOf(args) ?? owner;
  const intake = new Intake();
  const taken = args.map((argument) => take(intake, argument, scope));
  if (scope)
    intake.errors.push(
      ...args.flatMap((argument, index) => validateProviders(argument, taken[index], scope)),
    );
  throwIfInvalidInput(titleOf(args, scope) ?? entrance, intake.errors);
  // Each construct that makes resources comes by here.
  if (scope) checkStack(TerraformStack.of(scope));
  return taken as Given;
}

function checkStack(stack: TerraformStack): void {
  checkWhatTerraformIsGiven(stack, validateUniqueResources);
  checkWhatTerraformIsGiven(stack, validateProviderVersions);
  warnOfRegistrations(stack);
  showAnnotations(stack);
  requireProviders(stack);
  explainStackCircles(stack);
}

/**
 * What a method of a program's own object returned, as it is used.
 * @throws when the type is another one
 */
export function checkedResult<Result>(method: keyof typeof results, returned: Result): Result {
  const intake = new Intake();
  const taken = intake.take(results[method], () => returned, `${method}()`);
  throwIfInvalidInput(method, intake.errors);
  return taken as Result;
}

function take(intake: Intake, { name, type, value }: Argument, scope?: IConstruct): unknown {
  if (type === "scope") intake.errors.push(...scopeErrors(value));
  else if (isId(type)) intake.errors.push(...constructIdErrors(value, type === "new id", scope));
  // In other languages the properties of a struct are parameters.
  else return intake.take(type, () => value, name, isStruct(type) ? "" : name);
  return value;
}

// Only of what is given itself: a part may be of another stack, with that stack's provider.
function validateProviders({ name, type }: Argument, taken: unknown, scope: IConstruct): string[] {
  const given = isStruct(type) ? Object.entries(taken ?? {}) : [[name, taken] as const];
  return given.flatMap(([property, provider]) =>
    isAzurermProvider(provider) ? validateOwnProvider(property, scope, provider) : [],
  );
}

function isId(type: string): boolean {
  return type === "id" || type === "new id";
}

function isStruct(type: string): boolean {
  return isOwn(structs, type.replace("?", ""));
}

function scopeOf(args: readonly Argument[]): IConstruct | undefined {
  return args
    .filter(({ type }) => type === "scope")
    .map(({ value }) => value)
    .find(isScope);
}

/** The path of the construct that is made, or in which something is called. */
function titleOf(args: readonly Argument[], scope: IConstruct | undefined): string | undefined {
  const id = args.find(({ type }) => isId(type))?.value;
  return scope && [scope.node.path, ...(isConstructId(id) ? [id] : [])].join("/");
}
