/** An argument of a block, by its path: `site_config.ftps_state`. */
export type Argument = [path: string, value: unknown];

/**
 * A value of Terraform JSON in one line, much as HCL writes it: references bare, texts quoted. An output of
 * another stack is named by its stack, without the words that cdktf puts around it.
 */
export function expression(value: unknown): string {
  if (typeof value === "string") return reference(value) ?? `"${withShortOutputs(value)}"`;
  if (Array.isArray(value)) return `[${value.map(expression).join(", ")}]`;
  if (typeof value !== "object" || value === null) return String(value);
  const members = Object.entries(value).map(([name, inner]) => `${name} = ${expression(inner)}`);
  return members.length === 0 ? "{}" : `{ ${members.join(", ")} }`;
}

/** What a text refers to, when it is one reference and nothing else. */
export function reference(text: string): string | undefined {
  return /^\$\{([^{}]+)\}$/.exec(withShortOutputs(text))?.[1];
}

export function assignment([path, value]: Argument): string {
  return `${path} = ${expression(value)}`;
}

/** Every argument of a block and of the blocks in it. A list of texts is one argument. */
export function argumentsByPath(block: object, prefix = ""): Argument[] {
  return Object.entries(block).flatMap(([name, value]): Argument[] =>
    isBlock(value) ? argumentsByPath(value, `${prefix}${name}.`) : [[prefix + name, value]],
  );
}

/** The value at a path; undefined without one. */
export function argumentAt(block: unknown, path: string): unknown {
  return path
    .split(".")
    .reduce<unknown>((value, name) => (isObject(value) ? Reflect.get(value, name) : undefined), block);
}

function isBlock(value: unknown): value is object {
  if (!isObject(value) || Object.keys(value).length === 0) return false;
  return !Array.isArray(value) || value.every(isObject);
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

function withShortOutputs(text: string): string {
  return text.replace(
    /data\.terraform_remote_state\.cross-stack-reference-input-([\w-]+)\.outputs\.cross-stack-output-/g,
    "$1/",
  );
}
