import { printable } from "../../text/printable";
import { listed } from "../../text/words";
import { UsageError } from "../../usage-error";
import type { AzureResource, Inventory } from "../input/inventory";
import { objectsAt, textAt, valueAt } from "../input/values";
import { text } from "../output/code";
import { missing } from "./choice";
import { identitiesOf } from "./gateway";
import { showApp } from "./hosting";
import type { Part } from "./part";

/** The Function App itself: its id, and what of it the program does not say. */
export function functionAppOf(app: AzureResource, inventory: Inventory): Part {
  const kind = textAt(app.shown, "kind") ?? "";
  if (/workflowapp|kubernetes|azurecontainerapps/i.test(kind)) {
    throw new UsageError(
      `${printable(app.name)} is of the kind ${printable(kind)}. The library has Function Apps in service plans, no Logic Apps, no Azure Arc and no Container Apps.`,
    );
  }
  const location = textAt(app.shown, "location");
  if (location === undefined) throw missing("the region of the Function App", showApp(app));
  return {
    properties: { location: text(location.toLowerCase().replace(/ /g, "")) },
    adopt: { functionApp: text(app.id) },
    notes: [
      ...slotNotes(app, inventory),
      ...identityNotes(app),
      ...hybridNotes(app, inventory),
      ...hostNameNotes(app),
      "Deployments with publishing passwords, over FTP, or from an address end: code is deployed with an Entra identity, from `deploymentAddresses`.",
    ],
  };
}

// One cannot tell of which slot a list of settings is, and what is not named is removed.
function slotNotes(app: AzureResource, { resources }: Inventory): string[] {
  return resources
    .filter(({ id, type }) => type === "microsoft.web/sites/slots" && isPartOf(id, app))
    .map(
      ({ id, name }) =>
        `The slot ${printable(name)} is not adopted, and has no gate. Add it, with the names of its settings: stack.chain.addSlot("slot", { name: ${JSON.stringify(printable(name))}, importId: ${JSON.stringify(printable(id))}, keptAppSettings: [] })`,
    );
}

function isPartOf(id: string, app: AzureResource): boolean {
  return id.toLowerCase().startsWith(`${app.id.toLowerCase()}/`);
}

function identityNotes({ shown }: AzureResource): string[] {
  const { userAssigned } = identitiesOf(shown);
  if (userAssigned.length === 0) return [];
  return [
    `Identities that the Function has and loses: ${listed(userAssigned.map(printable))}. Keep one of them with \`functionIdentity: FunctionIdentity.userAssigned(…)\`.`,
  ];
}

function hybridNotes(app: AzureResource, { resources }: Inventory): string[] {
  const connections = resources.filter(
    ({ id, type }) => /\/hybridconnection/.test(type) && isPartOf(id, app),
  );
  if (connections.length === 0) return [];
  return [
    `Hybrid connections stay, and are not in the program: ${listed(connections.map(({ name }) => printable(name)))}.`,
  ];
}

function hostNameNotes({ shown }: AzureResource): string[] {
  const names = objectsAt(shown, "hostNameSslStates").map((one) => textAt(one, "name") ?? "");
  const hostNames = valueAt(shown, "hostNames");
  const all = Array.isArray(hostNames) ? hostNames.map(String) : names;
  const own = all.filter((name) => name !== "" && !/\.azurewebsites\.|\.chinacloudsites\./i.test(name));
  if (own.length === 0) return [];
  return [`Host names of its own stay, and are not in the program: ${listed(own.map(printable))}.`];
}
