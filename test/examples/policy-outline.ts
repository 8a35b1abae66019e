import { DOMParser, type Element } from "@xmldom/xmldom";
import { expression } from "./terraform-expression";

/**
 * A policy as the outline of its steps, in their order: a line for each element with its attributes, below its
 * parent. Elements that hold only text share their parent's line, and so do deletions that follow each other.
 * Sections that only inherit are left out: that every section does is a rule of its own (rule 19).
 */
export function policyOutline(xml: string): string[] {
  const policies = new DOMParser().parseFromString(xml, "text/xml").documentElement;
  if (!policies) throw new Error(`This is no policy: ${xml}`);
  return children(policies).filter(doesMore).flatMap(outline);
}

function doesMore(section: Element): boolean {
  const steps = children(section);
  return steps.length !== 1 || tag(steps[0]) !== "base";
}

function outline(element: Element): string[] {
  const inner = children(element);
  if (inner.length === 0) return [tag(element) + text(element)];
  if (inner.every((child) => text(child) !== "")) {
    return [`${tag(element)} [${inner.map((child) => tag(child) + text(child)).join(", ")}]`];
  }
  return [tag(element), ...withDeletionsJoined(inner.flatMap(outline)).map((line) => `  ${line}`)];
}

function withDeletionsJoined(lines: readonly string[]): string[] {
  const joined: string[] = [];
  for (const line of lines) {
    const [, kind, name] = /^set-(\S+) name="([^"]*)" exists-action="delete"$/.exec(line) ?? [];
    if (!kind) joined.push(line);
    else if (joined.at(-1)?.startsWith(`delete ${kind}: `)) joined.push(`${joined.pop()}, ${name}`);
    else joined.push(`delete ${kind}: ${name}`);
  }
  return joined;
}

function tag({ tagName, attributes }: Element): string {
  return [tagName, ...[...attributes].map(({ name, value }) => `${name}=${expression(value)}`)].join(" ");
}

function text(element: Element): string {
  return children(element).length === 0 && element.textContent ? `: ${expression(element.textContent)}` : "";
}

function children(element: Element): Element[] {
  return [...element.childNodes].filter((node): node is Element => node.nodeType === node.ELEMENT_NODE);
}
