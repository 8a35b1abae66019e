import { printable } from "../../text/printable";
import type { AzureResource, Inventory } from "../input/inventory";
import { isJsonObject, textAt, valueAt } from "../input/values";
import { text } from "../output/code";
import { onlyOne, resourceById } from "./choice";
import type { Part } from "./part";

const TYPE = "microsoft.insights/components";

/** Where the Function's traces go today. */
export function telemetryOf(app: AzureResource, inventory: Inventory): Part {
  const component = resourceById(inventory, linkedBy(app)) ?? onlyOne(inventory, TYPE);
  if (!component) {
    return {
      notes: [
        "Traces go to a new Application Insights component, because no file says which one the app has.",
      ],
    };
  }
  const workspaceId = textAt(component.shown, "workspaceResourceId");
  if (workspaceId === undefined) {
    return {
      notes: [
        `Traces go to a new Application Insights component. To adopt ${printable(component.name)}, add it with --from: az monitor app-insights component show --ids ${JSON.stringify(printable(component.id))} > component.json`,
      ],
    };
  }
  return {
    properties: { logAnalyticsWorkspaceId: text(workspaceId) },
    adopt: { applicationInsights: text(component.id) },
  };
}

// The portal links an app to its component by a tag.
function linkedBy({ shown }: AzureResource): string | undefined {
  const tags = valueAt(shown, "tags");
  const link = isJsonObject(tags) ? tags["hidden-link: /app-insights-resource-id"] : undefined;
  return typeof link === "string" ? link : undefined;
}
