import type { Assembly, AssemblyType, Callable, Method, TypeReference, Value } from "./jsii-assembly";

/** Values of the members of an enum, of which an assembly has only the names. */
export type EnumValues = (name: string) => Readonly<Record<string, unknown>>;

const constructs = "constructs.";
const scopeType = `${constructs}Construct`;
const constructType = `${constructs}IConstruct`;
const providerType = "cdktf.TerraformProvider";

/** Marks a list or a map that may be one token as a whole. */
const wholeTokenTag = "wholeToken";

/**
 * Marks texts that are escaped on their way to Terraform: a property, or all texts of a type. In any other string,
 * what Terraform would evaluate is an error.
 */
const escapedTag = "escaped";

/** The types that are checked: data of any form is taken only as a document. */
const checkable = /^(?!(?:any|json|date)(?!\{\}$))\w+(?:\[\]|\{\})*$/;

/**
 * Source of `lib/support/shape/public-types.ts`: what of the public types has to be known to check what comes
 * in. A type that only goes out is not in it.
 *
 * @param library the library's assembly
 * @param dependencies assemblies of the libraries whose types it takes
 */
export function publicTypesSource(
  library: Assembly,
  dependencies: readonly Assembly[],
  valuesOf: EnumValues,
): string {
  return new PublicTypes(library, dependencies, valuesOf).source();
}

/** A table of the source: an entry's name, and its text. */
type Table = Map<string, string>;

class PublicTypes {
  private readonly types: Readonly<Record<string, AssemblyType>>;
  private readonly structs: Table = new Map();
  private readonly interfaces: Table = new Map();
  private readonly classes: Table = new Map();
  private readonly enums: Table = new Map();

  public constructor(
    private readonly library: Assembly,
    dependencies: readonly Assembly[],
    private readonly valuesOf: EnumValues,
  ) {
    this.types = Object.assign({}, ...[...dependencies, library].map(({ types }) => types));
  }

  public source(): string {
    const entrances = new Map(this.ownClasses().flatMap((type) => this.entrancesOf(type)));
    const results = new Map([...this.interfaces.keys()].flatMap((name) => this.resultsOf(name)));
    return [
      "// biome-ignore-all format: a line for each type.",
      "// Written by `npm run generate:types` from the public types. Do not edit.",
      tableSource("entrances", "What a program can call, with the types of its parameters.", entrances),
      tableSource("results", "What methods of a program's own objects return.", results),
      tableSource("structs", "Data, with the types of its properties.", this.structs),
      tableSource("interfaces", "Objects of any class, with the types of their members.", this.interfaces),
      tableSource("classes", "Classes, and what makes their instances.", this.classes),
      tableSource("enums", "Choices, and their values.", this.enums),
    ].join("\n");
  }

  private ownClasses(): AssemblyType[] {
    return Object.values(this.library.types).filter(({ kind }) => kind === "class");
  }

  private entrancesOf(type: AssemblyType): [string, string][] {
    const { name, initializer, methods = [] } = type;
    return [
      ...(initializer?.parameters
        ? [[name, this.parametersOf(type, initializer, true)] as [string, string]]
        : []),
      ...methods
        .filter((method) => !method.protected && method.parameters)
        .map((method): [string, string] => [
          `${name}.${method.name}`,
          this.parametersOf(
            type,
            method,
            this.makesConstruct(method),
            this.isConstruct(type.fqn) && !method.static,
          ),
        ]),
    ];
  }

  /**
   * @param makesConstruct whether a construct is made under the id that is given
   * @param inConstruct whether the id is one in the construct whose method is called
   */
  private parametersOf(
    owner: AssemblyType,
    { parameters = [] }: Callable,
    makesConstruct: boolean,
    inConstruct = false,
  ): string {
    const isId = (index: number) =>
      parameters[index].name === "id" &&
      (index === 0 ? inConstruct : parameters[index - 1].type.fqn === scopeType);
    return recordSource(
      parameters.map((parameter, index) => [
        parameter.name,
        isId(index) ? (makesConstruct ? "new id" : "id") : this.typeOf(parameter, owner),
      ]),
    );
  }

  // What a static factory gets from Terraform is a construct under the id, although it returns an interface.
  private makesConstruct({ static: isStatic, returns }: Method): boolean {
    return isStatic === true || this.isConstruct(returns?.type.fqn);
  }

  private isConstruct(fqn?: string): boolean {
    return fqn === scopeType || (fqn !== undefined && this.isConstruct(this.types[fqn]?.base));
  }

  private resultsOf(name: string): [string, string][] {
    const type = this.types[`${this.library.name}.${name}`];
    return this.inherited(type ?? {}, "methods").map((method): [string, string] => [
      `${name}.${method.name}`,
      JSON.stringify(this.typeOf({ ...(method.returns as Value), name: method.name })),
    ]);
  }

  private typeOf({ name, type, optional, docs }: Value, owner?: AssemblyType): string {
    const isEscaped = [docs, owner?.docs].some((one) => one?.custom?.[escapedTag] !== undefined);
    const reference = this.referenceOf(type).replace(/^string\b/, isEscaped ? "text" : "string");
    if (!checkable.test(reference)) throw new Error(`There is no check for ${name}, which is ${reference}.`);
    const whole = docs?.custom?.[wholeTokenTag] === undefined ? "" : " or token";
    return reference + whole + (optional ? "?" : "");
  }

  private referenceOf({ primitive, collection, fqn }: TypeReference): string {
    if (collection) {
      return this.referenceOf(collection.elementtype) + (collection.kind === "array" ? "[]" : "{}");
    }
    if (fqn === scopeType) return "scope";
    if (fqn === constructType) return "construct";
    if (fqn === providerType) return "azurermProvider";
    const type = this.types[fqn ?? ""];
    if (!type) return primitive ?? "of a type that is not known";
    this.describe(type);
    return type.name;
  }

  private describe(type: AssemblyType): void {
    const table = this.tableOf(type);
    if (table.has(type.name)) return;
    // Types may refer to each other.
    table.set(type.name, "");
    table.set(type.name, this.description(type));
  }

  private tableOf({ kind, datatype }: AssemblyType): Table {
    if (kind === "interface") return datatype ? this.structs : this.interfaces;
    return kind === "class" ? this.classes : this.enums;
  }

  private description(type: AssemblyType): string {
    if (type.kind === "enum") return recordSource(Object.entries(this.valuesOf(type.name)));
    if (type.kind === "class") return JSON.stringify(this.sourcesOf(type));
    const members = this.membersOf(type);
    if (type.datatype) return recordSource(members);
    const construct = this.implements(type.fqn, constructType);
    return `{ construct: ${construct}, members: ${recordSource(members)}, from: ${JSON.stringify(this.sourcesOf(type))} }`;
  }

  private membersOf(type: AssemblyType): [string, string][] {
    return [
      ...this.inherited(type, "properties").map((property): [string, string] => [
        property.name,
        this.typeOf(property, type),
      ]),
      ...this.inherited(type, "methods").map(({ name }): [string, string] => [name, "method"]),
    ];
  }

  /** Members of an interface, and those that it inherits, other than from constructs. */
  private inherited<Kind extends "properties" | "methods">(
    type: Pick<AssemblyType, Kind | "interfaces">,
    kind: Kind,
  ): NonNullable<AssemblyType[Kind]>[number][] {
    const inherited = (type.interfaces ?? []).filter((fqn) => !fqn.startsWith(constructs));
    return [...(type[kind] ?? []), ...inherited.flatMap((fqn) => this.inherited(this.types[fqn], kind))];
  }

  /** What a program writes to get an object of a type. */
  private sourcesOf({ fqn }: AssemblyType): string[] {
    return this.ownClasses().flatMap((type) => {
      const { name, initializer, properties = [], methods = [] } = type;
      const constants = properties.filter((property) => property.static && property.type.fqn === fqn);
      const factories = methods.filter((method) => method.static && method.returns?.type.fqn === fqn);
      return [
        ...(initializer && this.implements(type.fqn, fqn) ? [`new ${name}`] : []),
        ...[...constants, ...factories].map((member) => `${name}.${member.name}`),
      ];
    });
  }

  private implements(fqn: string, wanted: string): boolean {
    return fqn === wanted || (this.types[fqn]?.interfaces ?? []).some((one) => this.implements(one, wanted));
  }
}

function tableSource(name: string, comment: string, table: Table): string {
  const lines = [...table]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([key, value]) => `  ${JSON.stringify(key)}: ${value},\n`);
  return `\n/** ${comment} */\nexport const ${name} = {\n${lines.join("")}} as const;`;
}

function recordSource(entries: readonly (readonly [string, unknown])[]): string {
  return `{ ${entries.map(([name, value]) => `${name}: ${JSON.stringify(value)}`).join(", ")} }`;
}
