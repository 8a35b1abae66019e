import type {
  Callable,
  ClassType,
  Documentable,
  InterfaceType,
  Method,
  Property,
  Type,
  TypeReference,
} from "jsii-reflect";
import ts from "typescript";
import { type BuiltPackage, buildPackage } from "./built-package";

let built: BuiltPackage;
beforeAll(async () => {
  built = await buildPackage();
}, 180_000);

// Each rule lists what breaks it, so that a failure names every place to change.
describe("constructors", () => {
  it("take scope, id and props, under these names", () => {
    const constructors = constructs().filter(({ initializer }) => initializer);
    expect(
      constructors
        .map((construct) => signature(construct.name, construct.initializer as Callable))
        .filter((text) => !/^\w+\(scope: Construct, id: string(, props\??: \w+Props)?\)$/.test(text)),
    ).toEqual([]);
  });

  it("take the props that are named after their class", () => {
    expect(
      constructs()
        .filter(({ name, initializer }) => {
          const props = initializer?.parameters[2];
          return props && props.type.type?.name !== `${name}Props`;
        })
        .map(({ name, initializer }) => signature(name, initializer as Callable)),
    ).toEqual([]);
  });

  it("need no props where no property is required", () => {
    expect(
      constructs()
        .map(({ name, initializer }) => ({ name, props: initializer?.parameters[2] }))
        .filter(({ props }) => props && !props.optional && !hasRequiredProperty(props.type.type))
        .map(({ name }) => name),
    ).toEqual([]);
  });

  it("are private where users do not call them, not internal: a declaration without them lets anyone call", () => {
    expect(declared(ts.isConstructorDeclaration).filter(isInternal).map(placeOf)).toEqual([]);
  });
});

describe("parameters", () => {
  it("have names: one that is taken apart has none in other languages", () => {
    expect(
      callables()
        .filter(({ callable }) => callable.parameters.some(({ name }) => name.startsWith("_")))
        .map(({ owner, callable }) => signature(owner, callable)),
    ).toEqual([]);
  });
});

describe("types", () => {
  it("are never any", () => {
    expect(declared((node) => node.kind === ts.SyntaxKind.AnyKeyword).map(placeOf)).toEqual([]);
  });

  it("are interfaces where a construct is handed in", () => {
    const inStructs = structs()
      .flatMap((struct) => struct.ownProperties)
      .map((property) => ({ place: placeOfProperty(property), type: property.type }));
    const inParameters = callables().flatMap(({ owner, callable }) =>
      callable.parameters.map(({ name, type }) => ({ place: `${owner}.${callable.name}(${name})`, type })),
    );
    expect(
      [...inStructs, ...inParameters]
        .filter(({ type }) => typesIn(type).some((part) => constructs().includes(part as ClassType)))
        .map(({ place, type }) => `${place}: ${type}`),
    ).toEqual([]);
  });
});

describe("names", () => {
  it("are the same for an API's definition: apiDefinition", () => {
    expect(
      properties()
        .filter(({ name, type }) => type.type?.name === "ApiDefinition" && name !== "apiDefinition")
        .map(placeOfProperty),
    ).toEqual([]);
  });
});

describe("behavioral interfaces", () => {
  it("extend IConstruct where a construct implements them", () => {
    const implemented = new Set(constructs().flatMap((construct) => construct.getInterfaces(true)));
    expect(
      [...implemented]
        .filter((type) => type.assembly === built.assembly && !type.extends(iConstruct()))
        .map(({ name }) => name),
    ).toEqual([]);
  });

  it("can be implemented in every language: no member is internal", () => {
    const members = declared(ts.isInterfaceDeclaration)
      .filter(({ name }) => behavioralInterfaces().some((type) => type.name === name.text))
      .flatMap((declaration) => [...declaration.members]);
    expect(members.filter(isInternal).map(placeOf)).toEqual([]);
  });
});

describe("existing resources", () => {
  it("are taken by from<Resource>…(scope, id, …)", () => {
    expect(
      lookups()
        .map(({ owner, method }) => signature(owner.name, method))
        .filter((text) => !/^\w+\.from(\w+)\(scope: Construct, id: string, .+\)$/.test(text)),
    ).toEqual([]);
  });

  it("have the resource in the method's name", () => {
    expect(
      lookups()
        .filter(({ method }) => !method.name.startsWith(`from${resourceOf(method)}`))
        .map(({ owner, method }) => `${signature(owner.name, method)}: from${resourceOf(method)}…`),
    ).toEqual([]);
  });

  it("can be taken without a lookup", () => {
    const methods = lookups().map(({ method }) => method.name);
    const resources = [...new Set(lookups().map(({ method }) => resourceOf(method)))];
    expect(
      resources
        .map((resource) => onlyAttribute[resource] ?? `from${resource}Attributes`)
        .filter((method) => !methods.includes(method)),
    ).toEqual([]);
  });

  // Where one text is all that there is to know of a resource.
  const onlyAttribute: Record<string, string> = {
    ResourceGroup: "fromResourceGroupName",
    Subnet: "fromSubnetId",
  };
});

describe("values", () => {
  it.each(["Policy", "Callers"])("%s stays as it is: every method returns another one", (name) => {
    const methods = built.assembly.classes
      .filter((type) => type.name === name)
      .flatMap((type) => type.ownMethods)
      .filter((method) => !method.static);
    expect(methods.length).toBeGreaterThan(2);
    expect(
      methods.filter(({ returns }) => returns.type.type?.name !== name).map((method) => method.name),
    ).toEqual([]);
  });

  it("have no property that can be set", () => {
    expect(
      properties()
        .filter((property) => !property.immutable)
        .map(placeOfProperty),
    ).toEqual([]);
  });
});

describe("documentation", () => {
  it("says what every type and member is", () => {
    expect(
      documentables()
        .filter(({ documentable }) => documentable.docs.summary === "")
        .map(({ place }) => place),
    ).toEqual([]);
  });

  it.each([
    "SecureFunctionBehindApim",
    "ApiDefinition",
    "Callers",
    "Policy",
    "Gateway",
    "Registration",
    "ApiAppRegistration",
    "FunctionApp",
    "FunctionHosting",
    "FunctionRuntime",
    "GatewayApi",
    "Telemetry",
  ])("shows with an example how %s is used", (name) => {
    const type = built.assembly.classes.find((candidate) => candidate.name === name);
    expect(type?.docs.example).toContain(name);
  });

  it("says the default of every optional property of props and behavioral interfaces", () => {
    expect(
      built.assembly.interfaces
        .flatMap((type) => type.ownProperties)
        .filter((property) => property.optional && property.docs.default === "")
        .map(placeOfProperty),
    ).toEqual([]);
  });
});

function constructs(): ClassType[] {
  const construct = built.assembly.system.findClass("constructs.Construct");
  return [...built.assembly.classes].filter((type) => type.extends(construct));
}

/** The properties that are declared here, of classes, structs and behavioral interfaces. */
function properties(): Property[] {
  return [...built.assembly.classes, ...built.assembly.interfaces].flatMap((type) => type.ownProperties);
}

function placeOfProperty({ parentType, name }: Property): string {
  return `${parentType.name}.${name}`;
}

function hasRequiredProperty(struct: Type | undefined): boolean {
  return (struct as InterfaceType).allProperties.some((property) => !property.optional);
}

function iConstruct(): InterfaceType {
  return built.assembly.system.findInterface("constructs.IConstruct");
}

function structs(): InterfaceType[] {
  return built.assembly.interfaces.filter((type) => type.isDataType());
}

function behavioralInterfaces(): InterfaceType[] {
  return built.assembly.interfaces.filter((type) => !type.isDataType());
}

/** Every constructor and method that is declared here, with the name of its type. */
function callables(): { owner: string; callable: Callable }[] {
  const owners = [...built.assembly.classes, ...built.assembly.interfaces];
  return owners.flatMap((type) =>
    [...initializersOf(type), ...type.ownMethods].map((callable) => ({ owner: type.name, callable })),
  );
}

function initializersOf(type: Type): Callable[] {
  return type.isClassType() && type.initializer ? [type.initializer] : [];
}

/** The static methods that return one of our constructs, or what stands for one. */
function lookups(): { owner: ClassType; method: Method }[] {
  return built.assembly.classes.flatMap((owner) =>
    owner.ownMethods
      .filter(({ static: isStatic, returns }) => isStatic && isOurConstruct(returns.type.type))
      .map((method) => ({ owner, method })),
  );
}

function isOurConstruct(type: Type | undefined): boolean {
  return type?.assembly === built.assembly && type.extends(iConstruct());
}

/** `Gateway` for a method that returns `Gateway` or `IGateway`. */
function resourceOf(method: Method): string {
  return (method.returns.type.type as Type).name.replace(/^I(?=[A-Z])/, "");
}

function documentables(): { place: string; documentable: Documentable }[] {
  const types = [...built.assembly.classes, ...built.assembly.interfaces, ...built.assembly.enums];
  return types.flatMap((type) => [
    { place: type.name, documentable: type as Documentable },
    ...membersOf(type),
  ]);
}

function membersOf(type: Type): { place: string; documentable: Documentable }[] {
  const members: (Documentable & { name: string })[] = type.isEnumType()
    ? type.members
    : [...(type as ClassType).ownMethods, ...(type as ClassType).ownProperties].filter(
        (member: Method | Property) => !member.overrides,
      );
  return members.map((member) => ({ place: `${type.name}.${member.name}`, documentable: member }));
}

/** The named types in a type, those in its lists, maps and unions too. */
function typesIn(type: TypeReference): Type[] {
  const parts = [type.arrayOfType, type.mapOfType, ...(type.unionOfTypes ?? [])];
  const inner = parts.flatMap((part) => (part ? typesIn(part) : []));
  return type.type ? [type.type, ...inner] : inner;
}

function signature(owner: string, callable: Callable): string {
  const parameters = callable.parameters.map(
    ({ name, optional, type }) => `${name}${optional ? "?" : ""}: ${String(type).split(".").pop()}`,
  );
  const name = callable.name === "<initializer>" ? owner : `${owner}.${callable.name}`;
  return `${name}(${parameters.join(", ")})`;
}

/** The nodes of a kind in the shipped declarations. */
function declared<T extends ts.Node>(isWanted: (node: ts.Node) => node is T): T[];
function declared(isWanted: (node: ts.Node) => boolean): ts.Node[];
function declared(isWanted: (node: ts.Node) => boolean): ts.Node[] {
  const found: ts.Node[] = [];
  const visit = (node: ts.Node): void => {
    if (isWanted(node)) found.push(node);
    ts.forEachChild(node, visit);
  };
  built.declarations.forEach(visit);
  return found;
}

function isInternal(node: ts.Node): boolean {
  return ts.getJSDocTags(node).some(({ tagName }) => tagName.text === "internal");
}

function placeOf(node: ts.Node): string {
  const file = node.getSourceFile();
  return `${file.fileName}:${file.getLineAndCharacterOfPosition(node.getStart()).line + 1} ${node.parent.getText().split("\n")[0]}`;
}
