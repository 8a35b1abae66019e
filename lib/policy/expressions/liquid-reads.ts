import { type ContextPath, contextReads, type Read, undecided } from "./context-reads";

const tag = /\{\{([\s\S]*?)\}\}|\{%([\s\S]*?)%\}/g;
// Texts first: what stands in them is no path. A path may begin with a computed name, `["context"]`.
const textOrPath = /"[^"]*"|'[^']*'|(?:[A-Za-z_][\w-]*|\[[^\]]*\])(?:\s*\.\s*[\w-]+|\s*\[[^\]]*\])*/g;

/** What a Liquid template reads. */
export function liquidReads(template: string): Read[] {
  const tags = [...template.matchAll(tag)].map(([, output, control]) => output ?? control);
  const isOpen = /\{[{%]/.test(template.replace(tag, ""));
  return [
    ...(isOpen ? [undecided("a Liquid tag has no end")] : []),
    ...tags.flatMap((code) => [...code.matchAll(textOrPath)]).flatMap(([path]) => pathReads(path)),
  ];
}

function pathReads(path: string): Read[] {
  if (/^["']/.test(path)) return [];
  const [root, ...steps] = [...path.matchAll(/[\w-]+|\[\s*(?:"([^"]*)"|'([^']*)')\s*\]|\[[^\]]*\]/g)].map(
    ([step, double, single]) => (step.startsWith("[") ? (double ?? single) : step),
  );
  if (root === undefined) return [undecided(`the name of \`${path}\` is computed`)];
  if (root.toLowerCase() === "context") return contextReads(new LiquidPath(steps));
  const hasHeaders = steps.some((step) => step?.toLowerCase() === "headers");
  return hasHeaders ? [undecided("the headers of something unknown are read")] : [];
}

/** What follows `context` in a template; undefined for a computed name. */
class LiquidPath implements ContextPath {
  private at = 0;

  public constructor(private readonly steps: readonly (string | undefined)[]) {}

  public member(): string | undefined {
    return this.steps[this.at++];
  }

  public entry(): string | undefined {
    return this.member();
  }

  public isCompared(): boolean {
    return false;
  }

  public isParsedAsJwt(): boolean {
    return false;
  }
}
