import { setTimeout as sleep } from "node:timers/promises";
import { readInput } from "../../lib/access/stack/read-input";
import { inputFile } from "../input-file";
import type { World } from "./probe";
import { httpsNetwork } from "./sending/https-network";
import { azureIdentity } from "./tokens/azure-identity";

/** The world as it is. */
export const liveWorld: World = {
  read: (file) => readInput(inputFile(file)),
  network: httpsNetwork(),
  deployer: azureIdentity,
  sleep: (seconds) => sleep(seconds * 1000),
};
