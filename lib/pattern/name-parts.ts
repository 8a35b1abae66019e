import { Token } from "cdktf";
import type { Construct } from "constructs";
import { UniqueSuffix } from "../naming/unique-suffix";
import { uniqueSuffixForm } from "../support/known-forms";
import { localText } from "../support/terraform-text";
import type { AdoptedResources } from "./adopted-resources";
import {
  checkWorkloadName,
  groupName,
  isUniqueSuffix,
  isWorkloadName,
  type NameParts,
  storageNameOf,
  storageNameOfLocal,
} from "./derived-names";
import type { ResourceNames } from "./resource-names";
import type { SecureFunctionBehindApimProps } from "./secure-function-behind-apim-props";

interface UniqueName {
  readonly name: keyof ResourceNames & keyof AdoptedResources;
  /** The property that hands the part in, which has its name. */
  readonly existing?: keyof SecureFunctionBehindApimProps;
}

/** The names that are given once in all of Azure, or in a tenant. */
const uniqueNames: readonly UniqueName[] = [
  { name: "apiManagement", existing: "gateway" },
  { name: "functionApp" },
  { name: "storageAccount", existing: "storage" },
  { name: "application", existing: "registration" },
];

/** Whether a derived name ends in the unique suffix. */
export function hasUniqueNames(props: SecureFunctionBehindApimProps): boolean {
  return uniqueNames.some(
    ({ name, existing }) =>
      props.names?.[name] === undefined &&
      props.adopt?.[name] === undefined &&
      (existing === undefined || props[existing] === undefined),
  );
}

/**
 * The parts of a pattern's derived names with which the names are validated, before anything is made. One of which no
 * name can be made is an error of its own, and not of each derived name too.
 */
export function exampleNameParts(props: SecureFunctionBehindApimProps): NameParts {
  const name = isWorkloadName(props.name) ? props.name : "example";
  const storageName = Token.isUnresolved(name) ? name : storageNameOf(name);
  const { uniqueSuffix = uniqueSuffixForm.example } = props;
  return {
    name,
    storageName,
    uniqueSuffix: isUniqueSuffix(uniqueSuffix) ? uniqueSuffix : uniqueSuffixForm.example,
  };
}

/** The parts of a pattern's derived names; what Terraform does for them is made in the scope. */
export function newNameParts(scope: Construct, props: SecureFunctionBehindApimProps): NameParts {
  const { name } = props;
  const uniqueSuffix = props.uniqueSuffix ?? newUniqueSuffix(scope, props);
  if (!Token.isUnresolved(name)) return { name, storageName: storageNameOf(name), uniqueSuffix };
  const local = localText(scope, "workload-name", name);
  checkWorkloadName(scope, name, local);
  return { name, storageName: storageNameOfLocal(local), uniqueSuffix };
}

// Nothing is looked up where no name ends in it. The workload's name is part of what the suffix is derived from, because a
// storage account's name has not all of it. So is the resource group's, of which one stack may be deployed to several.
function newUniqueSuffix(scope: Construct, props: SecureFunctionBehindApimProps): string {
  if (!hasUniqueNames(props)) return "";
  const { name, names, resourceGroup, provider } = props;
  const resourceGroupName = resourceGroup?.name ?? names?.resourceGroup ?? groupName(name);
  return new UniqueSuffix(scope, "unique-suffix", {
    distinguishedBy: [name, resourceGroupName],
    provider,
  }).value;
}
