import { Token } from "cdktf";
import type { IHostStorage } from "./host-storage-props";

/** What two mentions of one account have in common: its id, or the object while the id is a reference. */
export function storageKey(storage: IHostStorage): unknown {
  return Token.isUnresolved(storage.id) ? storage : storage.id.toLowerCase();
}
