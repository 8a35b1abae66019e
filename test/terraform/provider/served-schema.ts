import { readFileSync } from "node:fs";
import type { BlockSchema } from "../schema/schema-model";

/** The derived schema of a provider, parsed type by type, because a start needs only a few of them. */
export class ServedSchema {
  private readonly lines = new Map<string, string>();
  private readonly parsed = new Map<string, BlockSchema>();

  constructor(file: string) {
    for (const line of readFileSync(file, "utf8").split("\n")) {
      const kindEnd = line.indexOf(" ");
      const nameEnd = line.indexOf(" ", kindEnd + 1);
      this.lines.set(line.slice(0, nameEnd), line.slice(nameEnd + 1));
    }
  }

  resource(type: string): BlockSchema {
    return this.find(`resource ${type}`);
  }

  dataSource(type: string): BlockSchema {
    return this.find(`data ${type}`);
  }

  private find(key: string): BlockSchema {
    const known = this.parsed.get(key);
    if (known) return known;
    const line = this.lines.get(key);
    if (line === undefined) throw new Error(`The installed bindings do not know "${key}".`);
    const block: BlockSchema = JSON.parse(line);
    this.parsed.set(key, block);
    return block;
  }
}
