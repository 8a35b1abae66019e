import type { Json } from "../synthesis";

/** A change of a synthesized stack, as somebody makes it by hand or by a property. */
export type StackEdit = (stack: Json) => void;

/** A synthesized stack, changed. */
export function edited(json: string, edit: StackEdit): string {
  const stack = JSON.parse(json);
  edit(stack);
  return JSON.stringify(stack);
}

/** The arguments of the only resource of a type, or of the one whose id starts with a text. */
export function argumentsOf(stack: Json, type: RegExp, start = ""): Json {
  const found = Object.entries<Json>(stack.resource)
    .filter(([name]) => type.test(name))
    .flatMap(([, resources]) => Object.entries<Json>(resources))
    .filter(([id]) => id.startsWith(start));
  if (found.length !== 1) throw new Error(`${found.length} resources are ${type} ${start}`);
  return found[0][1];
}

export const functionApp = /^azurerm_((linux|windows)_function_app|function_app_flex_consumption)$/;
export const functionAppSlot = /_function_app_slot$/;

/** Changes the gate of a Function App. */
export function gate(change: (gate: Json) => void, start?: string): StackEdit {
  return (stack) => change(argumentsOf(stack, functionApp, start).auth_settings_v2);
}

/** Takes elements out of the policy of an API. */
export function policyWithout(elements: RegExp, start?: string): StackEdit {
  return (stack) => {
    const policy = argumentsOf(stack, /^azurerm_api_management_api_policy$/, start);
    const text = policy.xml_content.replace(elements, "");
    if (text === policy.xml_content) throw new Error(`Nothing is ${elements}`);
    policy.xml_content = text;
  };
}
