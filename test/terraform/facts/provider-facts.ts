/** What a provider says of one argument or attribute. What a member does not say is not so. */
export interface ArgumentFacts extends ValueFacts {
  /** The elements of a collection of plain values. */
  readonly elem?: ValueFacts;
  /** The arguments of each element, where the elements are objects. */
  readonly fields?: Fields;
  /** A list of objects that Terraform takes as one value instead of as blocks. */
  readonly asAttribute?: true;
  readonly required?: true;
  readonly optional?: true;
  /** Azure decides it; with `optional`, only when the stack does not. */
  readonly computed?: true;
  /** A change replaces the resource. */
  readonly forceNew?: true;
  readonly sensitive?: true;
  readonly deprecated?: true;
  readonly default?: string | number | boolean;
  readonly minItems?: number;
  readonly maxItems?: number;
  /** Paths of arguments that cannot be given beside this one, such as `site_config.0.cors`. */
  readonly conflictsWith?: readonly string[];
  readonly requiredWith?: readonly string[];
  readonly exactlyOneOf?: readonly string[];
  readonly atLeastOneOf?: readonly string[];
}

/** What a provider says of a value. */
export interface ValueFacts {
  readonly type: "String" | "Bool" | "Int" | "Float" | "List" | "Set" | "Map" | "Single";
  /** The only values that the provider takes; numbers as texts too. */
  readonly allowed?: readonly string[];
  readonly min?: number;
  readonly max?: number;
  /** The probe texts that the provider turns down; it takes the others. */
  readonly refuses?: readonly ProbeText[];
  /** The probe texts that the provider takes; it turns the others down. Written where this list is the shorter one. */
  readonly accepts?: readonly ProbeText[];
}

export interface Fields {
  readonly [name: string]: ArgumentFacts;
}

/** The content of a facts file: one version of one provider. */
export interface ProviderFacts {
  readonly provider: { readonly name: string; readonly version: string; readonly arguments: Fields };
  readonly resources: { readonly [type: string]: Fields };
  readonly dataSources: { readonly [type: string]: Fields };
}

/** Texts that were given to every argument of type String, to learn which ones its provider turns down. */
export const PROBE_TEXTS = {
  empty: "",
  space: " ",
  word: "word",
  upper: "WORD",
  hyphens: "a-b-c",
  underscore: "a_b",
  dot: "a.b",
  slash: "a/b",
  digitFirst: "1abc",
  hyphenLast: "abc-",
  guid: "11111111-2222-4333-8444-555555555555",
  url: "https://example.com",
  httpUrl: "http://example.com",
  cidr: "10.0.0.0/24",
  ip: "10.0.0.1",
  duration: "PT5M",
  length25: "a".repeat(25),
  length61: "a".repeat(61),
  length81: "a".repeat(81),
  length257: "a".repeat(257),
  umlaut: "ü",
};
export type ProbeText = keyof typeof PROBE_TEXTS;

/** Whether an argument is written as nested blocks. */
export function isBlock(argument: ArgumentFacts): argument is ArgumentFacts & { readonly fields: Fields } {
  const computedOnly = argument.computed && !argument.optional;
  return argument.fields !== undefined && !argument.asAttribute && !computedOnly;
}

const TEXT: ArgumentFacts = { type: "String", optional: true };
const IMPLICIT: Fields = {
  id: { ...TEXT, computed: true },
  timeouts: {
    type: "Single",
    optional: true,
    fields: { create: TEXT, read: TEXT, update: TEXT, delete: TEXT },
  },
};

/** The arguments of a resource type or data source, with those that every one has. */
export function withImplicit(fields: Fields): Fields {
  return { ...IMPLICIT, ...fields };
}
