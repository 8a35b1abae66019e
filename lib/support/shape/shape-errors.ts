import { nearestNames } from "../nearest-names";
import { validationError } from "../validation";
import { expectationOf } from "./expectations";
import { shown } from "./given";
import { keptName } from "./plain-data";

/** @param given how a message shows the value */
export function wrongType(type: string, path: string, given: string): string {
  const { allowed, fix } = expectationOf(type);
  return validationError(`\`${path}\` was given as ${given}`, `Allowed is ${allowed}`, fix);
}

export function absent(type: string, path: string): string {
  const { allowed, fix } = expectationOf(type);
  return validationError(`\`${path}\` was not given`, `It has no default; allowed is ${allowed}`, fix);
}

export function blank(path: string, given: string): string {
  return validationError(
    `\`${path}\` was given as ${shown(given)}`,
    "Allowed is a string that is not blank",
    "Write what is meant",
  );
}

export function evaluated(path: string, given: string): string {
  return validationError(
    `\`${path}\` was given as ${shown(given)}`,
    "Terraform would evaluate `${…}` and `%{…}` in it, and this value has no such signs",
    "Give the value itself, or a reference: a variable, an attribute or a function of cdktf",
  );
}

export function unknownProperty(type: string, path: string, name: string, known: readonly string[]): string {
  const [nearest] = nearestNames(name, known);
  return validationError(
    `\`${path}\` was given`,
    `\`${type}\` has no such property; the nearest is \`${nearest}\``,
    `Write \`${nearest}\` if that is meant, or leave it out`,
  );
}

/** For a list or a map that is a token as a whole. */
export function unknownAtSynth(path: string): string {
  return validationError(
    `\`${path}\` was given as a value that Terraform knows later`,
    "Its length and its names decide what is made, so they have to be known at synth; single values may be known later",
    "Write it out, as `[…]` or `{ … }`",
  );
}

/** For an item of a list that is a token as a whole, which is no item to JavaScript. */
export function listAsText(path: string): string {
  return validationError(
    `\`${path}\` was given as an item of a list that Terraform knows later`,
    "The length of such a list is not known at synth, so it can be neither spread nor indexed",
    "Give the list as a whole where that is allowed, or a single item of it: `Fn.element(list, 0)`",
  );
}

export function wrongName(path: string, name: string): string {
  if (name === keptName) {
    return validationError(
      `The name ${JSON.stringify(name)} was given in \`${path}\``,
      "JavaScript keeps it for itself",
      "Choose another name",
    );
  }
  return validationError(
    `A name that Terraform knows later, or would evaluate, was given in \`${path}\``,
    "Names have to be known at synth",
    "Write the name as a literal string",
  );
}
