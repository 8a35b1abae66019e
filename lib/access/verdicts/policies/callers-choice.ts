import type { CsharpToken } from "../../../policy/expressions/csharp-tokens";
import { hasLaterValue } from "../../graph/policy-documents";

const requestMembers = new Set(["Headers", "Url", "OriginalUrl", "Body", "MatchedParameters", "HasBody"]);

/**
 * Whether code depends on nothing but what a caller puts into the request as it likes: no token, certificate or
 * address, no text that only some know, and nothing that an earlier policy stored.
 */
export function isCallersChoice(tokens: readonly CsharpToken[]): boolean {
  const names = tokens.filter(({ kind }) => kind === "name").map(({ value }) => value);
  const uses = tokens.flatMap(({ kind, value }, place) =>
    kind === "name" && value === "context" ? [place] : [],
  );
  if (uses.length === 0) return false;
  const fromRequest = uses.every((place) => {
    const path = tokens.slice(place + 1, place + 6).filter(({ kind }) => kind === "name");
    return path[0]?.value === "Request" && requestMembers.has(path[1]?.value ?? "");
  });
  const known = !names.some((name) =>
    /^(AsJwt|TryParseJwt|Variables|Certificate|IpAddress|User|Subscription|GetType|DateTime|Random|Guid)$/.test(
      name,
    ),
  );
  const texts = tokens.filter(({ kind }) => kind === "literal" || kind === "text").map(({ value }) => value);
  const aboutTokens = texts.some((text) => /^(authorization|bearer\b|basic\b)/i.test(text.trim()));
  const code = tokens.map(({ source }) => source).join("");
  const hasUnknown = hasLaterValue(code) || tokens.some(({ kind }) => kind === "unknown");
  return fromRequest && known && !hasUnknown && !aboutTokens && !comparesTexts(tokens);
}

/** Whether a value of the request is compared with a text, which may be a secret that only some know. */
function comparesTexts(tokens: readonly CsharpToken[]): boolean {
  const isEquality = tokens.some(
    ({ kind, source }, place) =>
      kind === "sign" &&
      source === "=" &&
      tokens[place + 1]?.source !== ">" &&
      (tokens[place - 1]?.source === "=" || tokens[place - 1]?.source === "!") &&
      [tokens[place - 2], tokens[place + 1]].some((side) => side?.kind === "literal" && side.value !== ""),
  );
  return isEquality || tokens.some((token, place) => looksFor(token, tokens[place + 2]));
}

/** Whether a method compares with a text that is long enough to be a secret, or with a list of them. */
function looksFor({ kind, value }: CsharpToken, argument: CsharpToken | undefined): boolean {
  if (kind !== "name" || !/^(Equals|Compare|CompareTo|Contains|IndexOf|IsMatch|Match)$/.test(value))
    return false;
  return argument?.kind !== "literal" || argument.value.length > 1;
}
