import { AzureadProvider } from "@cdktf/provider-azuread/lib/provider";
import { AzurermProvider, type AzurermProviderConfig } from "@cdktf/provider-azurerm/lib/provider";
import { DefaultTokenResolver, StringConcat, TerraformStack, Testing, Tokenization } from "cdktf";

// biome-ignore lint/suspicious/noExplicitAny: what a test asserts is the shape of this JSON.
export type Json = any;

/** A stack with both providers, as a user writes it. */
export function newStack(azurerm: Partial<AzurermProviderConfig> = {}): TerraformStack {
  const stack = new TerraformStack(Testing.app(), "stack");
  addProviders(stack, azurerm);
  return stack;
}

/** Adds both providers to a stack. */
export function addProviders(stack: TerraformStack, azurerm: Partial<AzurermProviderConfig> = {}): void {
  new AzureadProvider(stack, "azuread");
  new AzurermProvider(stack, "azurerm", {
    features: [
      {
        storage: [{ dataPlaneAvailable: false }],
        templateDeployment: [{ deleteNestedItemsDuringDeletion: false }],
      },
    ],
    ...azurerm,
  });
}

/** A stack of another app, for existing parts that several tests share: they hold ids and make no resources. */
export function anotherStack(): TerraformStack {
  return new TerraformStack(Testing.app(), "elsewhere");
}

/** The stack's Terraform JSON, validations run. */
export function synthesize(stack: TerraformStack): Json {
  return JSON.parse(Testing.synth(stack, true));
}

/** The only resource of a type. */
export function only(json: Json, type: string): Json {
  const found = all(json, type);
  if (found.length !== 1) throw new Error(`${found.length} resources of type ${type}`);
  return found[0];
}

/** Every resource of a type. */
export function all(json: Json, type: string): Json[] {
  return Object.values(json.resource?.[type] ?? {});
}

/** How many resources of any type there are. */
export function resourceCount(json: Json): number {
  return Object.values(json.resource ?? {}).flatMap((resources) => Object.keys(resources as object)).length;
}

/** The warnings of a stack and everything in it. */
export function warningsOf(stack: TerraformStack): string[] {
  return stack.node
    .findAll()
    .flatMap(({ node }) => node.metadata.filter(({ type }) => type === "@cdktf/warn"))
    .map(({ data }) => data);
}

/** The message of what is thrown. */
export function messageOf(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error("nothing was thrown");
}

/** What stands in the JSON for a value that may be a reference. */
export function resolved(stack: TerraformStack, value: unknown): unknown {
  return Tokenization.resolve(value, {
    scope: stack,
    resolver: new DefaultTokenResolver(new StringConcat()),
    preparing: false,
  });
}
