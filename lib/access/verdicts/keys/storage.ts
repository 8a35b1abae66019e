import type { Graph } from "../../graph/graph";
import type { Site } from "../../graph/sites";
import { at, booleanOf, isAbsent, isHidden, keyOf, literalText, nameOf, printed } from "../../graph/values";
import type { Caller } from "../../report";
import type { Resource } from "../../stack/stack";
import type { Value } from "../../stack/value";
import { type Decision, decide, reaches, unknown } from "../decision";
import type { MatrixBuilder } from "../matrix";
import { keyEntrance } from "./key-entrance";
import { storageOperators } from "./storage-operators";

/** A key of the host's storage account gives access to the host keys, and often to the code. */
export function addStorageKey(graph: Graph, site: Site, matrix: MatrixBuilder): void {
  for (const account of storageAccounts(graph, site)) {
    const { id, resource, name } = account;
    const label = `host storage of ${site.label}`;
    const entrance = keyEntrance(resource ?? site.resource, site, label);
    const caller: Caller = {
      id: `storage-key:${id}`,
      kind: "storage-key",
      label: `a holder of a key of ${name}`,
      address: resource?.address,
    };
    const withKey = storageDecision(graph, site, account);
    matrix.add(entrance, caller, withKey);
    if (!resource) continue;
    for (const [operator, decision] of storageOperators(graph, site, resource, withKey))
      matrix.add(entrance, operator, decision);
  }
}

function storageDecision(
  graph: Graph,
  site: Site,
  { resource: account, name, given }: StorageAccount,
): Decision {
  const argument = "shared_access_key_enabled";
  if (!account)
    return unknown(`whether the storage account ${name} accepts keys is not decided in this stack`, [
      {
        address: site.id,
        argument: "storage_account_name",
        value: given,
        meaning: "the account is not in this stack",
      },
    ]);
  const value = graph.index.value(account, argument);
  const step = {
    address: account.address,
    argument,
    value: value === undefined ? "absent (true)" : printed(value),
  };
  const byDefault =
    account.mode === "managed"
      ? booleanOf(value, true)
      : isAbsent(value)
        ? "unknown"
        : booleanOf(value, true);
  switch (byDefault) {
    case "yes":
      return reaches(
        "the host, with its code and keys",
        [{ ...step, meaning: "the account accepts its keys, which are in the state" }],
        `${argument} = false`,
      );
    case "no":
      return decide(
        [
          {
            result: "refuses",
            answer: "403",
            control: `Storage: ${argument}`,
            proof: [{ ...step, meaning: "the account accepts no key" }],
            turnedBy: `${argument} = true`,
          },
        ],
        "",
      );
    default:
      return unknown(`${argument} of ${name} is not known`, [
        { ...step, meaning: "decides whether its keys are accepted" },
      ]);
  }
}

interface StorageAccount {
  readonly id: string;
  readonly name: string;
  /** What the site says of it. */
  readonly given: string;
  readonly resource?: Resource;
}

function storageAccounts(graph: Graph, { resource }: Site): StorageAccount[] {
  const found = new Map<string, StorageAccount>();
  for (const argument of ["storage_account_name", "storage_container_endpoint"]) {
    const raw = at(resource.values, argument);
    if (isAbsent(raw)) continue;
    const account = accountOf(graph, raw);
    const name = account ? graph.index.value(account, "name") : graph.index.followed(raw);
    const isKnown = name !== undefined && name.kind !== "unknown" && !isHidden(name);
    const id = isKnown ? printed(name) : (account?.address ?? `${resource.address}.${argument}`);
    found.set(id, { id, name: isKnown ? nameOf(name) : id, given: printed(raw), resource: account });
  }
  return [...found.values()];
}

function accountOf(graph: Graph, value: Value): Resource | undefined {
  const parts =
    value.kind === "text" ? value.parts.filter((part): part is Value => typeof part !== "string") : [value];
  const referred = parts
    .map((part) => graph.index.resourceOf(part))
    .find((one) => one?.type === "azurerm_storage_account");
  if (referred) return referred;
  const followed = graph.index.followed(value);
  const endpoint = /^https:\/\/([^.]+)\.blob\./.exec(literalText(followed)?.toLowerCase() ?? "")?.[1];
  return graph.storageByName.get(endpoint === undefined ? (keyOf(followed) ?? "") : `=${endpoint}`);
}
