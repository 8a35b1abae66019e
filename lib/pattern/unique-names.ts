import type { Construct } from "constructs";
import { UniqueSuffix } from "../naming/unique-suffix";
import { derivedNames } from "./derived-names";
import type { ResourceNames } from "./resource-names";
import type { SecureFunctionBehindApimProps } from "./secure-function-behind-apim-props";

interface UniqueName {
  readonly name: keyof ResourceNames;
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
      props.names?.[name] === undefined && (existing === undefined || props[existing] === undefined),
  );
}

/**
 * The unique suffix of a pattern, if a name ends in one. The workload's name is part of what it is derived from: a
 * storage account's name has not all of it. So is the resource group's, of which one stack may be deployed to several.
 */
export function newUniqueSuffix(scope: Construct, props: SecureFunctionBehindApimProps): string {
  if (!hasUniqueNames(props)) return "";
  const { name, names, resourceGroup, provider } = props;
  const resourceGroupName =
    resourceGroup?.name ?? names?.resourceGroup ?? derivedNames(name, "").resourceGroup;
  return new UniqueSuffix(scope, "unique-suffix", {
    distinguishedBy: [name, resourceGroupName],
    provider,
  }).value;
}
