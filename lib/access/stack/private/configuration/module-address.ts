/** The key of an instance: a text with `for_each`, a number with `count`. */
export type InstanceKey = string | number | undefined;

export interface ModuleStep {
  readonly name: string;
  readonly key: InstanceKey;
}

const moduleStep = /module\.([^.[]+)(?:\[(?:"((?:[^"\\]|\\.)*)"|(\d+))\])?(?:\.|$)/y;
const steps = new Map<string, readonly ModuleStep[]>();

/** The steps of a module's address: `module.hub["eu"].module.api[0]`. The root module has none. */
export function moduleSteps(address: string): readonly ModuleStep[] {
  const known = steps.get(address);
  if (known) return known;
  const found: ModuleStep[] = [];
  let at = 0;
  while (at < address.length) {
    moduleStep.lastIndex = at;
    const match = moduleStep.exec(address);
    if (!match) break;
    const [all, name, text, number] = match;
    found.push({
      name,
      key: text !== undefined ? unquoted(text) : number !== undefined ? Number(number) : undefined,
    });
    at += all.length;
  }
  steps.set(address, found);
  return found;
}

/** An address with a key, as Terraform spells it. */
export function indexed(address: string, key: InstanceKey): string {
  if (key === undefined) return address;
  return typeof key === "number" ? `${address}[${key}]` : `${address}[${quoted(key)}]`;
}

function quoted(text: string): string {
  return JSON.stringify(text).replace(/([$%])\{/g, "$1$1{");
}

function unquoted(text: string): string {
  const plain = text.replace(/([$%])\1\{/g, "$1{");
  try {
    return JSON.parse(`"${plain}"`);
  } catch {
    return plain;
  }
}
