import { busyStack } from "./busy-stack";
import { closedStack } from "./closed-stack";
import { additionsTo } from "./simulator/additions";
import { agreementOn, agreementOnChanges } from "./simulator/agreement";
import { mutationsOf } from "./simulator/mutations";

/**
 * The quick part of the proof: verdicts beside what becomes of requests in a simulator that shares no code with the
 * review. `npm run test:access` has the rest.
 */
describe("requests end as the review says", () => {
  it.each([
    ["the closed stack", closedStack()],
    ["the busy stack", busyStack()],
  ])("in %s, with every verdict decided", (_, stack) => {
    expect(agreementOn(stack)).toMatchObject({ unknown: 0, notPlayed: [], disagreements: [] });
  });

  it("in the closed stack with any one change", () => {
    const mutations = mutationsOf(closedStack());
    const { agreed, disagreements, notPlayed } = agreementOnChanges(
      closedStack(),
      mutations.map((mutation) => [mutation]),
    );
    expect(disagreements).toEqual([]);
    expect(notPlayed).toEqual([]);
    expect(agreed).toBeGreaterThan(3000);
  });

  it("in the closed stack with any role or credential more", () => {
    const { agreed, disagreements, notPlayed } = agreementOnChanges(
      closedStack(),
      additionsTo(closedStack()).map((mutation) => [mutation]),
    );
    expect(disagreements).toEqual([]);
    expect(notPlayed).toEqual([]);
    expect(agreed).toBeGreaterThan(3000);
  });
});
