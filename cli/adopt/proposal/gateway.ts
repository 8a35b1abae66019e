import { printable } from "../../text/printable";
import { listed } from "../../text/words";
import type { AzureResource, Inventory } from "../input/inventory";
import { isJsonObject, type JsonObject, numberAt, textAt, valueAt } from "../input/values";
import { member, object, text } from "../output/code";
import { missing } from "./choice";
import type { Part } from "./part";

/** The API Management service, and the identity with which it calls. */
export function gatewayOf(service: AzureResource): Part[] {
  return [serviceOf(service), identityOf(service)];
}

function serviceOf({ id, name, shown }: AzureResource): Part {
  const tier = textAt(shown, "sku.name");
  const units = numberAt(shown, "sku.capacity");
  const publisher = { name: textAt(shown, "publisherName"), email: textAt(shown, "publisherEmail") };
  if (tier === undefined || units === undefined || !publisher.name || !publisher.email) {
    throw missing(
      "the tier and the publisher of the API Management service",
      `az apim show --resource-group <group> --name ${printable(name)}`,
    );
  }
  return {
    properties: {
      publisher: object({ name: text(publisher.name), email: text(publisher.email) }),
      skuName: text(`${tier}_${units}`),
    },
    adopt: { apiManagement: text(id) },
    notes: [
      "API Management takes TLS 1.2 and newer only afterwards. If other teams use the service, hand it in as `gateway` instead of adopting it (docs/existing-parts.md).",
    ],
  };
}

function identityOf({ shown }: AzureResource): Part {
  const { systemAssigned, userAssigned } = identitiesOf(shown);
  const [first, second] = userAssigned;
  if (first !== undefined && second === undefined && !systemAssigned) {
    return { adopt: { gatewayIdentity: text(first) } };
  }
  if (!systemAssigned && first === undefined) return {};
  return {
    properties: {
      gatewayIdentityType: systemAssigned ? member("GatewayIdentityType.SYSTEM_ASSIGNED") : undefined,
    },
    notes:
      first === undefined
        ? []
        : [`Identities that the gateway has and loses: ${listed(userAssigned.map(printable))}.`],
  };
}

/** The identities of a resource. */
export function identitiesOf(shown: JsonObject): { systemAssigned: boolean; userAssigned: string[] } {
  const identities = valueAt(shown, "identity.userAssignedIdentities");
  return {
    systemAssigned: /systemassigned/i.test(textAt(shown, "identity.type") ?? ""),
    userAssigned: isJsonObject(identities) ? Object.keys(identities) : [],
  };
}

const API = "microsoft.apimanagement/service/apis";

/** The API to adopt: the only one that a file shows of the service. */
export function apiOf(service: AzureResource, { resources }: Inventory): Part {
  const apis = resources.filter(
    ({ id, type }) => type === API && id.toLowerCase().startsWith(`${service.id.toLowerCase()}/`),
  );
  const [api, other] = apis;
  if (!api) {
    return {
      notes: [
        "No API is adopted: the program makes one of its own, with the workload's name as its path, beside those that are there. To take one over, add it with --from: az apim api show --resource-group <group> --service-name <name> --api-id <id> > api.json",
      ],
    };
  }
  const path = textAt(api.shown, "path");
  const revision = textAt(api.shown, "apiRevision");
  if (other || path === undefined || revision === undefined) {
    return {
      notes: [
        `No API is adopted: one cannot tell which, or its path and revision are not there. Show one alone: ${listed(apis.map(({ name }) => printable(name)))}.`,
      ],
    };
  }
  return {
    properties: { apiPath: text(path) },
    adopt: { api: text(`${api.id.replace(/;rev=\d+$/, "")};rev=${revision}`) },
    notes: [
      "The API's policy is overwritten. Policies of its operations stay, and operations that are not from an OpenAPI document have to be imported too.",
    ],
  };
}
