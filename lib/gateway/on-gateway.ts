import { type TerraformProvider, TerraformStack } from "cdktf";
import type { IConstruct, IValidation } from "constructs";
import {
  argumentsOf,
  describedProvider,
  providerIn,
  providersWithoutAlias,
  validateProviderOf,
} from "../support/providers";
import { appRegistry } from "../support/registry";
import { validationError } from "../support/validation";
import type { IGateway } from "./gateway-props";
import { validateIdentityInPolicies } from "./policy-identity";

/** Where a resource on a gateway is, and with which provider it is managed there. */
export function onGateway(scope: IConstruct, gateway: IGateway) {
  checkSubscription(scope, gateway);
  return {
    apiManagementName: gateway.name,
    resourceGroupName: gateway.resourceGroupName,
    provider: providerIn(scope, gateway.provider),
  };
}

/** Rejects a gateway on which a stack cannot manage anything, or whose identity is not the one that it names. */
export function validateOnGateway(scope: IConstruct, gateway: IGateway): string[] {
  return [
    ...validateProviderOf(`The gateway ${gateway.node.path}`, scope, gateway.provider),
    ...validateIdentityInPolicies(scope, gateway),
  ];
}

// A gateway of another stack names no provider where it is managed with that stack's own one.
function checkSubscription(scope: IConstruct, gateway: IGateway): void {
  const [stack, other] = [TerraformStack.of(scope), TerraformStack.of(gateway)];
  if (stack === other || gateway.provider?.alias !== undefined) return;
  const checks = appRegistry<Set<IConstruct>>(stack, "subscriptions of gateways of other stacks");
  const gateways = checks.get(stack) ?? new Set();
  checks.set(stack, gateways);
  if (gateways.has(gateway)) return;
  gateways.add(gateway);
  stack.node.addValidation(new SameSubscription(stack, other, gateway));
}

/** At synth: what is on a gateway is in the gateway's subscription. */
class SameSubscription implements IValidation {
  public constructor(
    private readonly stack: TerraformStack,
    private readonly other: TerraformStack,
    private readonly gateway: IGateway,
  ) {}

  public validate(): string[] {
    const [own] = providersWithoutAlias(this.stack, "azurerm");
    const [ofGateway] = providersWithoutAlias(this.other, "azurerm");
    const subscriptions = [own, ofGateway].map((provider) => provider && subscriptionOf(provider));
    const [one, another] = subscriptions;
    if (one === undefined || another === undefined || one === another) return [];
    return [
      validationError(
        `The gateway ${this.gateway.node.path} is in the subscription ${another} of ${describedProvider(ofGateway)}, and ${describedProvider(own)} works in ${one}`,
        "What is on a gateway is managed in the gateway's subscription",
        `Give the gateway a \`provider\` with an \`alias\`, and ${this.stack.node.path} a provider with the same alias and subscription`,
      ),
    ];
  }
}

/** The id of the subscription, where the provider says it as a literal text. */
function subscriptionOf(provider: TerraformProvider): string | undefined {
  const { subscription_id } = argumentsOf(provider);
  const isLiteral = typeof subscription_id === "string" && !subscription_id.includes("${");
  return isLiteral ? subscription_id.toLowerCase() : undefined;
}
