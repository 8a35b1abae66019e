import { reviewAccess } from "../../lib/access/review";
import { reviewRules } from "../../lib/access/rules/review-rules";
import { readInput } from "../../lib/access/stack/read-input";
import type { ReviewInput } from "../../lib/access/stack/stack";
import { inputFile } from "../input-file";
import { configurationFolder } from "./configuration-folder";
import type { Engine } from "./engine";
import { expectationRules } from "./rules";

/** Reviews the files that Terraform and cdktf write. */
export const stackEngine: Engine = {
  reportOn: (input, { compareWith, configuration, today } = {}) => {
    const read = inputOf(input, configuration);
    const before = compareWith === undefined ? read.before : inputOf(compareWith).after;
    return reviewAccess({ ...read, before }, today);
  },
  rules: [...reviewRules, ...expectationRules],
};

function inputOf(file: string, configuration?: string): ReviewInput {
  const folder = configuration === undefined ? undefined : configurationFolder(configuration);
  return readInput(inputFile(file), folder);
}
