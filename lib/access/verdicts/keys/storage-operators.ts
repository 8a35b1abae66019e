import type { Graph } from "../../graph/graph";
import type { Ability } from "../../graph/roles/abilities";
import type { Holding } from "../../graph/roles/role-assignments";
import type { Site } from "../../graph/sites";
import type { StackIndex } from "../../graph/stack-index";
import { at, booleanOf, isAbsent, literalText } from "../../graph/values";
import { addTo } from "../../groups";
import type { Caller } from "../../report";
import type { Resource } from "../../stack/stack";
import type { Value } from "../../stack/value";
import { anyOf, type Decision, reaches } from "../decision";
import { asHolder, byRole } from "../role-holders";

/** Whom a role of Azure lets read the keys of a site's storage account, or write what is in it. */
export function storageOperators(
  graph: Graph,
  site: Site,
  account: Resource,
  withKey: Decision,
): (readonly [Caller, Decision])[] {
  const asHost = reaches("the host, with its code and keys", [], "remove the role");
  const found = new Map<string, { readonly caller: Caller; readonly decision: Decision }[]>();
  const add = (ability: Ability, meaning: string, decision: Decision) => {
    for (const holding of graph.roles.on(account, ability)) {
      if (isOwnIdentity(graph, site, holding.assignment.principalId) || isElsewhere(graph, site, holding))
        continue;
      const holder = byRole(graph, withDoubtOf(ability, holding), "storage-operator", meaning);
      addTo(found, holder.caller.id, { caller: holder.caller, decision: asHolder(holder, decision) });
    }
  };
  add("turn-storage-keys-on", "may turn the keys of the account on and read them", asHost);
  add("write-blobs", "may write the blobs of the account", asHost);
  add("read-storage-keys", "may read the keys of the account", withKey);
  if (mayHaveShare(graph, site)) add("write-files", "may write the files of the account", asHost);
  return [...found.values()].map((all) => [all[0].caller, anyOf(all.map(({ decision }) => decision))]);
}

/** Whether a role is given for a part of an account that does not hold the code. */
function isElsewhere(graph: Graph, site: Site, { part }: Holding): boolean {
  return part?.name !== undefined && !mayHoldCode(graph, site, part.name);
}

function withDoubtOf(ability: Ability, holding: Holding): Holding {
  const place = ability === "write-files" ? "in a file share" : holding.part && "in this part of the account";
  if (holding.doubt !== undefined || place === undefined) return holding;
  return { ...holding, doubt: `whether the code is ${place} is not known` };
}

/** Whether a role is given to the site itself, or to a slot of the same app, and to nobody besides. */
function isOwnIdentity(graph: Graph, site: Site, principalId: Value): boolean {
  const principal = graph.principals.ofObjectId(principalId);
  if (!principal) return false;
  const own = principal.kind === "system-assigned" && principal.resource ? [principal.resource] : [];
  const having = [...own, ...(graph.attachments.get(principal.id) ?? [])];
  return having.length > 0 && having.every(({ address }) => areOneApp(graph.sites.at(address), site));
}

function areOneApp(one: Site | undefined, other: Site): boolean {
  return one !== undefined && (one.app ?? one).id === (other.app ?? other).id;
}

/** Containers that the host and its tools make. */
const hostContainers = /^(azure-webjobs-|app-package|scm-releases|function-releases|github-actions-deploy)/;

/** Whether a container may be one from which the host takes its keys or its code. */
function mayHoldCode({ index }: Graph, { resource }: Site, container: string): boolean {
  if (hostContainers.test(container)) return true;
  const [endpoint, settings] = ["storage_container_endpoint", "app_settings"].map((argument) =>
    at(resource.values, argument),
  );
  const code = settings?.kind === "map" ? settings.entries.get("WEBSITE_RUN_FROM_PACKAGE") : settings;
  return [endpoint, code].some((value) => {
    const text = isAbsent(value) ? "" : addressIn(index, value);
    return text === undefined || text.toLowerCase().split("/").includes(container);
  });
}

/** The text of an address, in which the name of the account may be known later. */
function addressIn(index: StackIndex, value: Value): string | undefined {
  if (value.kind !== "text") return literalText(index.followed(value));
  const texts = value.parts.map((part) => {
    if (typeof part === "string") return part;
    const isAccount = part.kind === "reference" && /(^|\.)azurerm_storage_account\./.test(part.address);
    return isAccount ? "https://account/" : literalText(index.followed(part));
  });
  return texts.includes(undefined) ? undefined : texts.join("");
}

/** Whether the code may be in a file share: a host that uses its identity has none, since Azure mounts it with a key. */
function mayHaveShare({ index }: Graph, { resource }: Site): boolean {
  if (resource.type === "azurerm_function_app_flex_consumption") return false;
  return booleanOf(index.value(resource, "storage_uses_managed_identity"), false) !== "yes";
}
