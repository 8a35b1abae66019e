import { isBlock } from "../support/json-blocks";
import { type Difference, differencesBetween } from "./private/differences";

/** An argument of a resource on which the gate depends, and what of it may change. */
export interface GuardedArgument {
  /** Path of the argument in the resource, as Terraform names it, for example `site_config.ftps_state`. */
  readonly path: string;
  /** What differs between the argument as the library wrote it and as Terraform is given it. */
  readonly compare: (written: unknown, given: unknown) => Difference[];
  /** Whether a single part of the argument is guarded; all of it is unless only certain names are. */
  readonly guards: (part: string) => boolean;
}

/** An argument that stays as the library wrote it. One that the library did not write stays absent. */
export function exactly(path: string): GuardedArgument {
  return {
    path,
    compare: (written, given) => differencesBetween(written, given, path),
    guards: () => true,
  };
}

/** An argument that may also have one of these values, which let in no more than the written one. */
export function exactlyOr(path: string, ...stricter: unknown[]): GuardedArgument {
  const argument = exactly(path);
  return {
    ...argument,
    compare: (written, given) => (stricter.includes(given) ? [] : argument.compare(written, given)),
  };
}

/** A map in which certain names stay as the library wrote them. A message shows no value: it may be a secret. */
export function exactlyNames(path: string, guards: (name: string) => boolean): GuardedArgument {
  const guarded = (map: unknown) =>
    isBlock(map) ? Object.fromEntries(Object.entries(map).filter(([name]) => guards(name))) : {};
  return {
    path,
    guards,
    compare: (written, given) => {
      // A map that Terraform knows later can have any name.
      if (!isBlock(given ?? {})) return [{ argument: path, change: "was replaced as a whole" }];
      return differencesBetween(guarded(written), guarded(given), path).map(({ argument }) => ({
        argument,
        change: "was set, changed or removed",
      }));
    },
  };
}
