/** A type constraint in the JSON form Terraform uses: `"string"`, `["list","string"]`, `["object",{…}]`. */
export type ValueType =
  | "string"
  | "number"
  | "bool"
  | "dynamic"
  | ["list" | "set" | "map", ValueType]
  | ["object", { [name: string]: ValueType }];

export interface AttributeSchema {
  readonly type: ValueType;
  readonly required: boolean;
  readonly optional: boolean;
  readonly computed: boolean;
}

export interface NestedBlockSchema {
  readonly block: BlockSchema;
  readonly nesting: "SINGLE" | "LIST" | "SET";
  readonly minItems: number;
  readonly maxItems: number;
}

/** What may be written between two braces: of a resource, a data source, a provider or a nested block. */
export interface BlockSchema {
  readonly attributes: { [name: string]: AttributeSchema };
  readonly blocks: { [name: string]: NestedBlockSchema };
}

export interface ProviderSchema {
  readonly provider: BlockSchema;
  readonly resources: { [type: string]: BlockSchema };
  readonly dataSources: { [type: string]: BlockSchema };
}
