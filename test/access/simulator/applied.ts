/** Arguments and attributes of a resource as they are after an apply. */
// biome-ignore lint/suspicious/noExplicitAny: values of any resource, at any depth.
export type Values = any;

export interface AppliedResource {
  readonly address: string;
  readonly mode: "managed" | "data";
  readonly type: string;
  readonly values: Values;
}

interface StateModule {
  readonly resources?: readonly AppliedResource[];
  readonly child_modules?: readonly StateModule[];
}

/** What `terraform show -json` says of a state. */
export interface StateJson {
  readonly values?: { readonly root_module?: StateModule };
}

/** What there is after an apply, with every value known. */
export class Applied {
  private readonly results = new Map<string, unknown>();

  public constructor(public readonly resources: readonly AppliedResource[]) {}

  /** Reads `terraform show -json` of a state. */
  public static ofState(json: StateJson): Applied {
    const inModule = (module: StateModule): AppliedResource[] => [
      ...(module.resources ?? []),
      ...(module.child_modules ?? []).flatMap(inModule),
    ];
    return new Applied(json.values?.root_module ? inModule(json.values.root_module) : []);
  }

  public made(type: string): readonly AppliedResource[] {
    return this.known(type).filter(({ mode }) => mode === "managed");
  }

  /** Made here or looked up. */
  public known(type: string): readonly AppliedResource[] {
    return this.once(`type ${type}`, () => this.resources.filter((resource) => resource.type === type));
  }

  public at(address: string): AppliedResource | undefined {
    return this.once(`at ${address}`, () => this.resources.find((resource) => resource.address === address));
  }

  /** Every value, as text. */
  public get text(): string {
    return this.once("text", () => JSON.stringify(this.resources.map(({ values }) => values)));
  }

  /** What is found out once, because nothing of it changes. */
  public once<T>(name: string, find: () => T): T {
    if (!this.results.has(name)) this.results.set(name, find());
    return this.results.get(name) as T;
  }
}

/** The first block of a name. */
export function block(values: Values, name: string): Values {
  const found = values?.[name];
  return (Array.isArray(found) ? found[0] : found) ?? undefined;
}

/** The elements of a list, or the blocks of a name. */
export function list(values: Values, name: string): readonly Values[] {
  const found = values?.[name] ?? [];
  return Array.isArray(found) ? found : [found];
}

/** Whether two ids or names are the same: Azure does not tell cases apart. */
export function same(a: unknown, b: unknown): boolean {
  return a !== undefined && a !== null && String(a).toLowerCase() === String(b).toLowerCase();
}

export function includes(all: readonly unknown[], one: unknown): boolean {
  return all.some((other) => same(other, one));
}
