import { type CheckedRule, documentation, reviewedOn } from "./rule";

/** Rules about what is reviewed. */
export const inputRules: readonly CheckedRule[] = [
  {
    id: "plan-with-errors",
    title: "Terraform ended the plan with errors",
    severity: "high",
    what: "What Terraform did not come to is missing in the plan, so that the review does not tell of it. A plan with errors cannot be applied.",
    inTerraform: "# Mend what Terraform says, and plan again.",
    withConstruct: "The construct finds most mistakes at synthesis, before Terraform plans.",
    sources: [documentation.planFormat],
    reviewedOn,
    check: ({ input }) => (input.isErrored ? [violation] : []),
  },
];

const violation = {
  address: "plan",
  message: "Terraform ended this plan with errors: what it did not come to is missing",
  proof: [
    {
      address: "plan",
      argument: "errored",
      value: "true",
      meaning: "the plan is not whole, and cannot be applied",
    },
  ],
};
