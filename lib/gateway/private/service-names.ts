import { TerraformStack, Token } from "cdktf";
import type { IConstruct } from "constructs";
import { appRegistry, isInTree } from "../../support/registry";
import { validationError } from "../../support/validation";

/** Whether a stack makes a service, or finds it there. */
type Origin = "new" | "existing";

interface NamedService {
  readonly construct: IConstruct;
  readonly origin: Origin;
}

/**
 * Rejects a service that a stack both makes and takes as existing: what is said of the existing one, such as its
 * identity, would not be what is made.
 */
export function validateServiceName(construct: IConstruct, origin: Origin, name: string): string[] {
  const other = servicesOf(construct, name).find(
    (service) => service.origin !== origin && isInTree(service.construct),
  );
  if (Token.isUnresolved(name) || !other) return [];
  return [
    validationError(
      `The name ${JSON.stringify(name)} was given to ${titles[origin]}, and ${other.construct.node.path} is ${titles[other.origin]} of that name in the same stack`,
      "A name belongs to one service in all of Azure",
      "Pass the `Gateway` itself to what uses it, or choose another name",
    ),
  ];
}

/** Notes the name of a service. */
export function noteServiceName(construct: IConstruct, origin: Origin, name: string): void {
  if (!Token.isUnresolved(name)) servicesOf(construct, name).push({ construct, origin });
}

const titles: Readonly<Record<Origin, string>> = {
  new: "a new API Management service",
  existing: "an existing API Management service",
};

function servicesOf(construct: IConstruct, name: string): NamedService[] {
  const stack = TerraformStack.of(construct);
  const stacks = appRegistry<Map<string, NamedService[]>>(construct, "names of services by stack");
  const names = stacks.get(stack) ?? new Map<string, NamedService[]>();
  stacks.set(stack, names);
  const services = names.get(name.toLowerCase()) ?? [];
  names.set(name.toLowerCase(), services);
  return services;
}
