import type { Code } from "../output/code";

/** What a part of the chain adds to the program, and what people have to know of it. */
export interface Part {
  /** Properties of the construct. */
  readonly properties?: Readonly<Record<string, Code | undefined>>;
  /** Ids that the construct adopts. */
  readonly adopt?: Readonly<Record<string, Code | undefined>>;
  /** What could not be taken over, or becomes another than it is, a sentence or two each. */
  readonly notes?: readonly string[];
}

/** All parts as one. */
export function joined(parts: readonly Part[]): Required<Part> {
  return {
    properties: Object.assign({}, ...parts.map(({ properties }) => properties)),
    adopt: Object.assign({}, ...parts.map(({ adopt }) => adopt)),
    notes: parts.flatMap(({ notes = [] }) => notes),
  };
}
