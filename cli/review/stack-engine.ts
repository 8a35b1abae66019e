import { readFileSync } from "node:fs";
import { reviewAccess } from "../../lib/access/review";
import { reviewRules } from "../../lib/access/rules/review-rules";
import { InputError } from "../../lib/access/stack/input-error";
import { readInput } from "../../lib/access/stack/read-input";
import type { ReviewInput } from "../../lib/access/stack/stack";
import { configurationFolder } from "./configuration-folder";
import type { Engine } from "./engine";
import { expectationRules } from "./rules";

const STANDARD_INPUT = 0;

/** Reviews the files that Terraform and cdktf write. */
export const stackEngine: Engine = {
  reportOn: (input, { compareWith, configuration } = {}) => {
    const read = inputOf(input, configuration);
    return reviewAccess(compareWith === undefined ? read : { ...read, before: inputOf(compareWith).after });
  },
  rules: [...reviewRules, ...expectationRules],
};

function inputOf(file: string, configuration?: string): ReviewInput {
  const name = file === "-" ? "standard input" : file;
  const folder = configuration === undefined ? undefined : configurationFolder(configuration);
  return readInput({ name, content: contentOf(file, name) }, folder);
}

function contentOf(file: string, name: string): Uint8Array {
  try {
    return readFileSync(file === "-" ? STANDARD_INPUT : file);
  } catch (error) {
    const problem = `It cannot be read: ${error instanceof Error ? error.message : error}.`;
    throw new InputError(name, problem, "Make a plan's JSON with: terraform show -json plan.bin > plan.json");
  }
}
