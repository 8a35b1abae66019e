import { isFixedHeader } from "../fixed-names";
import { attribute } from "../xml/xml-element";
import { defaultCredentials, hasHeader, hasParameter } from "./credentials";
import { evaluatedTexts } from "./secrets";
import type { PolicyCheck, Violation } from "./visits";

/** Rejects counters for each caller whose key is the same for all callers, or missing, when they count. */
export const checkLimitKey: PolicyCheck = ({ element, context, hasToken }) => {
  if (!hasToken || attribute(element, "counter-key") === "") return [];
  const { credentials = defaultCredentials } = context;
  const reads = evaluatedTexts(element)
    .filter(({ attribute: name }) => name === "counter-key")
    .flatMap((text) => text.reads);
  const isDeleted = reads.some((read) => {
    if (read.what === "header") return isFixedHeader(read.name) || hasHeader(credentials, read.name);
    return read.what === "queryParameter" && hasParameter(credentials, read.name);
  });
  return isDeleted ? [oneCounter] : [];
};

const oneCounter: Violation = {
  why: "what tells the callers apart is deleted by then, so one counter would count for all of them",
  fix: "Put the limit into the API's `policy`, which runs before, or keep the key there in a variable with `setVariable`, and read the variable here",
};
