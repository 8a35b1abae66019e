import type { TerraformResource } from "cdktf";
import type { IConstruct } from "constructs";
import { type Block, blocksIn, isBlock } from "../../support/json-blocks";
import { appRegistry, isInTree } from "../../support/registry";
import { resolveTokens } from "../../support/terraform-json";
import type { GuardedArgument } from "../guarded-arguments";
import { type Difference, valueAt } from "./differences";

/**
 * Checks the guarded arguments that the library wrote once tokens have values: they can stand for any text.
 *
 * @param path path of the resource's construct
 */
export type ResolvedCheck = (path: string, written: Block) => string[];

/** The guarded resources of an app. */
export function guardedResources(construct: IConstruct): Map<unknown, GuardedResource> {
  return appRegistry<GuardedResource>(construct, "guarded resources");
}

/** A resource of which some arguments are guarded. */
export class GuardedResource {
  private readonly written: Block;
  private readonly keptByLibrary: readonly string[];

  public constructor(
    private readonly owner: IConstruct,
    public readonly resource: TerraformResource,
    private readonly guarded: readonly GuardedArgument[],
    private readonly check: ResolvedCheck,
    /** Whether an override of the resource counts that a program accepts. */
    public readonly acceptsOverrides: boolean,
  ) {
    const attributes = attributesOf(resource);
    const roots = new Set(guarded.map(({ path }) => rootOf(path)));
    this.written = Object.fromEntries(Object.entries(attributes).filter(([name]) => roots.has(name)));
    this.keptByLibrary = [resource.lifecycle?.ignoreChanges ?? []].flat();
  }

  /** Whether the construct that has the resource is still in the tree. */
  public get isInUse(): boolean {
    return isInTree(this.owner);
  }

  /** The address of the resource in Terraform. */
  public get address(): string {
    return `${this.type}.${this.resource.friendlyUniqueId}`;
  }

  /** What can be overridden: the guarded arguments and their parts, what decides that they count, the whole. */
  public isGuarded(argument: string): boolean {
    return (
      this.metaArguments.includes(argument) ||
      this.guarded.some(
        ({ path, guards }) =>
          overlap(path, argument) &&
          (argument.length <= path.length || guards(argument.slice(path.length + 1))),
      )
    );
  }

  /** Paths of the arguments that can be overridden, for a message. */
  public get overridable(): string[] {
    return [...this.guarded.map(({ path }) => path), ...this.metaArguments];
  }

  /** The guarded arguments as the library wrote them, with the values of tokens. */
  public resolvedArguments(): Block {
    return resolveTokens(this.resource, this.written);
  }

  /** What is different in the JSON that Terraform is given from the resolved arguments. */
  public differences(written: Block, json: Block): Difference[] {
    const given = valueAt(json, `resource.${this.address}`);
    if (!isBlock(given)) return [{ argument: this.type, change: "was removed" }];
    return [
      ...this.guarded.flatMap(({ path, compare }) => compare(valueAt(written, path), valueAt(given, path))),
      ...["count", "for_each"].flatMap((name) => addedTo(given, name)),
      ...this.dynamicBlocks(given),
      ...this.ignoredChanges(given),
    ];
  }

  /** What is wrong with the resolved arguments. */
  public errors(written: Block): string[] {
    return this.check(this.resource.node.path, written);
  }

  private get type(): string {
    return this.resource.terraformResourceType;
  }

  private get metaArguments(): string[] {
    return [this.type, "lifecycle.ignore_changes", "count", "for_each"];
  }

  private dynamicBlocks(given: Block): Difference[] {
    const roots = new Set(this.guarded.map(({ path }) => rootOf(path)));
    return blocksIn(given.dynamic)
      .flatMap((blocks) => Object.keys(blocks))
      .filter((name) => roots.has(name))
      .map((name) => ({ argument: name, change: "was made a dynamic block" }));
  }

  // Terraform leaves an ignored argument as it finds it, so anyone can change it in Azure.
  private ignoredChanges(given: Block): Difference[] {
    const ignored = blocksIn(given.lifecycle)
      .flatMap((lifecycle) => [lifecycle.ignore_changes].flat())
      .filter((entry) => entry !== undefined && entry !== null)
      .filter((entry) => !this.keptByLibrary.includes(String(entry)) && this.ignores(String(entry)));
    if (ignored.length === 0) return [];
    return [{ argument: "lifecycle.ignore_changes", change: `ignores ${ignored.join(", ")}` }];
  }

  private ignores(entry: string): boolean {
    // Terraform's word for everything, and an expression that can stand for anything.
    if (entry === "all" || entry.includes("${")) return true;
    const path = entry
      .split(/[.[\]"]+/)
      .filter((part) => part !== "" && !/^\d+$/.test(part))
      .join(".");
    return this.isGuarded(path);
  }
}

// Not `toTerraform()`: it gives the resource its name in Terraform, which a program may still change.
function attributesOf(resource: TerraformResource): Block {
  return (resource as unknown as { synthesizeAttributes(): Block }).synthesizeAttributes();
}

function rootOf(path: string): string {
  return path.split(".", 1)[0];
}

/** Whether two paths are the same, or one leads into the other. */
function overlap(one: string, other: string): boolean {
  return one === other || one.startsWith(`${other}.`) || other.startsWith(`${one}.`);
}

function addedTo(given: Block, name: string): Difference[] {
  const value = given[name] ?? undefined;
  return value === undefined ? [] : [{ argument: name, change: `was added as ${JSON.stringify(value)}` }];
}
