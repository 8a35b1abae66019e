import fc, { type Arbitrary } from "fast-check";
import { classes, entrances, enums, interfaces, structs } from "../../../lib/support/shape/public-types";
import { hostileOf, hostileTexts, type Source, text, wrongFor } from "./hostile-sources";
import { operationIds, plausible } from "./plausible-sources";

type Types = Readonly<Record<string, string>>;

/** How often something other than the plausible is given: of a hundred, how many hostile and how many wrong. */
export interface Chaos {
  readonly hostile: number;
  readonly wrong: number;
}

/**
 * Expressions of the public types, as `public-types.ts` describes them: mostly plausible ones, some hostile, some of
 * another type.
 */
export class TypedSources {
  private readonly known = new Map<string, Arbitrary<Source>>();

  /**
   * @param chaos how often something is not plausible
   * @param own expressions of single types, in the place of those that the description leads to
   */
  public constructor(
    private readonly chaos: Chaos,
    private readonly own: Readonly<Record<string, (sources: TypedSources) => Arbitrary<Source>>> = {},
  ) {}

  /** An expression of a type, for a property or a parameter of a name. */
  public of(type: string, name: string): Arbitrary<Source> {
    const key = `${type} ${name}`;
    const known = this.known.get(key);
    if (known) return known;
    // Types refer to themselves; by the time that the inner one is asked, the outer one is made.
    this.known.set(
      key,
      fc.constant(undefined).chain(() => made),
    );
    const made = this.weighted(type, name);
    this.known.set(key, made);
    return made;
  }

  /** The arguments of a call, by the name of the entrance. */
  public args(entrance: keyof typeof entrances): Arbitrary<Source[]> {
    const parameters = Object.entries<string>(entrances[entrance]);
    return fc.tuple(...parameters.map(([name, type]) => this.parameter(type, name))).map((args) => {
      const given = args.findIndex((_, index) => args.slice(index).every((one) => one === "undefined"));
      return given < 0 ? args : args.slice(0, given);
    });
  }

  /** A call, by the name of the entrance. */
  public call(callee: string, entrance: keyof typeof entrances): Arbitrary<Source> {
    return this.args(entrance).map((args) => `${callee}(${args.join(", ")})`);
  }

  /**
   * An object with properties of their types.
   * @param given properties that it has in any case
   */
  public object(types: Types, given: Readonly<Record<string, Arbitrary<Source>>> = {}): Arbitrary<Source> {
    const properties = Object.entries({ ...types, ...given }).map(([name, type]) =>
      Object.hasOwn(given, name)
        ? given[name].map((source): Source | undefined => `${name}: ${source}`)
        : this.property(name, String(type)),
    );
    const more = fc.oneof(
      { withCrossShrink: true },
      { weight: 100 - this.chaos.wrong, arbitrary: fc.constant<Source | undefined>(undefined) },
      {
        weight: this.chaos.wrong,
        arbitrary: fc.constantFrom("unexpected: wrong(1)", "[Symbol.iterator]: 1"),
      },
    );
    return fc
      .tuple(fc.tuple(...properties, more), this.disguises())
      .map(([all, disguise]) => disguise(`{ ${all.filter((one) => one !== undefined).join(", ")} }`));
  }

  private weighted(type: string, name: string): Arbitrary<Source> {
    const { hostile, wrong } = this.chaos;
    const [ofType, ofAnother] = [hostileOf(type), wrongFor(type)];
    return fc.oneof(
      { withCrossShrink: true },
      { weight: 100 - hostile - wrong, arbitrary: this.plausible(type, name) },
      ...(ofType ? [{ weight: hostile, arbitrary: ofType }] : []),
      ...(ofAnother ? [{ weight: wrong, arbitrary: ofAnother }] : []),
    );
  }

  private plausible(type: string, name: string): Arbitrary<Source> {
    if (Object.hasOwn(this.own, type)) return this.own[type](this);
    if (type.endsWith("?")) return fc.option(this.of(type.slice(0, -1), name), { nil: "undefined" });
    if (type.endsWith(" or token")) return this.of(type.slice(0, -" or token".length), name);
    if (type.endsWith("[]")) return this.list(type.slice(0, -2), name);
    if (type.endsWith("{}")) return this.map(type.slice(0, -2), name);
    if (Object.hasOwn(structs, type)) return this.object(structs[type as keyof typeof structs]);
    if (Object.hasOwn(enums, type)) return fc.constantFrom(...choices(type as keyof typeof enums));
    if (Object.hasOwn(classes, type)) return this.made(classes[type as keyof typeof classes]);
    if (Object.hasOwn(interfaces, type)) return this.implemented(type as keyof typeof interfaces);
    return fc.constantFrom(...plausible(type, name));
  }

  private parameter(type: string, name: string): Arbitrary<Source> {
    if (type === "scope") return fc.constant("stack");
    if (type === "new id" || type === "id") return fc.constant("id()");
    return this.of(type, name);
  }

  private property(name: string, type: string): Arbitrary<Source | undefined> {
    const optional = type.endsWith("?");
    const value = this.of(optional ? type.slice(0, -1) : type, name);
    const given = value.map((source) => `${name}: ${source}`);
    if (!optional) return given;
    return fc.oneof(
      { withCrossShrink: true },
      { weight: 7, arbitrary: fc.constant(undefined) },
      { weight: 1, arbitrary: given },
    );
  }

  private list(type: string, name: string): Arbitrary<Source> {
    const items = fc.array(this.of(type, name), { minLength: 1, maxLength: 2 });
    return fc.oneof(
      { withCrossShrink: true },
      { weight: 94, arbitrary: items.map((all) => `[${all.join(", ")}]`) },
      { weight: 1, arbitrary: fc.constant("[]") },
      { weight: 1, arbitrary: fc.constant("Object.freeze([])") },
      {
        weight: this.chaos.hostile,
        arbitrary: fc.constantFrom("variable.listValue", "Fn.tolist(variable.listValue)"),
      },
      {
        weight: this.chaos.hostile,
        arbitrary: items.map((all) => `later([${all.join(", ")}], (it) => it.push(5))`),
      },
    );
  }

  private map(type: string, name: string): Arbitrary<Source> {
    const keys = /^operation/.test(name) ? operationIds : ["X-A", "name"];
    const key = fc.oneof(
      { withCrossShrink: true },
      { weight: 100 - this.chaos.hostile, arbitrary: fc.constantFrom(...keys).map(text) },
      {
        weight: this.chaos.hostile,
        arbitrary: fc.constantFrom(...hostileTexts).map((one) => `[${text(one)}]`),
      },
      {
        weight: this.chaos.hostile,
        arbitrary: fc.constantFrom(
          "[variable.stringValue]",
          '[Lazy.stringValue({ produce: () => "WEBSITE_AUTH_ENABLED" })]',
          '[Lazy.stringValue({ produce: () => "Authorization" })]',
          '"WEBSITE_AUTH_ENABLED"',
          '"website_auth_enabled"',
          "__proto__",
        ),
      },
    );
    const entries = fc.uniqueArray(fc.tuple(key, this.of(type, name)), {
      minLength: 1,
      maxLength: 2,
      selector: ([one]) => one,
    });
    const object = entries.map((all) => `{ ${all.map(([one, value]) => `${one}: ${value}`).join(", ")} }`);
    return fc.oneof(
      { withCrossShrink: true },
      { weight: 100 - 3 * this.chaos.hostile, arbitrary: object },
      {
        weight: this.chaos.hostile,
        arbitrary: fc.constantFrom(
          "variable.value",
          "Token.asStringMap(variable.value)",
          "Fn.merge([variable.value])",
        ),
      },
      {
        weight: this.chaos.hostile,
        arbitrary: object.map((one) => `later(${one}, (it) => { it.WEBSITE_AUTH_ENABLED = "false"; })`),
      },
      {
        weight: this.chaos.hostile,
        arbitrary: object.map((one) => `Object.assign(Object.create(null), ${one})`),
      },
    );
  }

  private made(from: readonly string[]): Arbitrary<Source> {
    return fc.oneof(...from.map((source) => this.makes(source)));
  }

  /** What an entrance makes, a constant, or a new instance. */
  private makes(source: string): Arbitrary<Source> {
    const entrance = source.replace(/^new /, "");
    if (Object.hasOwn(entrances, entrance)) return this.call(source, entrance as keyof typeof entrances);
    const isConstant = /\.[A-Z_]+$/.test(source);
    return fc.constant(isConstant ? source : `${source}()`);
  }

  private implemented(type: keyof typeof interfaces): Arbitrary<Source> {
    const { members, from } = interfaces[type];
    const own = fc
      .tuple(...Object.entries<string>(members).map(([name, of]) => this.member(name, of)))
      .map((all) => `own({ ${all.filter((one) => one !== undefined).join(", ")} })`);
    return from.length === 0
      ? own
      : fc.oneof({ weight: 4, arbitrary: this.made(from) }, { weight: 1, arbitrary: own });
  }

  private member(name: string, type: string): Arbitrary<Source | undefined> {
    return type === "method" ? fc.constant(`${name}: () => []`) : this.property(name, type);
  }

  /** What makes of an object one that looks like it; mostly nothing. */
  private disguises(): Arbitrary<(object: Source) => Source> {
    const { hostile, wrong } = this.chaos;
    return fc.oneof(
      { withCrossShrink: true },
      { weight: 100 - 2 * hostile, arbitrary: fc.constant((object: Source) => object) },
      { weight: hostile, arbitrary: fc.constantFrom(...lookalikes) },
      { weight: wrong, arbitrary: fc.constantFrom(...wrongObjects) },
    );
  }
}

const lookalikes: readonly ((object: Source) => Source)[] = [
  (object) => `new Proxy(${object}, {})`,
  (object) => `Object.assign(Object.create(null), ${object})`,
  (object) => `Object.freeze(${object})`,
  (object) => `later(${object}, (it) => { for (const name of Object.keys(it)) it[name] = 5; })`,
  (object) => `changing(${object})`,
];
const wrongObjects: readonly ((object: Source) => Source)[] = [
  (object) => `wrong(new (class { constructor() { Object.assign(this, ${object}); } })())`,
  (object) => `wrong(new Map(Object.entries(${object})))`,
  (object) => `wrong([${object}])`,
  (object) => `wrong(throwing(${object}))`,
];

function choices(name: keyof typeof enums): Source[] {
  return [
    ...Object.keys(enums[name]).map((member) => `${name}.${member}`),
    ...Object.values<string>(enums[name]).map(text),
  ];
}
