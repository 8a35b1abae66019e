import { Token } from "cdktf";
import { mayBeGuid } from "../support/guid";
import { type ResourceIdKind, resourceIdParts, validateResourceId } from "../support/resource-ids";
import { validationError } from "../support/validation";

/** What of Azure can be adopted. */
type AzureKind = Extract<
  ResourceIdKind,
  | "api"
  | "apiManagement"
  | "applicationInsights"
  | "functionApp"
  | "functionAppSlot"
  | "logAnalyticsWorkspace"
  | "servicePlan"
  | "storageAccount"
  | "userAssignedIdentity"
>;

/** What of Entra can be adopted. */
type EntraKind = "application" | "servicePrincipal";

/** A kind of resource that can be adopted. */
export type AdoptedKind = AzureKind | EntraKind | "resourceGroup";

/** What an id says of the resource that is there. */
export interface AdoptedResource {
  /** The id as the provider imports it. */
  readonly importId: string;
  /**
   * Name of the resource.
   * @default - its id does not say it
   */
  readonly name?: string;
  /**
   * Name of the resource group that it is in.
   * @default - it is in none
   */
  readonly resourceGroupName?: string;
  /**
   * Name of the resource that it is part of.
   * @default - it is a resource of its own
   */
  readonly parentName?: string;
  /**
   * The revision of an API.
   * @default - it is no API
   */
  readonly revision?: string;
}

const entra: Readonly<Record<EntraKind, { readonly collection: string; readonly command: string }>> = {
  application: { collection: "applications", command: "az ad app show" },
  servicePrincipal: { collection: "servicePrincipals", command: "az ad sp show" },
};

/** Reads the id of a resource that is there; nothing if it is not the id of one of that kind. */
export function readImportId(kind: AdoptedKind, id: string): AdoptedResource | undefined {
  if (Token.isUnresolved(id)) return undefined;
  if (kind === "resourceGroup") return readGroup(id);
  if (isEntra(kind)) return readEntra(kind, id);
  const parts = resourceIdParts(kind, id);
  if (!parts) return undefined;
  const { resourceGroupName, names } = parts;
  const [name, revision] = names[names.length - 1].split(";rev=");
  return { importId: parts.id, name, resourceGroupName, parentName: names[names.length - 2], revision };
}

/**
 * The resource group that a resource is made in, or that one to adopt is in already.
 *
 * @param importId the id of what is adopted, if it is
 * @param resourceGroupName the group of what is new
 */
export function groupOf(kind: AdoptedKind, importId: string | undefined, resourceGroupName: string): string {
  const there = importId === undefined ? undefined : readImportId(kind, importId);
  return there?.resourceGroupName ?? resourceGroupName;
}

function readGroup(id: string): AdoptedResource | undefined {
  const [, subscription, name] = /^\/subscriptions\/([^/]+)\/resourceGroups\/([^/]+)$/i.exec(id) ?? [];
  return name ? { importId: `/subscriptions/${subscription}/resourceGroups/${name}`, name } : undefined;
}

function readEntra(kind: EntraKind, id: string): AdoptedResource | undefined {
  const [, collection, objectId] = id.split("/");
  const isId = id === `/${collection}/${objectId}` && collection === entra[kind].collection;
  return isId && mayBeGuid(objectId) ? { importId: id } : undefined;
}

function isEntra(kind: AdoptedKind): kind is EntraKind {
  return kind in entra;
}

/** Rejects text that is not the id of such a resource, and an id that is not known at synth. */
export function validateImportId(kind: AdoptedKind, property: string, id: string): string[] {
  if (Token.isUnresolved(id)) return [unknownError(property)];
  if (readImportId(kind, id)) return [];
  if (kind === "resourceGroup") {
    return [
      formError(property, id, "/subscriptions/…/resourceGroups/…", "Copy it with `az group show --query id`"),
    ];
  }
  if (isEntra(kind)) {
    const { collection, command } = entra[kind];
    return [
      formError(
        property,
        id,
        `/${collection}/{object id}`,
        `Write it with the object id that \`${command} --query id\` prints, which is not the client id`,
      ),
    ];
  }
  return validateResourceId(kind, id, property);
}

function formError(property: string, id: string, form: string, fix: string): string {
  return validationError(`\`${property}\` was given as ${JSON.stringify(id)}`, `Allowed is ${form}`, fix);
}

// The names that are in it decide whether anything is replaced.
function unknownError(property: string): string {
  return validationError(
    `\`${property}\` was given as a value that Terraform knows later`,
    "What is there keeps its name and place, which its id says, so the id has to be known at synth",
    "Write the id as a literal text",
  );
}

/** A name or place that a new resource is given, and that one that is there has already. */
export type GivenPlace = Pick<AdoptedResource, "name" | "resourceGroupName" | "parentName" | "revision">;

/**
 * Rejects the id of a resource that is elsewhere, or has another name, than the stack says: Terraform would import it,
 * and then replace it.
 *
 * @param property the property that holds the id
 * @param given what the stack says; what is left out is not compared
 */
export function validateAdoption(
  kind: AdoptedKind,
  property: string,
  id: string | undefined,
  given: GivenPlace,
): string[] {
  if (id === undefined) return [];
  const there = readImportId(kind, id);
  if (!there) return validateImportId(kind, property, id);
  return (["name", "resourceGroupName", "parentName", "revision"] as const)
    .filter((part) => {
      const value = given[part];
      return value !== undefined && !Token.isUnresolved(value) && value !== there[part];
    })
    .map((part) =>
      validationError(
        `\`${property}\` is the id of a resource whose ${words[part]} is ${JSON.stringify(there[part])}, and ${JSON.stringify(given[part])} was given`,
        "Terraform would import it, then destroy it and make another one",
        `Give the ${words[part]} that is in the id`,
      ),
    );
}

const words = {
  name: "name",
  resourceGroupName: "resource group",
  parentName: "parent",
  revision: "revision",
} satisfies Record<keyof GivenPlace, string>;
