import type { Result } from "./outcome";

const LIKE_ANYONE = "The call is let in, as anyone's is";

/** Where anyone is let in, what a call shows is not looked at: it says nothing of signatures, audiences or lists. */
export function withoutConsequences(results: readonly Result[]): Result[] {
  const open = new Set(results.filter(isOpenDoor).map(doorOf));
  return results.map((result) =>
    result.status === "differs" && !isAnyones(result) && isLetIn(result) && open.has(doorOf(result))
      ? { ...result, message: LIKE_ANYONE }
      : result,
  );
}

/** A call without anything that must be refused, and is not. */
function isOpenDoor(result: Result): boolean {
  return isAnyones(result) && result.status === "differs" && isLetIn(result);
}

function isAnyones({ attempt: { credential, part } }: Result): boolean {
  return credential.kind === "none" && part !== "headers";
}

function isLetIn({ prediction, seen }: Result): boolean {
  const isRefusal = seen.kind === "answer" && (seen.status === 401 || seen.status === 403);
  return (
    prediction.access === "refused" &&
    prediction.answer !== "no token" &&
    seen.kind === "answer" &&
    !isRefusal
  );
}

function doorOf({ attempt: { call } }: Result): string {
  return `${call.method} ${call.url}`;
}
