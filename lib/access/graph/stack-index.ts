import { addTo } from "../groups";
import type { Resource, Stack } from "../stack/stack";
import type { ReferenceValue, TextValue, Value } from "../stack/value";
import { at, isAbsent, isHidden, literalText, nameOf } from "./values";

/** The resources of a stack by address and by type, and their arguments with references followed. */
export class StackIndex {
  private readonly addresses = new Map<string, Resource>();
  private readonly types = new Map<string, Resource[]>();

  public constructor(public readonly stack: Stack) {
    for (const resource of stack.resources) {
      this.addresses.set(resource.address, resource);
      addTo(this.types, typeKey(resource.mode, resource.type), resource);
    }
  }

  public managed(...types: readonly string[]): readonly Resource[] {
    return types.flatMap((type) => this.types.get(typeKey("managed", type)) ?? []);
  }

  public data(...types: readonly string[]): readonly Resource[] {
    return types.flatMap((type) => this.types.get(typeKey("data", type)) ?? []);
  }

  public at(address: string): Resource | undefined {
    return this.addresses.get(address);
  }

  /** The resource that a value is an attribute of. */
  public resourceOf(value: Value | undefined): Resource | undefined {
    return value?.kind === "reference" ? this.addresses.get(value.address) : undefined;
  }

  /** The resource whose id a value is: before the apply it refers to it, and afterwards it is a text. */
  public resourceWithId(id: Value | undefined): Resource | undefined {
    if (id?.kind === "reference") return this.addresses.get(id.address);
    const text = literalText(id)?.toLowerCase();
    return text === undefined ? undefined : this.ids().get(text);
  }

  private byId?: Map<string, Resource>;

  private ids(): ReadonlyMap<string, Resource> {
    if (this.byId) return this.byId;
    this.byId = new Map();
    for (const resource of this.stack.resources) {
      const id = literalText(resource.values.entries.get("id"))?.toLowerCase();
      if (id !== undefined) this.byId.set(id, resource);
    }
    return this.byId;
  }

  /** An argument, with references followed to what the stack says of them. */
  public value(resource: Resource, ...path: readonly (string | number)[]): Value | undefined {
    const value = at(resource.values, ...path);
    return value && this.followed(value);
  }

  public text(resource: Resource, ...path: readonly (string | number)[]): string | undefined {
    return literalText(this.value(resource, ...path));
  }

  /** What people call a resource: the first of these arguments that is known, or its address. */
  public nameOf(resource: Resource, ...names: readonly string[]): string {
    const known = names.map((name) => this.value(resource, name)).find((value) => isKnownOf(resource, value));
    return known ? nameOf(known) : resource.address;
  }

  /** A value with references replaced by what they refer to, as far as the stack says it. */
  public followed(value: Value, depth = 0): Value {
    if (depth > 16) return value;
    if (value.kind === "reference") return this.followedReference(value, depth);
    if (value.kind === "text") return this.followedText(value, depth);
    return value;
  }

  private followedReference(value: ReferenceValue, depth: number): Value {
    const target = this.addresses.get(value.address);
    if (!target) return value;
    const { attribute } = value;
    const found = /[.[]/.test(attribute)
      ? at(target.values, ...attribute.replace(/\[(\d+)\]/g, ".$1").split("."))
      : target.values.entries.get(attribute);
    // What is known after the apply refers to itself.
    if (found === value || found === undefined || isAbsent(found) || found.kind === "unknown") return value;
    // An inference may be a text around the attribute, or the result of a function.
    if (value.inferred && found.kind === "literal") return value;
    return this.followed(found, depth + 1);
  }

  private followedText(value: TextValue, depth: number): Value {
    const parts = value.parts.map((part) =>
      typeof part === "string" ? part : this.followed(part, depth + 1),
    );
    const texts = parts.map((part) => (typeof part === "string" ? part : literalText(part)));
    if (texts.includes(undefined)) return { kind: "text", parts };
    const sensitive = parts.some(
      (part) => typeof part !== "string" && part.kind === "literal" && part.sensitive,
    );
    return { kind: "literal", value: texts.join(""), ...(sensitive ? { sensitive } : {}) };
  }
}

/** Whether something is said of a value: that it is hidden, or what a resource will have, says nothing. */
export function isKnownOf({ address }: Resource, value: Value | undefined): boolean {
  if (isAbsent(value) || value.kind === "unknown" || isHidden(value)) return false;
  return value.kind !== "reference" || value.address !== address;
}

function typeKey(mode: Resource["mode"], type: string): string {
  return mode === "managed" ? type : `data.${type}`;
}

/** Whether a resource does not exist before the apply, so that what is generated for it is new. */
export function isNew({ mode, actions }: Resource): boolean {
  return mode === "managed" && actions.includes("create") && !actions.includes("import");
}
