import { stringToHclTerraform, stringToTerraform, type TerraformResource, TerraformStack } from "cdktf";
import type { Block } from "../json-blocks";
import { askedBy, isAtLeast } from "./asked-versions";

/** How a resource is written for azurerm 5.0 and newer, where the bindings of 4.x know other arguments. */
export interface Azurerm5Form {
  /** Arguments that 5.0 takes, with their values. */
  readonly takes: Readonly<Record<string, string>>;
  /** Arguments of 4.x that it takes no more. */
  readonly insteadOf: readonly string[];
}

/** What cdktf asks a resource for its arguments with, as JSON and as HCL. */
interface Synthesis {
  synthesizeAttributes(): Block;
  synthesizeHclAttributes(): Block;
}

/**
 * Writes a resource in the form of the azurerm that its stack asks for, which is known when the stack's JSON is made.
 * Overrides of the resource come on top.
 */
export function writeForAzurerm5(resource: TerraformResource, { takes, insteadOf }: Azurerm5Form): void {
  const synthesis = resource as unknown as Synthesis;
  const json = synthesis.synthesizeAttributes.bind(resource);
  const hcl = synthesis.synthesizeHclAttributes.bind(resource);
  const adapted = (all: Block, added: (value: string) => unknown): Block => {
    if (!isAtLeast(askedBy(TerraformStack.of(resource), "azurerm"), "5.0.0")) return all;
    const kept = Object.entries(all).filter(([name]) => !insteadOf.includes(name));
    const own = Object.entries(takes).map(([name, value]) => [name, added(value)]);
    return Object.fromEntries([...kept, ...own]);
  };
  synthesis.synthesizeAttributes = () => adapted(json(), stringToTerraform);
  synthesis.synthesizeHclAttributes = () => adapted(hcl(), hclText);
}

function hclText(value: string): object {
  return { value: stringToHclTerraform(value), isBlock: false, type: "simple", storageClassType: "string" };
}
