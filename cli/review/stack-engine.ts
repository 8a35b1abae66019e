import { readFileSync } from "node:fs";
import { reviewAccess } from "../../lib/access/review";
import { reviewRules } from "../../lib/access/rules/review-rules";
import { InputError } from "../../lib/access/stack/input-error";
import { readInput } from "../../lib/access/stack/read-input";
import type { ReviewInput } from "../../lib/access/stack/stack";
import type { Engine } from "./engine";
import { expectationRules } from "./rules";

const STANDARD_INPUT = 0;

/** Reviews the files that Terraform and cdktf write. */
export const stackEngine: Engine = {
  reportOn: (input, before) => {
    const read = inputOf(input);
    return reviewAccess(before === undefined ? read : { ...read, before: inputOf(before).after });
  },
  rules: [...reviewRules, ...expectationRules],
};

function inputOf(file: string): ReviewInput {
  const name = file === "-" ? "standard input" : file;
  return readInput({ name, content: contentOf(file, name) });
}

function contentOf(file: string, name: string): Uint8Array {
  try {
    return readFileSync(file === "-" ? STANDARD_INPUT : file);
  } catch (error) {
    const problem = `It cannot be read: ${error instanceof Error ? error.message : error}.`;
    throw new InputError(name, problem, "Make a plan's JSON with: terraform show -json plan.bin > plan.json");
  }
}
