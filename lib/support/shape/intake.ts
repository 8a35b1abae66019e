import { type IResolvable, TerraformElement, Token, Tokenization } from "cdktf";
import { isAzurermProvider } from "../providers";
import { isConstruct } from "./construct-ids";
import { shown } from "./given";
import { JsonCopy } from "./json-copy";
import { pathTo } from "./paths";
import { emptyMap, isOwn, isPlainObject, keptName, ownProperty } from "./plain-data";
import { isInstance, type PublicClass } from "./public-classes";
import { classes, enums, interfaces, structs } from "./public-types";
import {
  absent,
  blank,
  evaluated,
  listAsText,
  unknownAtSynth,
  unknownProperty,
  wrongName,
  wrongType,
} from "./shape-errors";
import { snapshotOf } from "./snapshots";
import {
  isEvaluated,
  isListCode,
  isListToken,
  isMapToken,
  isResolvable,
  isTextToken,
  isToken,
  isWritable,
} from "./tokens";

/** The number of errors after which no more are looked for. */
const enoughErrors = 10;

/** Types of members, as `public-types.ts` writes them. */
type Types = Readonly<Record<string, string>>;

/**
 * Takes values in: checks each against its public type, and copies and freezes what is data. Of a value that is
 * refused nothing is taken; `errors` says why.
 */
export class Intake {
  public readonly errors: string[] = [];

  /**
   * @param read returns the value, or throws: getters and proxies run a program's own code
   * @param path what a message calls the value
   * @param prefix what a message puts before the names of its properties
   */
  public take(type: string, read: () => unknown, path: string, prefix = path): unknown {
    try {
      return this.taken(type, read(), path, prefix);
    } catch {
      return this.refuse(wrongType(type, path, "a value that cannot be read"));
    }
  }

  private taken(type: string, value: unknown, path: string, prefix: string): unknown {
    if (value === undefined || value === null) {
      return type.endsWith("?") ? undefined : this.refuse(absent(type, path));
    }
    if (type.endsWith("?")) return this.taken(type.slice(0, -"?".length), value, path, prefix);
    if (type.endsWith(" or token")) return this.dataOrToken(type.slice(0, -" or token".length), value, path);
    if (type.endsWith("[]")) return this.list(type, value, path);
    if (type.endsWith("{}")) return this.map(type, value, path);
    if (type === "text") return this.text(value, path);
    if (type === "string") return this.literal(value, path);
    if (type === "number") return this.number(value, path);
    if (isOwn(structs, type)) return this.struct(type as keyof typeof structs, value, path, prefix);
    if (isOwn(interfaces, type)) return this.object(type as keyof typeof interfaces, value, path);
    return isOf(type, value) ? value : this.refuse(wrongType(type, path, shown(value)));
  }

  /** A string in which Terraform evaluates nothing but references: it is not escaped on its way there. */
  private literal(value: unknown, path: string): unknown {
    const text = this.text(value, path);
    if (typeof text === "string" && isEvaluated(text)) return this.refuse(evaluated(path, text));
    return text;
  }

  private text(value: unknown, path: string): unknown {
    if (isResolvable(value)) return Token.asString(value);
    if (typeof value !== "string") return this.refuse(wrongType("string", path, shown(value)));
    if (isWritable(value)) return value;
    if (isListCode(value)) return this.refuse(listAsText(path));
    return this.refuse(
      wrongType("string", path, "a token that is not a string's, or that cdktf does not know"),
    );
  }

  private number(value: unknown, path: string): unknown {
    if (isResolvable(value) || (isTextToken(value) && isWritable(value))) return Token.asNumber(value);
    if (!Number.isFinite(value)) return this.refuse(wrongType("number", path, shown(value)));
    // Throws for a number that looks like a token, and is none.
    Tokenization.reverseNumber(value as number);
    return value;
  }

  /** A list or a map that may be one token, in any of the forms in which functions and variables are one. */
  private dataOrToken(type: string, value: unknown, path: string): unknown {
    const isList = type.endsWith("[]");
    const token = isResolvable(value) || isTextToken(value) ? encoded(value, isList) : value;
    // Throws for what looks like a token, and is none.
    Tokenization.reverse(isTextToken(value) ? value : token);
    if (isListToken(token)) return Object.freeze([...token]);
    if (isMapToken(token)) return Object.freeze({ ...token });
    return this.taken(type, token, path, path);
  }

  private list(type: string, value: unknown, path: string): unknown {
    if (isToken(value)) return this.refuse(unknownAtSynth(path));
    if (!Array.isArray(value)) return this.refuse(wrongType(type, path, shown(value)));
    const copy: unknown[] = [];
    for (let index = 0; index < value.length && !this.hasEnough; index++) {
      copy.push(this.take(type.slice(0, -"[]".length), () => value[index], pathTo(path, index)));
    }
    return Object.freeze(copy);
  }

  private map(type: string, value: unknown, path: string): unknown {
    if (isToken(value)) return this.refuse(unknownAtSynth(path));
    if (!isPlainObject(value)) return this.refuse(wrongType(type, path, shown(value)));
    if (type === "any{}") return this.json(value, path);
    const copy = emptyMap<unknown>();
    for (const name of Object.keys(value)) {
      if (this.hasEnough) break;
      if (name === keptName || name.includes("{TfToken[") || isEvaluated(name))
        this.refuse(wrongName(path, name));
      else copy[name] = this.take(type.slice(0, -"{}".length), () => value[name], pathTo(path, name));
    }
    return Object.freeze(copy);
  }

  private json(value: object, path: string): unknown {
    const copy = new JsonCopy(path);
    const taken = copy.of(value);
    return copy.error === undefined ? taken : this.refuse(copy.error);
  }

  private struct(type: keyof typeof structs, value: unknown, path: string, prefix: string): unknown {
    if (!isPlainObject(value) || isToken(value)) return this.refuse(wrongType(type, path, shown(value)));
    const types: Types = structs[type];
    for (const name of Object.keys(value)) {
      if (this.hasEnough) break;
      if (isOwn(types, name) || ownProperty(value, name) === undefined) continue;
      this.refuse(unknownProperty(type, pathTo(prefix, name), name, Object.keys(types)));
    }
    return Object.freeze(this.members(types, (name) => ownProperty(value, name), prefix));
  }

  /** A plain object that implements an interface is data too, and copied; an instance of a class is used itself. */
  private object(type: keyof typeof interfaces, value: unknown, path: string): unknown {
    const { construct, members } = interfaces[type];
    const mayBe = construct ? isConstruct(value) : hasAny(Object.keys(members), value) && !isToken(value);
    if (!mayBe) return this.refuse(wrongType(type, path, shown(value)));
    const object = (isPlainObject(value) ? snapshotOf(value) : value) as Record<string, unknown>;
    // An instance is used itself, so it has to hold the string that stands for such a value.
    const member = (name: string) => (isResolvable(object[name]) ? {} : object[name]);
    this.members(
      TerraformElement.isTerraformElement(object) ? withoutStringsOf(object, members) : members,
      member,
      path,
    );
    return object;
  }

  private members(types: Types, read: (name: string) => unknown, prefix: string): Record<string, unknown> {
    const taken: Record<string, unknown> = {};
    for (const [name, type] of Object.entries(types)) {
      if (this.hasEnough) break;
      const value = this.take(type, () => read(name), pathTo(prefix, name));
      if (/^(string|text)$/.test(type) && isBlank(value)) this.refuse(blank(pathTo(prefix, name), value));
      else if (value !== undefined) taken[name] = value;
    }
    return taken;
  }

  private refuse(error: string): undefined {
    this.errors.push(error);
    return undefined;
  }

  private get hasEnough(): boolean {
    return this.errors.length >= enoughErrors;
  }
}

/** Whether a value is an object of which one member at least is there: what is missing is told by its name. */
function hasAny(names: readonly string[], value: unknown): value is object {
  return typeof value === "object" && value !== null && names.some((name) => name in value);
}

/**
 * The members of a Terraform resource that are read to check them. Its strings are not: each reading makes another
 * token, with a stack trace, and resources return them as their class says.
 */
function withoutStringsOf(resource: object, members: Types): Types {
  const read = Object.entries(members).filter(
    ([name, type]) => !/^string\??$/.test(type) || !(name in resource),
  );
  return Object.fromEntries(read);
}

/** Whether a string says nothing, as no required one may. */
function isBlank(value: unknown): value is string {
  return typeof value === "string" && value.trim() === "";
}

function encoded(token: IResolvable | string, asList: boolean): object {
  return asList ? Token.asList(token) : Token.asStringMap(token);
}

function isOf(type: string, value: unknown): boolean {
  if (type === "boolean") return typeof value === "boolean";
  if (type === "construct") return isConstruct(value);
  if (type === "azurermProvider") return isAzurermProvider(value);
  if (type === "method") return typeof value === "function";
  if (isOwn(classes, type)) return isInstance(value, type as PublicClass);
  return Object.values<unknown>(enums[type as keyof typeof enums]).includes(value);
}
