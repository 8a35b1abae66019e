import { DOMParser, type Element, type Node } from "@xmldom/xmldom";

/**
 * Whether azurerm 4.55.0 takes two policies for the same, and plans no change: `XmlWithDotNetInterpolationsDiffSuppress`
 * compares parsed XML without white space between elements, then texts without white space and escapes.
 */
export function isSamePolicy(written: string, readBack: string): boolean {
  return sameTokens(written, readBack) || withoutEscapes(written) === withoutEscapes(readBack);
}

/** What azurerm puts into its state of what Azure answers: HTML escapes are undone. */
export function asAzurermReads(answer: string): string {
  const escapes: Record<string, string> = {
    amp: "&",
    lt: "<",
    gt: ">",
    quot: '"',
    "#x9": "\t",
    "#xA": "\n",
    "#xD": "\r",
  };
  return answer.replace(/&(amp|lt|gt|quot|#x9|#xA|#xD);/g, (_, name: string) => escapes[name]);
}

/** A document as Azure answers it: its own line ends and indentation. */
export function asAzureAnswers(document: string): string {
  return document.replace(/>\n */g, ">\r\n\t").replace(/ \/>/g, "/>");
}

/** Terraform's value of a string of its JSON that holds no reference. */
export function asTerraformEvaluates(text: string): string {
  return text.replace(/\$\$\{/g, "$" + "{").replace(/%%\{/g, "%{");
}

/** The root of a well-formed document. */
export function parsed(document: string): Element {
  const parser = new DOMParser({
    // XML 1.0 knows these line ends alone.
    normalizeLineEndings: (source) => source.replace(/\r\n?/g, "\n"),
    onError: (_level, message) => {
      if (!message.startsWith("Unicode replacement character")) throw new Error(message);
    },
  });
  const root = parser.parseFromString(document, "text/xml").documentElement;
  if (!root) throw new Error("There is no root");
  return root;
}

function sameTokens(one: string, other: string): boolean {
  try {
    return JSON.stringify(tokens(parsed(one))) === JSON.stringify(tokens(parsed(other)));
  } catch {
    return false;
  }
}

function tokens(node: Node): unknown {
  if (node.nodeType === node.TEXT_NODE) return node.nodeValue;
  const attributes = [...((node as Element).attributes ?? [])].map(({ name, value }) => [name, value]);
  const children = [...node.childNodes].filter(
    (child) => child.nodeType !== child.TEXT_NODE || child.nodeValue?.trim() !== "",
  );
  return [node.nodeName, attributes, children.map(tokens)];
}

function withoutEscapes(text: string): string {
  return [/[\n\r\t ]/g, /&quot;/g, /&gt;/g, /&lt;/g, /&amp;/g, /&apos;/g].reduce(
    (result, pattern, index) => result.replace(pattern, ["", '"', ">", "<", "&", "'"][index]),
    text,
  );
}
