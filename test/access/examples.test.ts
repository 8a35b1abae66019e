import { reviewAccess } from "../../lib/access/review";
import { readInput } from "../../lib/access/stack/read-input";
import { exampleStacks } from "../fixtures/examples";

/** What no stack of the examples tells: who signs in through a client of another team, and what another stack knows. */
const ELSEWHERE = /^whether users sign in through [\w-]+ is not decided in this stack$/;
const ofOtherStack: Readonly<Record<string, string>> = {
  "split-registration-platform": "which tenant's tokens are accepted is not known",
};

describe.each(exampleStacks())("the review of $name", ({ name, json }) => {
  const { verdicts } = reviewAccess(readInput({ name: "cdk.tf.json", content: Buffer.from(json) }));

  it("decides who reaches what, but for what is decided elsewhere", () => {
    const because = verdicts.flatMap(({ unknownBecause }) => unknownBecause ?? []);
    expect(because.filter((reason) => !ELSEWHERE.test(reason) && reason !== ofOtherStack[name])).toEqual([]);
  });
});
