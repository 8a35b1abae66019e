import type { EntraProvider } from "../../graph/easy-auth";
import type { Graph } from "../../graph/graph";
import type { Principal } from "../../graph/principals";
import type { Site } from "../../graph/sites";
import { printed, type Ternary } from "../../graph/values";
import type { ProofStep } from "../../report";
import type { Value } from "../../stack/value";
import { atSite, type Check, passes, unsure } from "../decision";
import type { Presented } from "../presented";

/** Whether the application that asked for a token is one that the gate of a site lists. */
export function checkApplications(
  graph: Graph,
  site: Site,
  entra: EntraProvider,
  presented: Presented,
): Check {
  const list = entra.applications;
  const at = (meaning: string, value = printedList(list)) =>
    atSite(site, `${entra.path}.allowed_applications`, value, meaning);
  if (list.length === 0) return passes(at("tokens of every application are accepted"));
  const refuses = (who: string): Check => ({
    result: "refuses",
    answer: "403",
    control: "App Service Authentication: allowed_applications",
    proof: [at(`${who} is not in it`)],
    turnedBy: `its client id in allowed_applications`,
  });
  const doubt = list.find((value) => graph.index.followed(value).kind === "unknown");
  switch (presented.kind) {
    case "application":
      return doubt
        ? unsure("allowed_applications is not known", at("decides which applications get in"))
        : refuses("an application that is on no list");
    case "user":
    case "foreign":
      return throughListed(graph, list, at, refuses);
    case "principal":
      return inList(
        list.map((value) => ({ value, is: graph.principals.hasClientId(presented.principal, value) })),
        presented.principal,
        at,
        refuses,
        "client id",
      );
    default:
      return passes();
  }
}

/** A user signs in through an application. Nobody signs in through a managed identity. */
function throughListed(
  graph: Graph,
  list: readonly Value[],
  at: (meaning: string, value?: string) => ProofStep,
  refuses: (who: string) => Check,
): Check {
  const owners = list.map((value) => graph.principals.ofClientId(value));
  const application = list[owners.findIndex((owner) => owner?.kind === "application")];
  if (application) return passes(at("users can sign in through this application", printed(application)));
  const unclear = list[owners.findIndex((owner) => !isManagedIdentity(graph, owner))];
  if (unclear !== undefined)
    return unsure(
      `whether users can sign in through ${printed(unclear)} is not known`,
      at("an application of the list may be one through which users sign in", printed(unclear)),
    );
  return refuses(
    "every application in it is a managed identity, through which nobody signs in: the caller's",
  );
}

function isManagedIdentity(graph: Graph, principal: Principal | undefined): boolean {
  if (!principal) return false;
  if (principal.kind === "user-assigned" || principal.kind === "system-assigned") return true;
  const type = principal.resource && graph.index.text(principal.resource, "type");
  return (
    principal.kind === "looked-up" &&
    (type === "ManagedIdentity" || principal.resource?.type === "azurerm_user_assigned_identity")
  );
}

/** Whether the principal that a token was issued to is one that the gate of a site lists. */
export function checkIdentities(graph: Graph, site: Site, entra: EntraProvider, presented: Presented): Check {
  const { identities, groups } = entra;
  const at = (meaning: string, value = printedList(identities)) =>
    atSite(site, `${entra.path}.allowed_identities`, value, meaning);
  if (identities.length === 0 && groups.length === 0)
    return passes(at("tokens of every principal are accepted"));
  const refuses = (who: string): Check => ({
    result: "refuses",
    answer: "403",
    control: "App Service Authentication: allowed_identities",
    proof: [at(`${who} is not in it`)],
    turnedBy: "its object id in allowed_identities",
  });
  const byGroup = () =>
    unsure(
      "who is a member of allowed_groups is not known",
      atSite(site, `${entra.path}.allowed_groups`, printedList(groups), "members of these groups get in too"),
    );
  if (presented.kind === "principal") {
    const check = inList(
      identities.map((value) => ({ value, is: graph.principals.hasObjectId(presented.principal, value) })),
      presented.principal,
      at,
      refuses,
      "object id",
    );
    return check.result === "refuses" && groups.length > 0 ? byGroup() : check;
  }
  if (groups.length > 0) return byGroup();
  const doubt = identities.some((value) => graph.index.followed(value).kind === "unknown");
  if (doubt) return unsure("allowed_identities is not known", at("decides which principals get in"));
  return refuses("a principal that is on no list");
}

function inList(
  compared: readonly { readonly value: Value; readonly is: Ternary }[],
  principal: Principal,
  at: (meaning: string, value?: string) => ProofStep,
  refuses: (who: string) => Check,
  which: string,
): Check {
  const found = compared.find(({ is }) => is === "yes");
  if (found) return passes(at(`it is the ${which} of ${principal.label}`, printed(found.value)));
  const doubt = compared.find(({ is }) => is === "unknown");
  if (!doubt) return refuses(`the ${which} of ${principal.label}`);
  return unsure(
    `whether ${printed(doubt.value)} is the ${which} of ${principal.label} is not known`,
    at(`may be the ${which} of ${principal.label}`, printed(doubt.value)),
  );
}

function printedList(values: readonly Value[]): string {
  return values.length === 0 ? "absent" : values.map(printed).join(", ");
}
