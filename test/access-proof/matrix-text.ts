import type { Caller, Entrance, ReviewedAccess } from "../../lib/access/report";

/**
 * Who reaches what, a line for each entrance: `host func-orders: gateway-identity, tenant-user?`. Whoever is not named is
 * refused, and of a caller with `?` it is not decided. SCM, FTP and keys that nobody can use have no line.
 */
export function matrixOf(access: ReviewedAccess): string {
  return linesOf(access, new Map(access.callers.map((caller) => [caller.id, shownCaller(caller)])));
}

/** The same, where each caller that a policy names is told apart, as the review calls it. */
export function matrixWithNamesOf(access: ReviewedAccess): string {
  const shown = (caller: Caller) => {
    if (caller.kind === "policy-caller") return caller.label;
    // Which assignment it is, is no news where a stack gives each of its identities one.
    return caller.kind === "storage-operator" ? caller.kind : shownCaller(caller);
  };
  return linesOf(access, new Map(access.callers.map((caller) => [caller.id, shown(caller)])));
}

function linesOf({ entrances, verdicts }: ReviewedAccess, callers: ReadonlyMap<string, string>): string {
  return entrances
    .flatMap((entrance) => {
      const own = verdicts.filter((verdict) => verdict.entrance === entrance.id);
      const named = own
        .filter(({ access }) => access !== "refused")
        .map(({ caller, access }) => `${callers.get(caller)}${access === "unknown" ? "?" : ""}`);
      const isQuiet = named.length === 0 && !/^(host|operation)$/.test(entrance.kind);
      if (isQuiet) return [];
      const isForAnyone = /^(host|host-path|operation)$/.test(entrance.kind);
      const everyone = isForAnyone && own.every(({ access }) => access === "reaches");
      const who = everyone ? ["everyone"] : named.length > 0 ? [...new Set(named)].sort() : ["nobody"];
      return [`${shownEntrance(entrance)}: ${who.join(", ")}`];
    })
    .sort()
    .join("\n");
}

/** A caller by its kind; where the stack names whoever it is, with the resource. */
function shownCaller({ id, kind }: Caller): string {
  const isOfResource =
    /^(identity-operator|policy-writer|token-receiver|publisher|publishing-password|storage-operator):/.test(
      id,
    );
  return isOfResource ? `${kind} ${id.slice(kind.length + 1)}` : kind;
}

function shownEntrance({ kind, label, address }: Entrance): string {
  switch (kind) {
    case "host":
    case "host-path":
    case "scm":
    case "ftp":
      return label.replace(/^(SCM site|FTP|host) of /, (_, name) => `${name.replace(" site", "")} `);
    case "operation":
      return label.replace(/^(.*) of API (\S+).* on .*$/, "$2 $1");
    case "gateway-token":
      return `as gateway at ${label.replace(/, as .*$/, "")}`;
    case "key":
      return `key ${address.replace(/^(data\.)?azure(rm|ad)_/, "")}`;
  }
}

/** The lines of a text, in order. */
export function lines(text: string): string {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .sort()
    .join("\n");
}
