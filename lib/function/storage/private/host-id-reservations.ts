import { Token } from "cdktf";
import type { IConstruct } from "constructs";
import { appRegistry } from "../../../support/registry";
import { throwIfInvalid, validationError } from "../../../support/validation";
import type { IHostStorage } from "../host-storage-props";
import { storageKey } from "./storage-access";

/** The Functions host takes this many characters of an app's name as its id in the storage account. */
export const hostIdLength = 32;

/** Reserves an app's host id in a storage account. A second host with the same id would not start. */
export function reserveHostId(owner: IConstruct, storage: IHostStorage, name: string): void {
  if (Token.isUnresolved(name)) return;
  const hostId = name.slice(0, hostIdLength).toLowerCase();
  const accounts = appRegistry<Map<string, string>>(owner, "host ids by storage account");
  const owners = accounts.get(storageKey(storage)) ?? new Map<string, string>();
  throwIfInvalid(owner, validateHostId(owners.get(hostId), name));
  accounts.set(storageKey(storage), owners.set(hostId, owner.node.path));
}

function validateHostId(other: string | undefined, name: string): string[] {
  if (other === undefined) return [];
  return [
    validationError(
      `The name ${JSON.stringify(name)} was given, and ${other} has one with the same first ${hostIdLength} characters in the same storage account`,
      "The Functions host takes these characters as its id",
      "Choose a name that differs earlier, or a storage account of its own",
    ),
  ];
}
