import { printable } from "../../text/printable";
import { listed } from "../../text/words";
import { UsageError } from "../../usage-error";
import type { AzureResource, Inventory } from "../input/inventory";
import { textAt } from "../input/values";

/** A kind of resource of which the program has one. */
interface Choice {
  readonly title: string;
  readonly isOne: (resource: AzureResource) => boolean;
  /** The option that names one of several. */
  readonly option: string;
  /** The command that shows it. */
  readonly command: string;
}

const functionApp: Choice = {
  title: "Function App",
  isOne: ({ type, shown }) =>
    type === "microsoft.web/sites" && /functionapp/i.test(textAt(shown, "kind") ?? ""),
  option: "--function-app",
  command: "az functionapp show --resource-group <group> --name <name>",
};

const apiManagement: Choice = {
  title: "API Management service",
  isOne: ({ type }) => type === "microsoft.apimanagement/service",
  option: "--api-management",
  command: "az apim show --resource-group <group> --name <name>",
};

/** The Function App to adopt: the one that was named, or the only one. */
export function chosenFunctionApp(inventory: Inventory, name: string | undefined): AzureResource {
  return chosen(inventory, functionApp, name);
}

/** The gateway to adopt, likewise. */
export function chosenApiManagement(inventory: Inventory, name: string | undefined): AzureResource {
  return chosen(inventory, apiManagement, name);
}

function chosen({ resources }: Inventory, choice: Choice, name: string | undefined): AzureResource {
  const { title, isOne, option, command } = choice;
  const all = resources.filter(isOne);
  const named = name === undefined ? all : all.filter((one) => one.name.toLowerCase() === name.toLowerCase());
  const [first, second] = named;
  if (first && !second) return first;
  const names = all.map((one) => printable(one.name)).sort();
  if (first) {
    throw new UsageError(
      `The files have ${names.length} of a ${title}: ${listed(names)}. Name one with ${option}.`,
    );
  }
  const has = names.length === 0 ? "none" : listed(names);
  const wanted = name === undefined ? `no ${title}` : `no ${title} ${printable(name)}, but ${has}`;
  throw new UsageError(`The files have ${wanted}. Add one with --from: ${command} > file.json`);
}

/** A resource by its id, in whatever case; nothing if no file shows it. */
export function resourceById({ resources }: Inventory, id: string | undefined): AzureResource | undefined {
  return resources.find((resource) => resource.id.toLowerCase() === id?.toLowerCase());
}

/** The only resource of a type; nothing if there is none, or one cannot tell which. */
export function onlyOne({ resources }: Inventory, type: string): AzureResource | undefined {
  const all = resources.filter((resource) => resource.type === type);
  return all.length === 1 ? all[0] : undefined;
}

/** Says what has to be shown besides. */
export function missing(what: string, command: string): UsageError {
  return new UsageError(`The files do not say ${what}. Add it with --from: ${command} > file.json`);
}
