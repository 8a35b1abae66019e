import { Token } from "cdktf";
import { refusal } from "../support/refusal";

/** Refuses a name that azurerm allows for nothing that is inside of an API Management service. */
export function childNameRefusals(what: string, name: string): string[] {
  if (Token.isUnresolved(name) || /^[a-zA-Z0-9]([\w-]{0,78}[a-zA-Z0-9])?$/.test(name)) return [];
  return [
    refusal(
      `The ${what} name ${JSON.stringify(name)} was given`,
      "Allowed are 1 to 80 letters, digits, hyphens and underscores, starting and ending with a letter or digit",
      "Choose a name of that form",
    ),
  ];
}
