import type { AccessReport, Verdict } from "../../../lib/access/report";

/** What the review says that a call will see. */
export type Prediction =
  | { readonly access: "refused"; readonly answer: string; readonly control?: string }
  | { readonly access: "reaches" }
  | { readonly access: "unknown"; readonly because: string };

/** The verdicts of a review, as predictions. */
export class Predictions {
  private readonly verdicts: ReadonlyMap<string, Verdict>;

  public constructor({ verdicts }: AccessReport) {
    this.verdicts = new Map(verdicts.map((verdict) => [key(verdict.entrance, verdict.caller), verdict]));
  }

  public of(entrance: string, caller: string): Prediction {
    const verdict = this.verdicts.get(key(entrance, caller));
    if (!verdict) return { access: "unknown", because: "the review does not judge it" };
    const { access, answer = "refused", control, unknownBecause } = verdict;
    if (access === "reaches") return { access };
    if (access === "refused") return { access, answer, control };
    return { access, because: unknownBecause ?? "the review does not know it" };
  }

  /** What is said of the users and of the applications of a tenant, where it is not known which of them calls. */
  public ofTenant(entrance: string): Prediction {
    const [user, application] = ["tenant-user", "tenant-application"].map((caller) =>
      this.of(entrance, caller),
    );
    return user.access === application.access
      ? user
      : { access: "unknown", because: "the review tells users and applications of the tenant apart" };
  }
}

/** A credential that is worth nothing is refused wherever none at all is; the review says nothing else of it. */
export function ofWorthless(none: Prediction): Prediction {
  return none.access === "refused"
    ? none
    : {
        access: "unknown",
        because: "the review does not say what a worthless token does where none is needed",
      };
}

function key(entrance: string, caller: string): string {
  return JSON.stringify([entrance, caller]);
}
