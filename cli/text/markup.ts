/** A piece of HTML, SVG or XML. Text becomes one only through `html`, which escapes it. */
export class Markup {
  public constructor(public readonly source: string) {}
}

type Part = Markup | string | number | undefined | readonly Part[];

/** HTML or XML with values: texts are escaped, pieces of markup and lists of them are inserted. */
export function html(strings: TemplateStringsArray, ...values: readonly Part[]): Markup {
  const parts = strings.map((text, index) => text + (index < values.length ? sourceOf(values[index]) : ""));
  return new Markup(parts.join(""));
}

function sourceOf(value: Part): string {
  if (value === undefined) return "";
  if (value instanceof Markup) return value.source;
  if (typeof value === "object") return value.map(sourceOf).join("");
  return String(value).replace(/[&<>"'`]/g, (character) => `&#${character.charCodeAt(0)};`);
}
