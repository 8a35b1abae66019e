import { Token } from "cdktf";
import { validationError } from "../support/validation";

interface GatewayTier {
  readonly maximumUnits: number;
  /** Whether TLS ciphers and HTTP/2 of the gateway can be set: not where the gateway is shared (rule 26). */
  readonly tlsSettings: boolean;
  /** Whether the service has resource logs. */
  readonly resourceLogs: boolean;
}

// Microsoft's "Feature-based comparison of the Azure API Management tiers"; units as azurerm accepts them.
const tiers = new Map<string, GatewayTier>([
  ["Consumption", { maximumUnits: 0, tlsSettings: false, resourceLogs: false }],
  ["Developer", { maximumUnits: 1, tlsSettings: true, resourceLogs: true }],
  ["Basic", { maximumUnits: 2, tlsSettings: true, resourceLogs: true }],
  ["Standard", { maximumUnits: 4, tlsSettings: true, resourceLogs: true }],
  ["Premium", { maximumUnits: 99, tlsSettings: true, resourceLogs: true }],
  ["BasicV2", { maximumUnits: 10, tlsSettings: true, resourceLogs: true }],
  ["StandardV2", { maximumUnits: 10, tlsSettings: true, resourceLogs: true }],
  ["PremiumV2", { maximumUnits: 30, tlsSettings: true, resourceLogs: true }],
]);

/** Rejects a SKU that API Management does not have. */
export function validateSku(skuName: string): string[] {
  if (Token.isUnresolved(skuName)) return [];
  const tier = tierOf(skuName);
  const units = /_(0|[1-9]\d?)$/.exec(skuName)?.[1];
  if (tier && units !== undefined && hasUnits(tier, Number(units))) return [];
  return [
    validationError(
      `The SKU ${JSON.stringify(skuName)} was given`,
      `API Management has ${skuForms()}`,
      "Set `skuName` to one of these",
    ),
  ];
}

/** Whether the gateway's ciphers and HTTP/2 can be set. Not known for a token, so nothing is set. */
export function hasTlsSettings(skuName: string): boolean {
  return !Token.isUnresolved(skuName) && tierOf(skuName)?.tlsSettings === true;
}

/** Whether the service has resource logs. Not known for a token, so none are requested. */
export function hasResourceLogs(skuName: string): boolean {
  return !Token.isUnresolved(skuName) && tierOf(skuName)?.resourceLogs === true;
}

/** The tier that a SKU is of, `Consumption` for `Consumption_0`. */
export function tierName(skuName: string): string {
  return skuName.replace(/_\d+$/, "");
}

function tierOf(skuName: string): GatewayTier | undefined {
  return tiers.get(tierName(skuName));
}

function hasUnits({ maximumUnits }: GatewayTier, units: number): boolean {
  return maximumUnits === 0 ? units === 0 : units >= 1 && units <= maximumUnits;
}

function skuForms(): string {
  return [...tiers]
    .map(([tier, { maximumUnits }]) =>
      maximumUnits < 2 ? `${tier}_${maximumUnits}` : `${tier}_1 to ${tier}_${maximumUnits}`,
    )
    .join(", ");
}
