/** What was computed: a map, or a weak one, which keeps no object from being forgotten. */
interface Known<Argument, Result> {
  has(argument: Argument): boolean;
  get(argument: Argument): Result | undefined;
  set(argument: Argument, result: Result): unknown;
}

/** A function that computes its result once for each argument. */
export function once<Argument, Result>(
  compute: (argument: Argument) => Result,
  known: Known<Argument, Result> = new Map<Argument, Result>(),
): (argument: Argument) => Result {
  return (argument) => {
    if (!known.has(argument)) known.set(argument, compute(argument));
    return known.get(argument) as Result;
  };
}
