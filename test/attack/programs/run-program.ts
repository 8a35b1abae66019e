import { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group";
import { Fn, Lazy, type TerraformStack, TerraformVariable, Token } from "cdktf";
import * as library from "cdktf-secure-function-behind-apim";
import { Construct } from "constructs";
import { type Json, newStack, resolved, synthesize } from "../../synthesis";
import type { Declared } from "../checker/declared";
import { gateFindings } from "../checker/gate-findings";
import { canary, type Source } from "./hostile-sources";
import { openApiFile, outside } from "./open-api-files";
import { lastDay } from "./plausible-sources";

/** A call of the library, and the name under which what it returns is used later. */
export interface Statement {
  readonly name?: string;
  /** `new Type`, or a method behind what has it. */
  readonly callee: string;
  readonly args: readonly Source[];
}

export type Program = readonly Statement[];

/** A program as somebody would write it. */
export function sourceOf(program: Program): string {
  return program
    .map(({ name, callee, args }) => `${name ? `const ${name} = ` : ""}${callee}(${args.join(", ")});`)
    .join("\n");
}

/** How errors say what was given, what is allowed, and how to fix it, behind the path. */
const errorForm = /^[^\n]+: invalid input\.(?:\n {2}- [^\n]+\. [^\n]+\. [^\n]+\.)+$/;

/** How cdktf passes on what a validation, or a lazy value, says at synth. */
const validationForms = [/^Validation failed/, /^Resolution error: [^\n]+\. [^\n]+\. [^\n]+\.\./];

/**
 * Runs a program as JavaScript.
 *
 * @returns what is wrong with its outcome, which is to be refusals that say how to fix them, or a whole gate
 */
export function run(program: Program): string[] {
  return new Run(program).failures();
}

// biome-ignore lint/suspicious/noExplicitAny: a program without types.
type Any = any;

class Run {
  private readonly found: string[] = [];
  private readonly stack: TerraformStack = newStack();
  private readonly variables: Record<string, Any>;
  private readonly mutations: (() => void)[] = [];
  private readonly directCallers: string[] = [];
  private wasWrong = false;
  private lastId = 0;

  public constructor(private readonly program: Program) {
    this.variables = { ...library, Fn, Lazy, Token, stack: this.stack, ...this.helpers() };
    const source = sourceOf(program);
    if (/\bazurerm\b/.test(source)) this.variables.azurerm = this.stack.node.findChild("azurerm");
    if (/\bvariable\b/.test(source))
      this.variables.variable = new TerraformVariable(this.stack, "variable", {});
    if (/\bcount\b/.test(source))
      this.variables.count = new TerraformVariable(this.stack, "count", { type: "number" });
    if (/\bgroup\b/.test(source)) {
      this.variables.group = new ResourceGroup(this.stack, "group", { name: "rg-a", location: "westeurope" });
    }
    if (/\blookalike\b/.test(source)) {
      const secret = `\${azurerm_storage_account.${canary}.primary_access_key}`;
      this.variables.lookalike = Lazy.stringValue({ produce: () => secret });
    }
  }

  public failures(): string[] {
    for (const statement of this.program) this.execute(statement);
    if (this.found.length === 0) this.synthesize();
    return this.found;
  }

  private execute(statement: Statement): void {
    if (this.lacks(statement)) return;
    this.wasWrong = false;
    let before: string[] | undefined;
    try {
      const args = statement.args.map((source) => this.evaluate(source));
      before = this.paths();
      const result = this.call(statement.callee, args);
      if (statement.name) this.variables[statement.name] = result;
      if (this.wasWrong) this.found.push(`accepted: a value of another type, in ${statement.callee}`);
      this.noteDirectCallers(statement.callee, args);
    } catch (error) {
      this.refusal(error, statement);
      const left = before ? this.paths().filter((path) => !before?.includes(path)) : [];
      if (left.length > 0)
        this.found.push(`left in the tree: ${left.slice(0, 3).join(", ")}, by ${statement.callee}`);
    }
  }

  /** Identities that the program lets call without a gateway. */
  private noteDirectCallers(callee: string, args: readonly Any[]): void {
    const identities: Record<string, (() => Any[]) | undefined> = {
      "hello.grantInvoke": () => [args[1]],
      "hello.functionApp.allowIdentity": () => [args[0]],
      "hello.operationBackend": () => [args[1].identity],
      "new FunctionApp": () => args[2].allowedIdentities,
    };
    for (const identity of identities[callee]?.() ?? []) {
      const { clientId } = originals.get(identity) ?? identity;
      this.directCallers.push(resolved(this.stack, clientId) as string);
    }
  }

  /** Whether a statement uses what an earlier one would have made, which was refused. */
  private lacks({ callee, args }: Statement): boolean {
    const names = this.program.flatMap(({ name }) => (name ? [name] : []));
    const uses = [callee, ...args].join(" ");
    return names.some(
      (name) => new RegExp(`(?<![\\w"'./-])${name}\\b`).test(uses) && !(name in this.variables),
    );
  }

  private evaluate(source: Source): Any {
    const names = Object.keys(this.variables);
    return new Function(...names, `"use strict"; return (${source});`)(
      ...names.map((name) => this.variables[name]),
    );
  }

  private call(callee: string, args: Any[]): Any {
    if (/^new \w+$/.test(callee)) return Reflect.construct(this.evaluate(callee.slice("new ".length)), args);
    const [, owner, method] = /^(.*)\.(\w+)$/s.exec(callee) ?? [];
    return this.evaluate(owner)[method](...args);
  }

  private refusal(error: unknown, { callee }: Statement): void {
    const message = error instanceof Error ? error.message : String(error);
    if (errorForm.test(message)) return;
    this.found.push(`raw error: ${(error as Error)?.name}: ${message.slice(0, 300)}, by ${callee}`);
  }

  private paths(): string[] {
    return this.stack.node.findAll().map(({ node }) => node.path);
  }

  private synthesize(): void {
    if (this.stack.node.children.length <= 2) return;
    const json = this.json();
    if (json === undefined) return;
    if (JSON.stringify(json).includes(outside))
      this.found.push("read: a file outside of the document's folder");
    for (const { kind, at, detail } of gateFindings({ stack: json }, this.declared())) {
      this.found.push(`gate: ${kind}: ${at}: ${detail}`);
    }
    if (this.mutations.length === 0) return;
    for (const mutate of this.mutations) mutate();
    const changed = this.json();
    if (JSON.stringify(json) !== JSON.stringify(changed))
      this.found.push("changed later: what was taken is not a copy");
  }

  private json(): Json {
    try {
      return synthesize(this.stack);
    } catch (error) {
      const { name, message } = error as Error;
      const isRefusal = errorForm.test(message) || validationForms.some((form) => form.test(message));
      if (!isRefusal) this.found.push(`raw error at synth: ${name}: ${message.slice(0, 300)}`);
      return undefined;
    }
  }

  /** What the program says in words: its callers describe themselves. */
  private declared(): Declared {
    const apis = this.stack.node
      .findAll()
      .filter((one) => one instanceof library.GatewayApi) as library.GatewayApi[];
    const source = sourceOf(this.program);
    const isShared = /sharedByCallers: true/.test(source);
    const addresses = apis.map(({ api }) => `${api.terraformResourceType}.${api.friendlyUniqueId}`);
    return {
      canaries: [canary],
      directCallers: this.directCallers,
      callers: Object.fromEntries(apis.map(({ callers }, index) => [addresses[index], wordsOf(callers)])),
      open: apis.flatMap(({ callers }, index) => openIn(callers).map((id) => `${addresses[index]}/${id}`)),
      sharedAnswers: isShared ? addresses : [],
      cloudOfEnvironment: /AzureCloud\.(CHINA|US_GOVERNMENT)|"environment", variable/.test(source),
      openUntil: source.includes("GateMigration.observe") ? [lastDay] : [],
      functionKeys: this.functionKeys(source),
      // The method says that its caller vouches for the fragment.
      vouched: [...source.matchAll(/\.includeFragment\(("(?:[^"\\]|\\.)*")[,)]/g)].map(([, id]) =>
        JSON.parse(id),
      ),
    };
  }

  /** Addresses of the keys that the program lets gateways send on. */
  private functionKeys(source: string): string[] {
    if (!/\bfunctionKey\b/.test(source)) return [];
    const values = this.stack.node.findAll().filter((one) => one instanceof library.NamedValue);
    return (values as library.NamedValue[])
      .filter(({ node }) => node.id.startsWith("function-key-"))
      .map(({ resource }) => resolved(this.stack, resource.valueFromKeyVaultInput?.secretId) as string);
  }

  private helpers(): Record<string, Any> {
    return {
      /** A construct id that is not in use. */
      id: () => `made-${++this.lastId}`,
      /** Notes that a value of another type was given. */
      wrong: (value: unknown) => {
        this.wasWrong = true;
        return value;
      },
      /** A value that the program changes when everything is made. */
      later: (value: unknown, change: (value: unknown) => void) => {
        this.mutations.push(() => change(value));
        return value;
      },
      /** An object of a program's own class. */
      own: (members: object) => Object.assign(new Construct(this.stack, `made-${++this.lastId}`), members),
      changing,
      throwing,
      openApiFile,
      deep: (levels: number) => {
        let schema: object = { type: "string" };
        for (let level = 0; level < levels; level++) schema = { type: "object", properties: { a: schema } };
        return {
          openapi: "3.0.3",
          info: { title: "a", version: "1" },
          paths: {},
          components: { schemas: { a: schema } },
        };
      },
      revoked: () => {
        const { proxy, revoke } = Proxy.revocable({}, {});
        revoke();
        return proxy;
      },
      cyclic: () => {
        const value: Record<string, unknown> = {};
        value.name = value;
        return value;
      },
    };
  }
}

/** What objects were when they were asked first. */
const originals = new WeakMap<object, Any>();

/** An object that has other properties the second time it is asked. */
function changing(object: Record<string, unknown>): object {
  const properties = Object.entries(object).map(([name, value]) => {
    let reads = 0;
    return [name, { enumerable: true, configurable: true, get: () => (reads++ === 0 ? value : 5) }] as const;
  });
  const made = Object.defineProperties({}, Object.fromEntries(properties));
  originals.set(made, object);
  return made;
}

/** An object that cannot be read. */
function throwing(object: Record<string, unknown>): object {
  const get = () => {
    throw new Error("a getter");
  };
  return Object.defineProperties(
    {},
    Object.fromEntries(
      ["unreadable", ...Object.keys(object)].map((name) => [name, { enumerable: true, get }]),
    ),
  );
}

function wordsOf({ description, subscriptionRequired }: library.Callers): { token: boolean; key: boolean } {
  const [byDefault] = description.split("; ");
  return { token: !/^(?:Everyone|Holders of a subscription key)/.test(byDefault), key: subscriptionRequired };
}

/** Operations that anyone may call, in the words of callers. */
function openIn({ description }: library.Callers): string[] {
  const [byDefault, ...exceptions] = description.split("; ");
  const open = exceptions.flatMap((one) => /^anyone may call (.*)$/s.exec(one)?.[1].split(", ") ?? []);
  return byDefault === "Everyone" ? [...open, "*"] : open;
}
