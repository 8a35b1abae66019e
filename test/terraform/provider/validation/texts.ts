import { PROBE_TEXTS, type ProbeText, type ValueFacts } from "../../facts/provider-facts";

const PROBES = Object.keys(PROBE_TEXTS) as ProbeText[];

/**
 * What a provider says against a text, as far as the probe texts that it turned down decide it. A text that
 * they do not decide passes: the real provider may know more.
 */
export function textProblem(facts: ValueFacts, text: string): string | undefined {
  const accepted = acceptedProbes(facts);
  if (accepted.length === PROBES.length) return undefined;
  const problem =
    blankProblem(accepted, text) ?? shapeProblem(accepted, text) ?? characterProblem(accepted, text);
  return problem === undefined ? undefined : `${problem}; it is ${JSON.stringify(text)}.`;
}

function acceptedProbes({ accepts, refuses }: ValueFacts): readonly ProbeText[] {
  return accepts ?? PROBES.filter((probe) => !refuses?.includes(probe));
}

function blankProblem(accepted: readonly ProbeText[], text: string): string | undefined {
  if (text === "" && !accepted.includes("empty")) return "must not be empty";
  if (/^\s+$/.test(text) && !accepted.includes("space")) return "must not be blank";
  return undefined;
}

// Where a plain word is turned down, the texts that pass tell what is meant: only texts like them can pass.
const SHAPES: readonly {
  readonly accepted: readonly ProbeText[];
  readonly pattern: RegExp;
  readonly means: string;
}[] = [
  { accepted: ["guid"], pattern: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i, means: "must be a GUID" },
  { accepted: ["duration"], pattern: /^P[0-9TYMWDHS.]+$/, means: "must be an ISO 8601 duration" },
  { accepted: ["cidr", "ip"], pattern: /^[0-9a-f:.]+(\/\d+)?$/i, means: "must be an IP address or range" },
  { accepted: ["url", "httpUrl"], pattern: /^[a-z][a-z0-9+.-]*:/i, means: "must be a URL" },
];
const NO_WORD = { pattern: /[^a-z]/i, means: "must not be a plain word" };

function shapeProblem(accepted: readonly ProbeText[], text: string): string | undefined {
  if (accepted.includes("word") || text.trim() === "") return undefined;
  const telling = accepted.filter((probe) => probe !== "empty" && probe !== "space");
  const shape =
    telling.length === 0
      ? NO_WORD
      : SHAPES.find((likely) => telling.every((probe) => likely.accepted.includes(probe)));
  return !shape || shape.pattern.test(text) ? undefined : shape.means;
}

// Where a plain word passes, a probe that differs from it in one trait is turned down for this trait.
const TRAITS: readonly { readonly probe: ProbeText; readonly pattern: RegExp; readonly means: string }[] = [
  { probe: "upper", pattern: /[A-Z]/, means: "must not contain upper-case letters" },
  { probe: "hyphens", pattern: /-/, means: "must not contain hyphens" },
  { probe: "underscore", pattern: /_/, means: "must not contain underscores" },
  { probe: "dot", pattern: /\./, means: "must not contain dots" },
  { probe: "slash", pattern: /\//, means: "must not contain slashes" },
  { probe: "umlaut", pattern: /\p{L}(?<![a-z])/iu, means: "must not contain letters beyond a to z" },
  { probe: "digitFirst", pattern: /^\d/, means: "must not start with a digit" },
  { probe: "hyphenLast", pattern: /-$/, means: "must not end with a hyphen" },
  { probe: "length25", pattern: /^.{25}/s, means: "must be shorter than 25 characters" },
  { probe: "length61", pattern: /^.{61}/s, means: "must be shorter than 61 characters" },
  { probe: "length81", pattern: /^.{81}/s, means: "must be shorter than 81 characters" },
  { probe: "length257", pattern: /^.{257}/s, means: "must be shorter than 257 characters" },
];

function characterProblem(accepted: readonly ProbeText[], text: string): string | undefined {
  if (!accepted.includes("word")) return undefined;
  const broken = TRAITS.find(
    ({ probe, pattern }) => pattern.test(text) && !accepted.includes(probe) && !hasIt(accepted, pattern),
  );
  return broken?.means;
}

/** Whether a text with the trait passes after all: then the probe was turned down for something else. */
function hasIt(accepted: readonly ProbeText[], pattern: RegExp): boolean {
  return accepted.some((probe) => pattern.test(PROBE_TEXTS[probe]));
}
