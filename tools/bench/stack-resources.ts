/** The content of a `cdk.tf.json`. */
export type StackJson = Readonly<Record<string, unknown>>;

/** A resource or data source of a stack. */
export interface Resource {
  readonly type: string;
  /** `azurerm_storage_account.name`, with `data.` before it for a data source. */
  readonly address: string;
  readonly logicalId: string;
  /** Path of its construct below the stack. */
  readonly path: readonly string[];
  readonly arguments: Readonly<Record<string, unknown>>;
}

/** An attribute of a resource in a text of Terraform's JSON: `${address.attribute}`. */
export interface Reference {
  readonly address: string;
  readonly attribute: string;
}

/** The resources and data sources of a stack, each after those that it refers to. */
export function resourcesOf(stack: StackJson): Resource[] {
  const resources = new Map(
    [...ofKind(stack, "data", "data."), ...ofKind(stack, "resource", "")].map((resource) => [
      resource.address,
      resource,
    ]),
  );
  const ordered = new Set<Resource>();
  const add = (resource: Resource | undefined): void => {
    if (!resource || ordered.has(resource)) return;
    for (const address of addressesIn(resource.arguments)) add(resources.get(address));
    ordered.add(resource);
  };
  for (const resource of resources.values()) add(resource);
  return [...ordered];
}

/** A text, taken apart into what is written and what Terraform knows later. */
export function partsOf(text: string): (string | Reference)[] {
  const found = /\$\{((?:data\.)?[a-z_]+\.[\w-]+)\.([\w.[\]]+)\}/.exec(text);
  if (!found) return text === "" ? [] : [text];
  const [whole, address, attribute] = found;
  const before = text.slice(0, found.index);
  const after = text.slice(found.index + whole.length);
  return [...(before === "" ? [] : [before]), { address, attribute }, ...partsOf(after)];
}

interface Body {
  readonly "//": { readonly metadata: { readonly path: string } };
}

function ofKind(stack: StackJson, kind: string, prefix: string): Resource[] {
  const types = Object.entries((stack[kind] ?? {}) as Record<string, Record<string, Body>>);
  return types.flatMap(([type, bodies]) =>
    Object.entries(bodies).map(
      ([
        logicalId,
        {
          "//": { metadata },
          ...given
        },
      ]) => ({
        type,
        logicalId,
        address: `${prefix}${type}.${logicalId}`,
        path: metadata.path.split("/").slice(1),
        arguments: given,
      }),
    ),
  );
}

function addressesIn(value: unknown, name = ""): string[] {
  if (name === "depends_on") return value as string[];
  if (typeof value === "string") {
    return partsOf(value).flatMap((part) => (typeof part === "string" ? [] : [part.address]));
  }
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => addressesIn(inner, key));
}
