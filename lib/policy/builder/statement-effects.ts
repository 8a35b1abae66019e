import { attribute, childElements, texts, type XmlElement } from "../xml";
import { isExpression } from "./expressions";

/** A part of the call that a statement changes. */
export interface Effect {
  readonly part: "variable" | "header" | "url";
  /** Name of the variable, header or parameter; nothing for the whole part. */
  readonly name?: string;
}

/** What a statement changes for those behind it. */
export function effectOf(element: XmlElement): Effect | undefined {
  const { name } = element;
  const value = attribute(element, "name");
  if (name === "set-variable") return { part: "variable", name: value };
  if (name === "set-header") return { part: "header", name: value };
  if (name === "set-query-parameter") return { part: "url", name: value };
  return name === "rewrite-uri" ? { part: "url" } : undefined;
}

/** Whether a statement looks at what an effect changed, by its expressions or by what its kind does. */
export function readsEffect(element: XmlElement, effect: Effect): boolean {
  return (
    readsByKind(element, effect) ||
    allTexts(element).some((text) => isExpression(text) && readsByExpression(text, effect))
  );
}

function readsByKind(element: XmlElement, { part, name = "" }: Effect): boolean {
  if (element.name === "rewrite-uri") return part === "url";
  if (element.name === "validate-content") return part === "header" && name.toLowerCase() === "content-type";
  if (element.name !== "cache-lookup") return false;
  const variesBy = childElements(element).flatMap(texts);
  return part === "url" || (part === "header" && variesBy.some((header) => same(header, name)));
}

const members: Readonly<Record<Effect["part"], RegExp>> = {
  variable: /Variables/g,
  header: /Headers/g,
  url: /Url|MatchedParameters/g,
};

function readsByExpression(text: string, { part, name }: Effect): boolean {
  const code = text.replace(/\s+/g, "");
  // The whole of it was handed on.
  if (/\bcontext(\.Request)?(?![\w.?])/.test(code)) return true;
  const mentions = [...code.matchAll(members[part])];
  return mentions.some(({ index, 0: member }) => {
    if (name === undefined) return true;
    const literal = /^(?:\??\[|\??\.\w+(?:<[\w.[\]?]+>)?\()"([^"\\]*)"/.exec(
      code.slice(index + member.length),
    );
    return !literal || same(literal[1], name.replace(/\s+/g, ""));
  });
}

function same(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

function allTexts(element: XmlElement): string[] {
  return [...texts(element), ...childElements(element).flatMap(allTexts)];
}
