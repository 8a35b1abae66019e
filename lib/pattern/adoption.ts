import { type AdoptedKind, type AdoptedResource, readImportId } from "../adoption/import-ids";
import type { AdoptedResources } from "./adopted-resources";
import type { AllResourceNames } from "./derived-names";
import type { SecureFunctionBehindApimProps } from "./secure-function-behind-apim-props";

/** A part of the pattern that can be adopted. */
export type AdoptedPart = Exclude<keyof AdoptedResources, "keptAppSettings">;

/** What each part is in Azure or Entra. */
export const adoptedKinds: Readonly<Record<AdoptedPart, AdoptedKind>> = {
  resourceGroup: "resourceGroup",
  functionApp: "functionApp",
  servicePlan: "servicePlan",
  storageAccount: "storageAccount",
  apiManagement: "apiManagement",
  gatewayIdentity: "userAssignedIdentity",
  api: "api",
  application: "application",
  servicePrincipal: "servicePrincipal",
  logAnalyticsWorkspace: "logAnalyticsWorkspace",
  applicationInsights: "applicationInsights",
};

/** What the ids of a pattern say, by the part that takes each over. Validation rejects the ids that say nothing. */
export type Adoption = Readonly<Partial<Record<AdoptedPart, AdoptedResource>>>;

export function readAdoption({ adopt = {} }: SecureFunctionBehindApimProps): Adoption {
  const read = (Object.keys(adoptedKinds) as AdoptedPart[]).flatMap((part) => {
    const id = adopt[part];
    const there = id === undefined ? undefined : readImportId(adoptedKinds[part], id);
    return there ? [[part, there] as const] : [];
  });
  return Object.fromEntries(read);
}

/** The names of what is adopted, where its id says it. */
export function adoptedNames(adoption: Adoption): Partial<AllResourceNames> {
  const { api: _api, servicePrincipal: _principal, ...named } = adoption;
  const names = Object.entries(named).map(([part, { name }]) => [part, name] as const);
  return Object.fromEntries(names.filter(([, name]) => name !== undefined));
}
