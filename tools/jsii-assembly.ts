/** The parts of a jsii assembly (`.jsii`) that are read here, under the names of jsii's specification. */
export interface Assembly {
  readonly name: string;
  readonly types: Readonly<Record<string, AssemblyType>>;
}

export interface AssemblyType {
  readonly kind: "class" | "enum" | "interface";
  readonly name: string;
  readonly fqn: string;
  /** Whether an interface is a struct: data, without methods. */
  readonly datatype?: boolean;
  readonly abstract?: boolean;
  readonly base?: string;
  readonly interfaces?: readonly string[];
  readonly initializer?: Callable;
  readonly methods?: readonly Method[];
  readonly properties?: readonly Property[];
  readonly docs?: Docs;
}

export interface Callable {
  readonly parameters?: readonly Value[];
}

export interface Method extends Callable {
  readonly name: string;
  readonly static?: boolean;
  readonly protected?: boolean;
  readonly returns?: Omit<Value, "name">;
}

export interface Value {
  readonly name: string;
  readonly type: TypeReference;
  readonly optional?: boolean;
  readonly docs?: Docs;
}

export interface Docs {
  readonly custom?: Readonly<Record<string, string>>;
}

export interface Property extends Value {
  readonly static?: boolean;
}

export interface TypeReference {
  readonly primitive?: string;
  readonly fqn?: string;
  readonly collection?: { readonly kind: "array" | "map"; readonly elementtype: TypeReference };
}
