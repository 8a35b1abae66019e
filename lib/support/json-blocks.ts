/** A block of Terraform's JSON: its arguments by name. */
export type Block = Readonly<Record<string, unknown>>;

export function isBlock(value: unknown): value is Block {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The blocks of a value: Terraform reads one alone as it does a list of one. */
export function blocksIn(value: unknown): Block[] {
  return [value].flat().filter(isBlock);
}
