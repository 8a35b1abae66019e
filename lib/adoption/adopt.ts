import type { TerraformResource, TerraformResourceLifecycle } from "cdktf";
import { type AdoptedKind, readImportId } from "./import-ids";

/**
 * Lets a resource take over one that is there, if an id of one was given: Terraform imports it and updates it in place.
 *
 * What the library does not write stays as it is: Terraform would reset an argument that a stack leaves out. And no plan
 * destroys it: one that would replace it, because of what no id says, fails and names it.
 *
 * @param importId a validated id
 * @param kept arguments that stay as they are
 */
export function adopt(
  resource: TerraformResource,
  kind: AdoptedKind,
  importId: string | undefined,
  kept: readonly string[],
): void {
  const there = importId === undefined ? undefined : readImportId(kind, importId);
  if (!there) return;
  // Terraform takes the resource's own provider, and refuses another one beside it.
  resource.importFrom(there.importId);
  resource.lifecycle = {
    ...resource.lifecycle,
    preventDestroy: true,
    ignoreChanges: [...keptBy(resource.lifecycle), ...kept],
  };
}

/** Lets an argument of a resource that was adopted be what the library writes now. */
export function keepNoMore(resource: TerraformResource, argument: string): void {
  const { lifecycle } = resource;
  if (!lifecycle) return;
  const ignoreChanges = keptBy(lifecycle).filter((kept) => kept !== argument);
  resource.lifecycle = { ...lifecycle, ignoreChanges };
}

function keptBy(lifecycle: TerraformResourceLifecycle | undefined): string[] {
  const { ignoreChanges = [] } = lifecycle ?? {};
  return [ignoreChanges].flat();
}

/** Arguments that stay as they are unless the props say them. */
export function keptUnlessGiven(given: Readonly<Record<string, unknown>>): string[] {
  return Object.keys(given).filter((argument) => given[argument] === undefined);
}
