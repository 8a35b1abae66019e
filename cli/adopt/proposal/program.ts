import type { Inventory } from "../input/inventory";
import { type Code, call, object, text, words } from "../output/code";
import { chosenApiManagement, chosenFunctionApp } from "./choice";
import { functionAppOf } from "./function-app";
import { apiOf, gatewayOf } from "./gateway";
import { hostingOf } from "./hosting";
import { joined } from "./part";
import { registrationOf } from "./registration";
import { runtimeOf } from "./runtime";
import { settingsOf } from "./settings";
import { storageOf } from "./storage";
import { telemetryOf } from "./telemetry";

/** Which of several is adopted. */
export interface Names {
  readonly functionApp?: string;
  readonly apiManagement?: string;
}

/** The program that adopts a chain, before it is written down. */
export interface Program {
  readonly subscriptionId: string;
  /** The props of the construct. */
  readonly props: Code;
  readonly notes: readonly string[];
}

/** Proposes the program for a Function App and its gateway that are there. */
export function programFor(inventory: Inventory, names: Names): Program {
  const app = chosenFunctionApp(inventory, names.functionApp);
  const service = chosenApiManagement(inventory, names.apiManagement);
  const hosting = hostingOf(app, inventory);
  const { properties, adopt, notes } = joined([
    functionAppOf(app, inventory),
    hosting,
    runtimeOf(app, inventory, hosting),
    settingsOf(app, inventory, hosting),
    storageOf(inventory),
    ...gatewayOf(service),
    apiOf(service, inventory),
    registrationOf(inventory),
    telemetryOf(app, inventory),
  ]);
  const [, , subscriptionId = "", , group = ""] = app.id.split("/");
  const { location, ...others } = properties;
  return {
    subscriptionId,
    props: object({
      name: text(workloadName(app.name)),
      location,
      resourceGroup: call(
        "ExistingResourceGroup.fromResourceGroupName",
        words("this"),
        text("resource-group"),
        text(group),
      ),
      adopt: object(adopt),
      ...others,
      apiDefinition: words("apiDefinition"),
      callers: words("callers"),
    }),
    notes,
  };
}

/** A legal name of a workload, from the Function App's. What is new is named after it. */
function workloadName(appName: string): string {
  const name = appName
    .toLowerCase()
    .replace(/^func-/, "")
    .replace(/[^a-z0-9-]/g, "")
    .replace(/^[^a-z]+/, "")
    .slice(0, 20)
    .replace(/-+$/, "");
  return name.length >= 2 ? name : "adopted";
}
