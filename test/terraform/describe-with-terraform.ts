import { MISSING_TERRAFORM, terraformBinary } from "./terraform-binary";

/**
 * A group of tests that need the real binary. Without one they are skipped and the run says so; where
 * `REQUIRE_TERRAFORM=1` asks for the proof, they fail.
 */
export function describeWithTerraform(name: string, tests: () => void): void {
  if (terraformBinary()) {
    describe(name, tests);
    return;
  }
  if (process.env.REQUIRE_TERRAFORM === "1") {
    it(`${name}: terraform is there`, () => {
      throw new Error(MISSING_TERRAFORM);
    });
    return;
  }
  process.stderr.write(`SKIPPED ${name}. ${MISSING_TERRAFORM}\n`);
  describe.skip(`${name} (${MISSING_TERRAFORM})`, tests);
}
