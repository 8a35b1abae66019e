/** Answers a question that the applied values leave open. In one world a question has one answer. */
export type Answer = (question: string) => boolean;

const MOST_WORLDS = 5_000;

/** Plays in every world that the questions of the play make. */
export function everyWorld<T>(play: (answer: Answer) => T): T[] {
  const results: T[] = [];
  const worlds: ReadonlyMap<string, boolean>[] = [new Map()];
  for (let world = worlds.pop(); world !== undefined; world = worlds.pop()) {
    if (results.length > MOST_WORLDS) throw new Error("A play asks too many questions.");
    const answers = new Map(world);
    results.push(
      play((question) => {
        const known = answers.get(question);
        if (known !== undefined) return known;
        worlds.push(new Map([...answers, [question, false]]));
        answers.set(question, true);
        return true;
      }),
    );
  }
  return results;
}

/** What is left to chance, and what the attacker chooses. */
export interface Questions {
  /** What the stack does not tell. */
  readonly unknown: Answer;
  /** What a caller can do in one way or another. */
  readonly choice: Answer;
}

/** How a play may end: in some world, and in every world for a caller who chooses well. */
export interface Outcome {
  readonly possible: boolean;
  readonly certain: boolean;
}

export function outcomeOf(play: (questions: Questions) => boolean): Outcome {
  const byChoice = everyWorld((choice) => everyWorld((unknown) => play({ unknown, choice })));
  return {
    possible: byChoice.some((results) => results.includes(true)),
    certain: byChoice.some((results) => results.every((reached) => reached)),
  };
}
