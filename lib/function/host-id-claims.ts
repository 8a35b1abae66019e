import { Token } from "cdktf";
import type { IConstruct } from "constructs";
import { refusal, refuseAll } from "../support/refusal";
import type { IHostStorage } from "./host-storage-props";
import { storageKey } from "./storage-key";

/** How much of an app's name the Functions host knows itself by, in its storage account. */
export const hostIdLength = 32;

const claims = new WeakMap<IConstruct, Map<unknown, Map<string, string>>>();

/** Notes who is who in a storage account, and refuses a second host of the same id: it would not start. */
export function claimHostId(owner: IConstruct, storage: IHostStorage, name: string): void {
  if (Token.isUnresolved(name)) return;
  const hostId = name.slice(0, hostIdLength).toLowerCase();
  const { root } = owner.node;
  const accounts = claims.get(root) ?? new Map<unknown, Map<string, string>>();
  const taken = accounts.get(storageKey(storage)) ?? new Map<string, string>();
  refuseAll(owner, hostIdRefusals(taken.get(hostId), name));
  claims.set(root, accounts.set(storageKey(storage), taken.set(hostId, owner.node.path)));
}

function hostIdRefusals(other: string | undefined, name: string): string[] {
  if (other === undefined) return [];
  return [
    refusal(
      `The name ${JSON.stringify(name)} was given, and ${other} has one with the same first ${hostIdLength} characters in the same storage account`,
      "The Functions host knows itself by these characters",
      "Choose a name that differs earlier, or a storage account of its own",
    ),
  ];
}
