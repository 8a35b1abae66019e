import { printable } from "../../text/printable";
import { UsageError } from "../../usage-error";
import type { AzureResource, Inventory } from "../input/inventory";
import { textAt, valueAt } from "../input/values";
import { type Code, call, text } from "../output/code";
import { missing, resourceById } from "./choice";
import type { Part } from "./part";

/** The service plan of the Function App, as far as the program has to know it. */
export interface Hosting extends Part {
  readonly isWindows: boolean;
  readonly isFlexConsumption: boolean;
  /** Whether Azure may keep the code in a share, for which the host needs a key. */
  readonly hasContentShare: boolean;
}

export function hostingOf(app: AzureResource, inventory: Inventory): Hosting {
  const planId = textAt(app.shown, "appServicePlanId") ?? textAt(app.shown, "serverFarmId");
  if (planId === undefined) throw missing("on which service plan the Function App is", showApp(app));
  const plan = resourceById(inventory, planId);
  const sku = plan && (textAt(plan.shown, "sku.name") ?? textAt(plan.shown, "sku.size"));
  if (sku === undefined) {
    throw missing(
      "the SKU of the Function App's service plan",
      `az functionapp plan show --ids ${JSON.stringify(printable(planId))}`,
    );
  }
  const isWindows = !isLinux(app, plan);
  return {
    properties: { hosting: hostingCode(sku, isWindows) },
    adopt: { servicePlan: text(planId) },
    isWindows,
    isFlexConsumption: sku === "FC1",
    hasContentShare: /^(Y|EP)\d$/.test(sku),
  };
}

function isLinux(app: AzureResource, plan: AzureResource | undefined): boolean {
  return /linux/i.test(textAt(app.shown, "kind") ?? "") || valueAt(plan?.shown ?? {}, "reserved") === true;
}

function hostingCode(sku: string, isWindows: boolean): Code {
  const windows = isWindows ? "Windows" : "";
  if (sku === "FC1") return call("FunctionHosting.flexConsumption");
  if (sku === "Y1") return call(`FunctionHosting.consumption${windows}`);
  if (/^EP[123]$/.test(sku)) return call(`FunctionHosting.elasticPremium${windows}`, text(sku));
  if (/^(B[123]|S[123]|P[0-5]m?v[234])$/.test(sku))
    return call(`FunctionHosting.dedicated${windows}`, text(sku));
  throw new UsageError(
    `The service plan has the SKU ${printable(sku)}, which the library does not know. It knows B1 to B3, S1 to S3, the Premium plans v2 to v4, EP1 to EP3, Y1 and FC1: move the app to one of these first.`,
  );
}

export function showApp({ name }: AzureResource): string {
  return `az functionapp show --resource-group <group> --name ${printable(name)}`;
}
