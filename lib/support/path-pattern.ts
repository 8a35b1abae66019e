/** The paths that a URL template may match: all that it does match, and more where Azure does not say. */
export interface PathPattern {
  readonly segments: readonly SegmentPattern[];
  /** Whether any number of segments may follow. */
  readonly hasRest: boolean;
  /** Whether it matches one path only. */
  readonly isLiteral: boolean;
}

/** One segment: its literal text, or the texts before its first and after its last parameter. */
interface SegmentPattern {
  readonly start: string;
  readonly end: string;
  readonly isLiteral: boolean;
}

const parameter = /\{[^{}]*\}/;
const rest = /\*|\{\*[^{}]*\}/;

/**
 * Reads a URL template of API Management. `{name}` matches any text within a segment; `*` and `{*name}` match
 * everything that follows, and so does text of which it is unclear how servers decode it. Texts are compared
 * percent-decoded and without regard to case; empty segments do not count.
 */
export function pathPattern(template: string): PathPattern {
  const texts = template.split("/").filter((text) => text !== "");
  const wild = texts.findIndex((text) => rest.test(text) || isUnclear(text));
  const known = wild < 0 ? texts : [...texts.slice(0, wild), ...startOfRest(texts[wild])];
  const segments = known.map(segmentPattern);
  const hasRest = wild >= 0;
  return { segments, hasRest, isLiteral: !hasRest && segments.every(({ isLiteral }) => isLiteral) };
}

/** Whether there may be a path that both match. */
export function mayOverlap(one: PathPattern, other: PathPattern): boolean {
  const [shorter, longer] = one.segments.length <= other.segments.length ? [one, other] : [other, one];
  const lengthsFit = shorter.hasRest || shorter.segments.length === longer.segments.length;
  return (
    lengthsFit &&
    shorter.segments.every((segment, index) => segmentsMayOverlap(segment, longer.segments[index]))
  );
}

/** Text as servers may read it that decode until nothing is encoded. */
export function percentDecoded(text: string): string {
  const decoded = text.replace(/(?:%[0-9a-f]{2})+/gi, (octets) =>
    Buffer.from(octets.replace(/%/g, ""), "hex").toString("utf8"),
  );
  return decoded === text ? text : percentDecoded(decoded);
}

// A slash, a backslash, a lone `%` and what is not UTF-8: servers disagree on what path such a segment stands for.
function isUnclear(segment: string): boolean {
  return /[/\\%\uFFFD]/.test(percentDecoded(segment));
}

// `/files-*` matches `/files-2026/1`: the text before the wildcard still has to match.
function startOfRest(segment: string): string[] {
  const [start] = segment.split(rest);
  return start === "" || isUnclear(segment) ? [] : [`${start}{}`];
}

function segmentPattern(segment: string): SegmentPattern {
  const texts = segment.split(parameter).map(folded);
  return { start: texts[0], end: texts[texts.length - 1], isLiteral: texts.length === 1 };
}

function folded(text: string): string {
  return percentDecoded(text).normalize("NFKC").toUpperCase();
}

function segmentsMayOverlap(one: SegmentPattern, other: SegmentPattern): boolean {
  if (one.isLiteral && other.isLiteral) return one.start === other.start;
  if (one.isLiteral) return matches(other, one.start);
  if (other.isLiteral) return matches(one, other.start);
  return haveCommonStart(one.start, other.start) && haveCommonEnd(one.end, other.end);
}

function matches({ start, end }: SegmentPattern, text: string): boolean {
  return text.length >= start.length + end.length && text.startsWith(start) && text.endsWith(end);
}

function haveCommonStart(one: string, other: string): boolean {
  return one.startsWith(other) || other.startsWith(one);
}

function haveCommonEnd(one: string, other: string): boolean {
  return one.endsWith(other) || other.endsWith(one);
}
