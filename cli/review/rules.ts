import type { ReviewRule } from "../../lib/access/rules";

const reviewedOn = "2026-11-25";
const sources = ["https://developer.hashicorp.com/terraform/internals/json-format"];

/** Rules about what people expect of a stack, beside those of the review about the stack itself. */
export const expectationRules: readonly ReviewRule[] = [
  {
    id: "new-access",
    title: "Somebody gains access with this plan",
    severity: "high",
    what:
      "After this plan a caller reaches a Function, or may reach it, who did not before. The severity is that of the" +
      " caller: anybody on the internet is critical, and one who is meant to call the API is no finding, nor is one whom" +
      " the file of `--expect` names for the entrance, unless `--no-new-access` makes all of them one. A gate that opens" +
      " is critical, whoever expects it.",
    inTerraform:
      "# The proof names the argument. Take its change back; or add the caller to the file of --expect, where people\n" +
      "# review it; or accept the finding until a day.",
    withConstruct:
      "The construct names every caller in `callers` and `allowedIdentities`, so that who is added there is what is new here.",
    sources,
    reviewedOn,
  },
  {
    id: "unexpected-access",
    title: "Somebody has access who is not expected to",
    severity: "high",
    what: "The file of `--expect` says who reaches an entrance and that nobody else does, and the stack lets somebody else in.",
    inTerraform:
      "# Close what the proof names; or add the caller to the file, where people review it:\n# --write-expect",
    withConstruct: "Remove the caller from `callers` or `allowedIdentities`, or add it to the file.",
    sources,
    reviewedOn,
  },
  {
    id: "undecided-access",
    title: "It is unknown whether somebody has access who is not expected to",
    severity: "high",
    what:
      "The file of `--expect` says who reaches an entrance, and the input does not tell whether one of them does, or" +
      " somebody else. The verdict names the value or the feature that hides it. Unknown is never a pass.",
    inTerraform:
      "# Give the value literally, or plan again once it is known. A caller whom you checked by hand belongs in\n" +
      "# unknown: [...] of its item in the file.",
    withConstruct: "The construct writes references that are decided before the first apply.",
    sources,
    reviewedOn,
  },
  {
    id: "missing-access",
    title: "Somebody has no access who is expected to",
    severity: "high",
    what:
      "The file of `--expect` says that a caller reaches an entrance, and the stack keeps it out, or knows no such caller or" +
      " entrance: calls that work today will fail.",
    inTerraform:
      "# Give the caller access again; or remove it from the file, where people review it:\n# --write-expect",
    withConstruct: "Add the caller to `callers` or `allowedIdentities`, or remove it from the file.",
    sources,
    reviewedOn,
  },
];
