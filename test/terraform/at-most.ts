/** Runs tasks side by side, no more than `limit` at a time, and keeps the order of their results. */
export function startAtMost<T>(limit: number, tasks: readonly (() => Promise<T>)[]): Promise<T>[] {
  const lanes: Promise<unknown>[] = Array.from({ length: limit }, () => Promise.resolve());
  return tasks.map((task, index) => {
    const lane = index % limit;
    const result = (lanes[lane] ?? Promise.resolve()).then(task);
    // A failure is reported by whoever awaits the result; the lane goes on.
    lanes[lane] = result.catch(() => undefined);
    return result;
  });
}
