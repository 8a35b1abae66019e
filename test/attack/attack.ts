import fc, { type Arbitrary, type RunDetails } from "fast-check";
import { removeOpenApiFiles } from "./programs/open-api-files";
import { type Program, run, sourceOf } from "./programs/run-program";

/** Always the same programs. */
const seed = 20_250_101;

/**
 * Runs programs that attack the library. Each ends in refusals that say how to fix them, or in a stack in which the
 * checker finds the gate whole; of those that do not, the smallest is shown, as a program.
 */
export function attack(programs: Arbitrary<Program>, numRuns: number): void {
  const { captureStackTrace } = Error;
  // cdktf notes for every token where it was made; looking the places up in source maps is most of the time.
  Error.captureStackTrace = () => undefined;
  try {
    fc.assert(
      fc.property(programs, (program) => {
        const failures = run(program);
        if (failures.length > 0) throw new Error([...failures, "", sourceOf(program)].join("\n"));
      }),
      { seed, numRuns, reporter: report },
    );
  } finally {
    Error.captureStackTrace = captureStackTrace;
    removeOpenApiFiles();
  }
}

function report<Arguments>({
  failed,
  errorInstance,
  counterexamplePath,
  numRuns,
}: RunDetails<Arguments>): void {
  if (!failed) return;
  const { message } = errorInstance as Error;
  throw new Error(
    `Program ${numRuns} (path ${counterexamplePath}) is neither refused nor whole:\n\n${message}`,
  );
}
