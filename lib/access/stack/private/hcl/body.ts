import type { Expression } from "../expressions/expression";
import { ExpressionParser, ExpressionSyntaxError, identifier } from "../expressions/parser";

/** What stands in a file of HCL, or in a block of one. */
export interface Body {
  readonly attributes: ReadonlyMap<string, Expression>;
  readonly blocks: readonly Block[];
}

/** `type "label" "label" { … }` */
export interface Block {
  readonly type: string;
  readonly labels: readonly string[];
  readonly body: Body;
}

/** Why a file cannot be read, and in which line. */
export class HclSyntaxError extends Error {}

/** @throws HclSyntaxError for what is no HCL, or HCL that is not read here */
export function parseBody(text: string): Body {
  const parser = new BodyParser(text.replace(/^\uFEFF/, ""));
  try {
    return parser.wholeBody();
  } catch (error) {
    if (!(error instanceof ExpressionSyntaxError)) throw error;
    throw new HclSyntaxError(`line ${parser.line}: ${error.message}`);
  }
}

class BodyParser extends ExpressionParser {
  public get line(): number {
    return this.text.slice(0, this.at).split("\n").length;
  }

  public wholeBody(): Body {
    return this.bodyUntil(() => this.at >= this.text.length);
  }

  private bodyUntil(ends: () => boolean): Body {
    const attributes = new Map<string, Expression>();
    const blocks: Block[] = [];
    for (this.skipLines(); !ends(); this.skipLines()) {
      const name = this.match(identifier);
      if (name === undefined) throw this.unexpected();
      if (this.take("=")) attributes.set(name, this.expression());
      else blocks.push(this.block(name));
    }
    return { attributes, blocks };
  }

  private block(type: string): Block {
    const labels: string[] = [];
    for (let label = this.label(); label !== undefined; label = this.label()) labels.push(label);
    this.need("{");
    const body = this.bodyUntil(() => this.comes("}"));
    this.need("}");
    return { type, labels, body };
  }

  private label(): string | undefined {
    if (!this.take('"')) return this.match(identifier);
    const label = this.quoted();
    if (label.kind !== "literal") throw this.unexpected();
    return String(label.value);
  }

  // An argument ends with its line, but between arguments lines may end.
  private skipLines(): void {
    this.depth++;
    this.skipBlank();
    this.depth--;
  }
}
