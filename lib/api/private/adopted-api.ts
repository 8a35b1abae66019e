import { validateAdoption } from "../../adoption/import-ids";
import type { IGateway } from "../../gateway/gateway-props";

/** What an adopted API keeps. */
export const keptArguments: readonly string[] = [
  "contact",
  "license",
  "oauth2_authorization",
  "openid_authentication",
  "source_api_id",
  "terms_of_service_url",
  "version_description",
];

/** What can be told of an API to adopt before its gateway is made. */
export interface ApiToAdopt {
  readonly importId?: string;
  readonly name: string;
  readonly revision?: string;
  readonly gateway?: IGateway;
}

/** Rejects an API that the stack would replace. */
export function validateApiAdoption({ importId, name, revision = "1", gateway }: ApiToAdopt): string[] {
  return validateAdoption("api", "importId", importId, {
    name,
    revision,
    parentName: gateway?.name,
    resourceGroupName: gateway?.resourceGroupName,
  });
}
