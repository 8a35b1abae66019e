import { partsOf, type Resource, resourcesOf, type StackJson } from "./stack-resources";

/** Whether what repeats is written once, in a loop over what differs, or out each time. */
export type Repetition = "in a loop" | "written out";

/**
 * The program that makes a stack's resources without the library, as a person writes it: constructs of the
 * providers' packages, imported by file, that refer to each other.
 *
 * @param stack what the library wrote
 * @returns a module in JavaScript that exports `makeStack(app, id)`
 */
export function handWrittenProgram(stack: StackJson, repetition: Repetition): string {
  const resources = resourcesOf(stack);
  const program = new Program(repetition === "in a loop" ? alikeIn(resources) : [[resources]]);
  const body = [
    program.providers(stack),
    ...program.repetitions(),
    program.locals(stack),
    program.outputs(stack),
  ].join("\n");
  return `
const { TerraformLocal, TerraformOutput, TerraformResource, TerraformStack } = require("cdktf");
${program.imports()}
${terraformData}
exports.makeStack = (app, id) => {
const stack = new TerraformStack(app, id);
${body}
};
`;
}

// cdktf's own class for it runs `terraform version` at each synth.
const terraformData = `
class TerraformData extends TerraformResource {
  constructor(scope, id, config) {
    const terraformGeneratorMetadata = { providerName: "terraform" };
    super(scope, id, { ...config, terraformResourceType: "terraform_data", terraformGeneratorMetadata });
    this.given = config.input;
  }
  get input() { return this.getStringAttribute("input"); }
  synthesizeAttributes() { return { input: this.given }; }
}`;

/** JavaScript, in which a text may be another one for each time that the code is repeated. */
type Code = (string | { readonly text: string })[];

/** Arguments that are maps, whose names are the user's. */
const maps = ["app_settings", "tags"];

class Program {
  private readonly modules = new Map<string, string>();
  private readonly variables: ReadonlyMap<string, string>;

  /** @param repeated groups of resources; those that are alike together */
  constructor(private readonly repeated: readonly (readonly Resource[][])[]) {
    this.variables = new Map(
      repeated.flatMap((alike) =>
        alike.flat().map((resource) => [resource.address, variableOf(resource, alike.length > 1)]),
      ),
    );
  }

  public imports(): string {
    const imports = [...this.modules].sort();
    return imports.map(([name, module]) => `const { ${name} } = require("${module}");`).join("\n");
  }

  public providers(stack: StackJson): string {
    const providers = Object.entries(stack.provider as Record<string, Record<string, unknown>[]>);
    return providers
      .flatMap(([name, configurations]) => configurations.map((given) => ({ name, given })))
      .map(({ name, given }) => {
        const type = this.imported(`@cdktf/provider-${name}/lib/provider`, `${pascalCase(name)}Provider`);
        return `new ${type}(stack, "${name}", ${inOneText(this.value(given))});`;
      })
      .join("\n");
  }

  public repetitions(): string[] {
    return this.repeated.map((alike) => {
      if (alike.length === 1) return inOneText(this.declarations(alike[0]));
      return loop(alike.map((group) => this.declarations(sortedLike(group, alike[0]))));
    });
  }

  public locals(stack: StackJson): string {
    return Object.entries((stack.locals ?? {}) as Record<string, unknown>)
      .map(([id, local]) => `new TerraformLocal(stack, "${id}", ${inOneText(this.value(local))});`)
      .join("\n");
  }

  public outputs(stack: StackJson): string {
    const outputs = Object.entries((stack.output ?? {}) as Record<string, Record<string, unknown>>);
    return outputs
      .map(([id, output]) => `new TerraformOutput(stack, "${id}", ${inOneText(this.value(output))});`)
      .join("\n");
  }

  private declarations(resources: readonly Resource[]): Code {
    return resources.flatMap((resource) => this.declaration(resource));
  }

  private declaration(resource: Resource): Code {
    const isData = resource.address.startsWith("data.");
    const [, provider, name] = /^([a-z]+)_(.+)$/.exec(resource.type) as RegExpExecArray;
    const folder = `${isData ? `data-${provider}-` : ""}${name.replaceAll("_", "-")}`;
    const type =
      resource.type === "terraform_data"
        ? "TerraformData"
        : this.imported(
            `@cdktf/provider-${provider}/lib/${folder}`,
            pascalCase(isData ? `data_${resource.type}` : name),
          );
    return [
      `const ${this.variables.get(resource.address)} = new ${type}(stack, `,
      { text: resource.logicalId },
      ", ",
      ...this.value(resource.arguments),
      ");\n",
    ];
  }

  private value(value: unknown, name = ""): Code {
    if (name === "depends_on")
      return [`[${(value as string[]).map((one) => this.variables.get(one)).join()}]`];
    if (typeof value === "string") return this.text(value);
    if (Array.isArray(value)) return ["[", ...value.flatMap((one) => [...this.value(one), ", "]), "]"];
    if (typeof value !== "object" || value === null) return [JSON.stringify(value)];
    const members = Object.entries(value).flatMap(([key, inner]): Code => {
      return [
        `${JSON.stringify(maps.includes(name) ? key : camelCase(key))}: `,
        ...this.value(inner, key),
        ", ",
      ];
    });
    return ["{ ", ...members, "}"];
  }

  private text(text: string): Code {
    const code = partsOf(text).map((part) => {
      if (typeof part === "string") return { text: part };
      const variable = this.variables.get(part.address);
      if (!variable) return { text: `\${${part.address}.${part.attribute}}` };
      return [variable, ...part.attribute.replaceAll("[0]", "").split(".").map(camelCase)].join(".");
    });
    return code.length === 0 ? ['""'] : code.flatMap((part, index) => (index === 0 ? [part] : [" + ", part]));
  }

  private imported(module: string, name: string): string {
    this.modules.set(name, module);
    return name;
  }
}

// What is directly in the stack is a group with all below it. First come those without their like, which the others share,
// in the order of the stack: they may refer to each other.
function alikeIn(resources: Resource[]): Resource[][][] {
  const groups = groupBy(resources, ({ path }) => path[0]);
  const alike = groupBy(groups, (group) => group.map(nameInGroup).sort().join());
  const single = new Set(alike.filter(({ length }) => length === 1).flat(2));
  const shared = resources.filter((resource) => single.has(resource));
  return [[shared], ...alike.filter(({ length }) => length > 1)];
}

// Rows of the texts that differ, and the code once.
function loop(codes: Code[]): string {
  const rows = codes.map((): string[] => []);
  const body = codes[0].map((piece, index) => {
    const pieces = codes.map((code) => code[index]);
    if (pieces.every((other) => textOf(other) === textOf(piece))) return inOneText([piece]);
    if (pieces.some((other) => typeof other === "string")) throw new Error("What is repeated is not alike.");
    return `row[${columnOf(pieces.map(textOf), rows)}]`;
  });
  return `for (const row of ${JSON.stringify(rows)}) {\n${body.join("")}}`;
}

function columnOf(texts: string[], rows: string[][]): number {
  const width = rows[0].length;
  const known = Array.from({ length: width }, (_, column) => column).find((column) =>
    rows.every((row, index) => row[column] === texts[index]),
  );
  if (known !== undefined) return known;
  rows.forEach((row, index) => {
    row.push(texts[index]);
  });
  return width;
}

function textOf(piece: Code[number]): string {
  return typeof piece === "string" ? piece : piece.text;
}

function inOneText(code: Code): string {
  return code.map((piece) => (typeof piece === "string" ? piece : JSON.stringify(piece.text))).join("");
}

// With the type: what is directly in the stack has no name in its group.
function nameInGroup({ type, path }: Resource): string {
  return [type, ...path.slice(1)].join("/");
}

function sortedLike(group: Resource[], template: Resource[]): Resource[] {
  return template.map((wanted) => group.find((one) => nameInGroup(one) === nameInGroup(wanted)) as Resource);
}

// What is repeated has the same names each time.
function variableOf({ path, type }: Resource, isRepeated: boolean): string {
  return camelCase([...(isRepeated ? path.slice(1) : path), type].join("_"));
}

function camelCase(name: string): string {
  return name.replace(/[-_]+(\w)/g, (_, letter: string) => letter.toUpperCase());
}

function pascalCase(name: string): string {
  return camelCase(`_${name}`);
}

function groupBy<T>(values: readonly T[], keyOf: (value: T) => string): T[][] {
  const groups = new Map<string, T[]>();
  for (const value of values) {
    const key = keyOf(value);
    if (!groups.has(key)) groups.set(key, []);
    groups.get(key)?.push(value);
  }
  return [...groups.values()];
}
