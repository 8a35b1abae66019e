import fc from "fast-check";
import { checked, type Entrance } from "../../../lib/support/shape/checked";
import { isPlainObject } from "../../../lib/support/shape/plain-data";
import { entrances } from "../../../lib/support/shape/public-types";
import { anything, nearly } from "./arbitrary-arguments";

/** What a program without types may call, and with what. */
const calls = fc
  .constantFrom(...(Object.keys(entrances) as Entrance[]))
  .chain((entrance) =>
    fc.tuple(
      fc.constant(entrance),
      fc.tuple(...Object.values(entrances[entrance]).map((type) => fc.oneof(nearly(type), anything))),
    ),
  );

/** The form of every error: who refuses, then what was given, what is allowed and how to fix it, a line each. */
const errorForm = /^[^\n]+: invalid input\.(\n {2}- [^\n]+\. [^\n]+\. [^\n]+\.)+$/;

/** Refuses data of which any part could be changed. */
function expectFrozen(value: unknown): void {
  if (!Array.isArray(value) && !isPlainObject(value)) return;
  expect(Object.isFrozen(value)).toBe(true);
  for (const part of Object.values(value)) expectFrozen(part);
}

describe("arguments of any kind", () => {
  it("are taken, or refused in the form of every error", () => {
    let taken = 0;
    fc.assert(
      fc.property(calls, ([entrance, given]) => {
        try {
          checked(entrance, given);
          taken++;
        } catch (error) {
          expect((error as Error).message).toMatch(errorForm);
          expect((error as Error).message.length).toBeLessThan(20_000);
        }
      }),
      { numRuns: 5_000 },
    );
    expect(taken).toBeGreaterThan(100);
  });

  it("are frozen when they are taken, and left as they are", () => {
    fc.assert(
      fc.property(calls, ([entrance, given]) => {
        const before = given.map((value) => Object.isFrozen(value));
        let taken: unknown[] = [];
        try {
          taken = checked(entrance, given);
        } catch {
          return;
        }
        for (const value of taken) expectFrozen(value);
        expect(given.map((value) => Object.isFrozen(value))).toEqual(before);
      }),
      { numRuns: 2_000 },
    );
  });
});
