import { Token } from "cdktf";
import type { IConstruct } from "constructs";
import { titleOf } from "../../../support/known-forms";
import { appRegistry, isInTree } from "../../../support/registry";
import { validationError } from "../../../support/validation";
import type { IHostStorage } from "../host-storage-props";
import { storageKey } from "./storage-access";

/** The host id is this many characters of the Function App's name. */
export const hostIdLength = 32;

/** Rejects a second host with the same id in a storage account: it would not start. */
export function validateHostId(scope: IConstruct, storage: IHostStorage, name: string): string[] {
  const owner = hostIdsOf(scope, storage).get(hostIdOf(name));
  if (owner === undefined || !isInTree(owner)) return [];
  return [
    validationError(
      `The name ${JSON.stringify(titleOf(name))} was given, and ${owner.node.path} has one with the same first ${hostIdLength} characters in the same storage account`,
      "They are the id of the Functions host",
      "Choose a name that differs earlier, or a storage account of its own",
    ),
  ];
}

/** Reserves an app's host id in a storage account. */
export function reserveHostId(owner: IConstruct, storage: IHostStorage, name: string): void {
  hostIdsOf(owner, storage).set(hostIdOf(name), owner);
}

// Names that Terraform knows later have the same host id when they are the same, or have as much text before.
function hostIdOf(name: string): string {
  const known = Token.isUnresolved(name) ? name.split("${TfToken[")[0] : name;
  return known === name || known.length >= hostIdLength ? known.slice(0, hostIdLength).toLowerCase() : name;
}

function hostIdsOf(scope: IConstruct, storage: IHostStorage): Map<string, IConstruct> {
  const accounts = appRegistry<Map<string, IConstruct>>(scope, "host ids by storage account");
  const owners = accounts.get(storageKey(storage)) ?? new Map<string, IConstruct>();
  accounts.set(storageKey(storage), owners);
  return owners;
}
