import { validateImportId } from "../adoption/import-ids";
import { validateExclusive, validationError } from "../support/validation";
import { type AdoptedPart, type Adoption, adoptedKinds, adoptedNames, readAdoption } from "./adoption";
import type { AllResourceNames } from "./derived-names";
import type { ResolvedPattern } from "./resolve";
import type { SecureFunctionBehindApimProps } from "./secure-function-behind-apim-props";

/** What is wrong with the ids, and with what else is said of the resources. */
export function validateAdoptedResources(
  props: SecureFunctionBehindApimProps,
  { resourceGroup, gateway }: ResolvedPattern,
): string[] {
  const { adopt } = props;
  if (!adopt) return [];
  const adoption = readAdoption(props);
  return [
    ...(Object.keys(adoptedKinds) as AdoptedPart[]).flatMap((part) => {
      const id = adopt[part];
      return id === undefined ? [] : validateImportId(adoptedKinds[part], `adopt.${part}`, id);
    }),
    ...Object.keys(adoptedNames(adoption)).flatMap((part) =>
      validateExclusive(`adopt.${part}`, "a resource", {
        [`names.${part}`]: props.names?.[part as keyof AllResourceNames],
      }),
    ),
    ...(props.resourceGroup || adoption.resourceGroup ? [] : validateNewGroup(adoption, resourceGroup.name)),
    ...(props.gateway ? [] : validateServiceOfApi(adoption, gateway.name)),
    ...validatePathOfApi(props),
  ];
}

// A group in which something is exists, so it cannot be made.
function validateNewGroup(adoption: Adoption, name: string): string[] {
  const inGroup = (Object.keys(adoption) as AdoptedPart[]).find(
    (part) => adoption[part]?.resourceGroupName?.toLowerCase() === name.toLowerCase(),
  );
  if (!inGroup) return [];
  return [
    validationError(
      `\`adopt.${inGroup}\` is in the resource group ${JSON.stringify(name)}, which is also the name of the new one`,
      "Azure refuses to make a group that is there",
      "Hand it in as `resourceGroup`, adopt it with `adopt.resourceGroup`, or set `names.resourceGroup` to another name",
    ),
  ];
}

function validateServiceOfApi({ api, apiManagement }: Adoption, name: string): string[] {
  if (!api || api.parentName === name) return [];
  return [
    validationError(
      `\`adopt.api\` is on the API Management service ${JSON.stringify(api.parentName)}, and the gateway is ${
        apiManagement ? JSON.stringify(name) : "a new one"
      }`,
      "An API stays on its service",
      "Adopt that service too (`adopt.apiManagement`), or hand it in as `gateway`",
    ),
  ];
}

function validatePathOfApi({ adopt, apiPath }: SecureFunctionBehindApimProps): string[] {
  if (adopt?.api === undefined || apiPath !== undefined) return [];
  return [
    validationError(
      "`adopt.api` was given without `apiPath`",
      "Callers would find the API no more, because its path would become the workload's name",
      "Say the path that it has, which `az apim api show --query path` prints",
    ),
  ];
}
